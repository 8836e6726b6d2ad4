import { afterEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { Enter, F1, F4, F8, signIn, signOut, Tab } from '../support/clerk.ts'
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
