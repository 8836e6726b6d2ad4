import type { Decision } from '../../src/kernel/decision.ts'
import type { Draft, Entry, Hook, Reply, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { chooseCustomer } from '../../src/sales/choose-customer.ts'
import { beginLine, chooseItem, priceLine } from '../../src/sales/line-hooks.ts'
import { openOrder } from '../../src/sales/open-order.ts'
import { orderInput } from '../../src/sales/order-draft.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import type { OrderInput, SavedOrder } from '../../src/sales/save-order-facts.ts'
import { carryOut, saysWhy } from './company.ts'

/** A hook's answer; a refusal fails the test. */
export const answer = async (
  books: Books,
  hook: Hook<Books>,
  entry: Partial<Entry>,
): Promise<Reply> => {
  const decision = await hook(books, { values: {}, row: 0, draft: {}, ...entry })
  if (!decision.ok) throw new Error(saysWhy(decision))
  return decision.value
}

/** What a hook says, in short. */
export const hears = async (
  books: Books,
  hook: Hook<Books>,
  entry: Partial<Entry>,
): Promise<string> =>
  saysWhy((await hook(books, { values: {}, row: 0, draft: {}, ...entry })) as Decision<unknown>)

/** A new order's head, as the first frame fills it. */
export const headFor = async (
  books: Books,
  sold_to: string,
  more: Values = {},
): Promise<Values> => {
  const values = { sold_to, number: null, version: null }
  const reply = await answer(books, chooseCustomer, { values, draft: { sales_order: values } })
  return { ...values, ...reply.values, ...more }
}

/** A row, as typing item and quantity fills it. */
export const rowFor = async (
  books: Books,
  order: Values,
  rows: readonly Values[],
  typed: { item: string; quantity: number },
): Promise<Values> => {
  const draft = (row: Values): Draft => ({ sales_order: order, sales_order_line: [...rows, row] })
  const at = rows.length
  const { values: begun = {} } = await answer(books, beginLine, { row: at, draft: draft({}) })
  const withItem = { ...begun, item: typed.item }
  const chosen = await answer(books, chooseItem, {
    values: withItem,
    row: at,
    draft: draft(withItem),
  })
  const withQuantity = { ...withItem, ...chosen.values, quantity: typed.quantity }
  const priced = await answer(books, priceLine, {
    values: withQuantity,
    row: at,
    draft: draft(withQuantity),
  })
  const why: Values = typed.quantity < 0 ? { reason: 'BACK' } : {}
  return { ...withQuantity, ...priced.values, ...why }
}

/** A whole order as the screen would hold it before YES. */
export const typedOrder = async (
  books: Books,
  sold_to: string,
  typed: readonly (readonly [item: string, quantity: number])[],
  more: Values = {},
): Promise<OrderInput> => {
  const order = await headFor(books, sold_to, more)
  const lines: Values[] = []
  for (const [item, quantity] of typed)
    lines.push(await rowFor(books, order, lines, { item, quantity }))
  return { order, lines }
}

/** Enters an order and saves it. */
export const enterOrder = async (...order: Parameters<typeof typedOrder>): Promise<SavedOrder> =>
  carryOut(order[0], saveOrder, await typedOrder(...order))

/** An order of the books as the screen shows it. */
export const openedOrder = async (books: Books, number: string): Promise<OrderInput> => {
  const { records } = await answer(books, openOrder, { values: { number } })
  return orderInput(records!)
}
