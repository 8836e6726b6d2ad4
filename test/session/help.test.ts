import { afterEach, describe, expect, test } from 'vitest'
import { screens } from '../../screens/menu.ts'
import { type Language, say } from '../../src/kernel/format.ts'
import { msg } from '../../src/kernel/messages.ts'
import { cells } from '../../src/kernel/text.ts'
import type { Books } from '../../src/ledger/books.ts'
import { cellsOf } from '../../src/session/flow.ts'
import { openHelp } from '../../src/session/help.ts'
import type { Desk, Drawing, Layer } from '../../src/session/host.ts'
import { asEntry } from '../../src/session/inquiry.ts'
import { bindings } from '../../src/session/keys.ts'
import { manualOf } from '../../src/session/manual.ts'
import type { Cell, Screen } from '../../src/session/screen.ts'
import { Enter, F1, F2, PageDown, signIn, signOut, Up } from '../support/clerk.ts'

afterEach(signOut)

const languages: readonly Language[] = ['zh', 'en']
const size = { columns: 80, rows: 24 }
const below: Drawing = { program: '', title: '', lines: [], cursor: null, keys: [] }

/** A desk on which nothing stands but the help that was opened last. */
const deskOf = (language: Language) => {
  const said: number[] = []
  const layers = [{ draw: () => below } as unknown as Layer]
  const desk = {
    host: { language },
    size: () => size,
    top: () => layers.at(-1),
    push: (layer: Layer) => layers.push(layer),
    say: (...notices: { message: { number: number } }[]) =>
      said.push(...notices.map(({ message }) => message.number)),
  } as unknown as Desk<Books>
  return { desk, said, help: () => layers.at(-1)! }
}

const framesOf = (screen: Screen<Books>) =>
  screen.kind === 'entry' ? screen : asEntry(screen, deskOf('en').desk)

/** Every field of a screen on which the cursor can stand. */
const fieldsOf = (screen: Screen<Books>): readonly Cell[] => {
  const { steps } = framesOf(screen)
  const cells = steps.flatMap(step => [...cellsOf(step, false), ...cellsOf(step, true)])
  return cells.filter(cell => !cell.shown)
}

/** What F2 has to tell of a field, from its declaration. */
const toldOf = ({ field: { help, format, qad } }: Cell, language: Language): readonly string[] => [
  say(help, language),
  ...(format.kind === 'choice'
    ? Object.values(format.choices).map(text => say(text, language))
    : []),
  ...(qad ? [qad] : []),
]

const without = (text: string) => text.replace(/[\s│]/g, '')
const textOf = ({ lines }: Drawing) =>
  lines.map(line => line.map(({ text }) => text).join('')).join('\n')

/** All that a help window shows, from its beginning to where it says that there is no more. */
const readThrough = async (cell: Cell, language: Language) => {
  const { desk, said, help } = deskOf(language)
  const from = cell.explain ? { [cell.explain.name]: 'a price list '.repeat(20) } : {}
  await openHelp(desk, cell, from)
  const first = help().draw(size)
  const pages = [textOf(first)]
  while (first.keys.length > 3 && said.length === 0 && pages.length < 9) {
    await help().press('pageDown')
    pages.push(textOf(help().draw(size)))
  }
  return { pages, heights: pages.map(page => page.split('\n').length) }
}

test.each(languages)('every line of the help of every field can be reached: %s', async language => {
  const lost: string[] = []
  for (const screen of screens) {
    for (const cell of fieldsOf(screen)) {
      const { pages, heights } = await readThrough(cell, language)
      const seen = without(pages.join(''))
      const missing = toldOf(cell, language).filter(text => !seen.includes(without(text)))
      if (missing.length > 0 || Math.max(...heights) > 20) lost.push(`${screen.code} ${cell.name}`)
    }
  }
  expect(lost).toEqual([])
})

