import { afterEach, describe, expect, test } from 'vitest'
import { Backspace, Enter, F1, F8, Home, inScreen, itemOf, signOut, Tab } from '../support/clerk.ts'

afterEach(signOut)

describe('text longer than its field', () => {
  const tooLong = async (...keys: readonly string[]) => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter, 'X'.repeat(30))
    expect(clerk.messages).toContain(82)
    expect(clerk.screen).toContain(` ${'X'.repeat(24)} `)
    await clerk.typesSlowly(...keys)
    return clerk
  }

  test.each([
    ['Enter', [Enter]],
    ['F1', [F1]],
    ['Enter, again', [Enter, Enter]],
    ['the cursor moved, then Tab', [Home, Tab]],
    ['letters typed over some of it, then Tab', [Home, 'AB', Tab]],
  ])('%s does not take what is left of it', async (_, keys) => {
    const clerk = await tooLong(...keys)
    expect([clerk.field, clerk.messages]).toEqual(['description', [82]])
    expect((await itemOf(clerk, '10-10000'))!.description).not.toContain('X')
  })

  test.each([
    ['erased', [Backspace], 'X'.repeat(23)],
    ['cleared and typed', [F8, 'PUMP'], 'PUMP'],
    ['typed anew once it was refused', [Enter, 'PUMP'], 'PUMP'],
  ])('%s, it is taken', async (_, keys, description) => {
    const clerk = await tooLong(...keys, F1)
    expect(clerk.messages).toEqual([24])
    expect(await itemOf(clerk, '10-10000')).toMatchObject({ description })
  })

  test('letter by letter, in one go with the Enter after it: refused as well', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter)
    await clerk.typesSlowly(...'X'.repeat(25))
    await clerk.types(Enter)
    expect([clerk.field, clerk.messages]).toEqual(['description', [82]])
  })
})
