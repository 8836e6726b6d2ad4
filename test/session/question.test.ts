import { afterEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { Enter, F1, F2, F4, F5, F6, F8, signIn, signOut, Tab } from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

/** Before YES in 7.1.1, above an order of one line. */
const asked = async () => {
  const clerk = await signIn('en', { company: await company() })
  await clerk.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1, '10-10000', Tab, '2', F1, F4, F1, F4)
  expect(clerk.asking).toBe(true)
  return clerk
}
const isSaved = async ({ books }: Awaited<ReturnType<typeof asked>>) =>
  (await books.db.selectFrom('sales_order').select('number').execute()).length === 1

test('after what was no answer the next key begins a new one', async () => {
  const clerk = await asked()
  await clerk.types('abc', Enter)
  expect([clerk.asking, clerk.messages]).toEqual([true, [msg.enterYesOrNo.number]])
  await clerk.types('y', Enter)
  expect([clerk.asking, await isSaved(clerk)]).toEqual([false, true])
})

test('F8 clears what was typed, though it pages where nothing was', async () => {
  const clerk = await asked()
  await clerk.types('abc', F8, 'y', Enter)
  expect([clerk.asking, await isSaved(clerk)]).toEqual([false, true])
})

test.each([
  ['en', 'F1=Go 4=End'],
  ['zh', 'F1执行 4结束'],
] as const)('row 24 names no key that does nothing at a question: %s', async (language, keys) => {
  const clerk = await signIn(language, { company: await company() })
  await clerk.types('1.4.1', Enter, '10-10000', Enter)
  const before = clerk.line(24)
  await clerk.types(F5)
  expect([clerk.asking, clerk.line(24)]).toEqual([true, keys])
  const { screen } = clerk
  await clerk.types(F2, F6)
  expect(clerk.screen).toBe(screen)
  await clerk.types('n', Enter)
  expect([clerk.asking, clerk.line(24)]).toEqual([false, before])
})

test.each(['1', '0', 't', 'TRU', 'f', 'x'])('%s is neither yes nor no', async typed => {
  const clerk = await asked()
  await clerk.types(typed, Enter)
  expect([clerk.asking, clerk.messages]).toEqual([true, [msg.enterYesOrNo.number]])
})

test.each(['y', 'Yes', 'YES', ' y', 'ｙ', '是'])('%s is yes', async typed => {
  const clerk = await asked()
  await clerk.types(typed, Enter)
  expect([clerk.asking, await isSaved(clerk)]).toEqual([false, true])
})

test.each(['n', 'NO', '否'])('%s is no', async typed => {
  const clerk = await asked()
  await clerk.types(typed, Enter)
  expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
})

test('a clerk who goes for menu 1 is not signed out by the question of the main menu', async () => {
  const clerk = await signIn('en', { company: await company() })
  await clerk.types(F4, '1', Enter)
  expect([clerk.over, clerk.asking, clerk.at]).toEqual([false, false, '1'])
})