test('a help that is longer than the screen is paged as lists are, and says where it stands', async () => {
  const clerk = await signIn('en')
  await clerk.types('7.1.10', Enter)
  while (clerk.field !== 'waits_for') await clerk.types(Enter)
  await clerk.types(F2)
  const top = clerk.lines
  expect(clerk.line(24)).toMatch(/^F1=Go 2=Help 4=End 7=PgUp 8=PgDn 9=LnUp 10=LnDn/)
  expect(clerk.line(21)).toMatch(/ 1-18 \/ \d\d {2}PgUp PgDn ─┘$/)
  await clerk.types(Up)
  expect(clerk.messages).toEqual([msg.beginningOfFile.number])
  await clerk.types(PageDown)
  expect([clerk.lines.slice(2, 19), clerk.messages]).toEqual([top.slice(3, 20), []])
  await clerk.types(PageDown)
  expect(clerk.messages).toEqual([msg.endOfFile.number])
  await clerk.types(F1)
  expect([clerk.field, clerk.messages]).toEqual(['waits_for', []])
})

test('up and down go by rows, the page keys by pages, Home and End to the ends; a smaller screen loses nothing', async () => {
  const rows = Array.from({ length: 50 }, (_, n) => `${n + 10}`)
  const choices = Object.fromEntries(rows.map(row => [`c${row}`, ['', ''] as const]))
  const format = { kind: 'choice', width: 3, choices } as const
  const field = { label: ['', ''], help: ['', ''], format } as const
  const { desk, said, help } = deskOf('en')
  await openHelp(desk, { name: 'many', shown: false, field }, {})
  const at = (rows = 24) => {
    const shown = textOf(help().draw({ columns: 80, rows })).match(/(?<=c)\d\d/g) ?? []
    return [shown[0], shown.at(-1)]
  }
  const walk: (readonly (string | undefined)[])[] = [at()]
  for (const key of [
    'down',
    'pageDown',
    'next',
    'clear',
    'home',
    'last',
    'up',
    'recall',
  ] as const) {
    await help().press(key)
    walk.push(at())
  }
  expect(walk.map(([from]) => from)).toEqual(['10', '11', '29', '30', '42', '10', '42', '41', '23'])
  expect(walk.map(([, to]) => to)).toEqual(['27', '28', '46', '47', '59', '27', '59', '58', '40'])
  await help().type(' ')
  await help().press('last')
  expect(at(34)).toEqual(['32', '59'])
  expect(at()).toEqual(['42', '59'])
  expect(said).toEqual([])
})

describe.each(languages)('the page of a screen: %s', language => {
  const pages = screens.map(screen => manualOf(framesOf(screen), language))
  /** The names and the first lines of what they mean, in two columns. */
  const entriesOf = (page: readonly string[]) =>
    page.flatMap(row => {
      const found = /^ {2}(\S.*?) {2,}(\S.*)$/.exec(row)
      return found ? [{ name: found[1]!, text: found[2]! }] : []
    })

  test('names every field and every key whole, apart from its text, and fits', () => {
    for (const [index, page] of pages.entries()) {
      const entries = entriesOf(page)
      const fields = fieldsOf(screens[index]!).map(({ field }) => say(field.label, language))
      const names = entries.map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(fields))
      const helps = Object.values(bindings).map(({ help }) => say(help, language))
      const texts = entries.map(({ text }) => text)
      expect(texts).toEqual(expect.arrayContaining(helps))
      expect(page.filter(row => cells(row) > 80)).toEqual([])
    }
  })

  test('calls keys as keyboards do, and says what works on every keyboard', () => {
    const keys = entriesOf(pages[0]!).slice(-Object.keys(bindings).length - 2)
    const names = keys.map(({ name }) => name)
    const some = ['F1, Ctrl+X', 'Shift+Tab, Ctrl+U', 'PgUp', 'PgDn', 'Backspace', 'Del']
    expect(names).toEqual(expect.arrayContaining(some))
    expect(names.slice(-2)).toEqual(['Ctrl+L', 'Esc, 1'])
  })
})
