import { afterEach, describe, expect, test } from 'vitest'
import type { Language } from '../../src/kernel/format.ts'
import { Enter, F1, F2, F4, F5, F6, Left, signIn, signOut, Tab } from '../support/clerk.ts'

afterEach(signOut)

const large = { columns: 80, rows: 24 }
const said: Readonly<Record<Language, string>> = {
  en: 'Please make the window 80x24 or larger: no key is taken until then',
  zh: '请把窗口放大到 80x24, 在此之前不接受按键',
}
const sizes = [
  { columns: 79, rows: 24 },
  { columns: 80, rows: 23 },
  { columns: 1, rows: 1 },
]
const everySize = (['zh', 'en'] as const).flatMap(language =>
  sizes.map(size => ({ ...size, language })),
)

const changed = async (language: Language) => {
  const clerk = await signIn(language)
  await clerk.types('1.4.1', Enter, '10-10000', Enter, 'CHANGED', Tab, Tab, 'AND MORE', Left)
  const item = () =>
    clerk.books.db
      .selectFrom('item')
      .select(['description', 'description_2'])
      .where('code', '=', '10-10000')
      .executeTakeFirstOrThrow()
  return { clerk, item, before: await item() }
}

describe.each(everySize)('at $columns×$rows, $language', ({ language, ...size }) => {
  test('one line says so, no key acts, and all stands as before when it is larger', async () => {
    const { clerk, item, before } = await changed(language)
    const { screen, cursor, field } = clerk
    await clerk.resizes(size)
    const shown = clerk.lines.map(line => line.trimEnd())
    // No window of the terminal that tests look at is as small as one cell.
    const page = clerk.session.page().lines.map(line => line.map(({ text }) => text).join(''))
    if (size.columns === 1) expect(page).toEqual([language === 'en' ? 'P' : ' '])
    else expect(shown).toEqual([said[language], ...Array(size.rows - 1).fill('')])
    await clerk.types('XYZ', Tab, F2, F1, Enter, F5, 'y', Enter, F6, '1.1.1', Enter, F4, F4)
    expect(clerk.lines.map(line => line.trimEnd())).toEqual(shown)
    expect(await item()).toEqual(before)
    await clerk.resizes(large)
    expect([clerk.screen, clerk.cursor, clerk.field]).toEqual([screen, cursor, field])
    await clerk.types(F1)
    expect(await item()).toEqual({ description: 'CHANGED', description_2: 'AND MORE' })
  })
})

test('where the line has no room it goes on below', async () => {
  const clerk = await signIn('en')
  await clerk.resizes({ columns: 20, rows: 10 })
  const shown = clerk.lines.map(line => line.trim())
  expect(shown.slice(0, 4).join(' ')).toBe(said.en)
  expect(shown.slice(4)).toEqual(Array(6).fill(''))
})

test('what was typed before the window became too small has its turn, what comes then has none', async () => {
  const { clerk, item } = await changed('en')
  clerk.sends(F1)
  clerk.session.resize({ columns: 79, rows: 24 })
  clerk.sends('1.4.1', Enter)
  await expect.poll(item).toEqual({ description: 'CHANGED', description_2: 'AND MORE' })
  await clerk.resizes(large)
  expect(clerk.at).toBe('1.4.1')
  expect(clerk.screen).not.toContain('CHANGED')
})
