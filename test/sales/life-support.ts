import { customers } from '../../src/customer/customer.ts'
import type { Draft, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { rowOf } from '../../src/ledger/master-rows.ts'
import { auditOrder } from '../../src/sales/audit-order.ts'
import { changeLife } from '../../src/sales/change-life.ts'
import { confirmOrder } from '../../src/sales/confirm-order.ts'
import { salesOrderControl } from '../../src/sales/control.ts'
import { judgeChange, withdrawChange } from '../../src/sales/judge-change.ts'
import type { LifeAct } from '../../src/sales/life-acts.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import type { OrderInput } from '../../src/sales/save-order-facts.ts'
import { ask, carryOut, company, saysWhy } from '../support/company.ts'
import { openedOrder } from '../support/order-entry.ts'

/** Changes what 7.1.24 says. */
export const setRules = async (books: Books, values: Values): Promise<void> => {
  const control = await books.db
    .selectFrom('sales_order_control')
    .selectAll()
    .executeTakeFirstOrThrow()
  const row = rowOf('sales_order_control', { ...control, ...values })
  await carryOut(books, salesOrderControl.save, { values: row as unknown as Values })
}

/** The small company, where every order is audited, and changes of confirmed ones are approved. */
export const auditing = async (more: Values = {}, path?: string): Promise<Books> => {
  const books = await company(path)
  await setRules(books, { audit_required: 1, change_approval: 1, ...more })
  return books
}

/** Changes what is known of a customer. */
export const setCustomer = async (books: Books, code: string, values: Values): Promise<void> => {
  const row = await books.db
    .selectFrom('customer')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  await carryOut(books, customers.save, { values: { ...row, ...values } })
}

/** Makes a customer one whose orders a second person audits. */
export const setKeyCustomer = (books: Books, code: string): Promise<void> =>
  setCustomer(books, code, { key_customer: 1 })

export const audit = async (books: Books, order_number: string, head: Values = {}) =>
  saysWhy(await ask(books, auditOrder, { confirmation: { order_number, ...head } }))

export const confirm = async (books: Books, order_number: string, ...lines: number[]) =>
  saysWhy(
    await ask(books, confirmOrder, {
      confirmation: { order_number },
      lines: (lines.length > 0 ? lines : [1]).map(line => ({ line, confirmed: 1 })),
    }),
  )

/** An order as 7.1.1 would save it with these values of the head and of the first line. */
export const changed = async (
  books: Books,
  number: string,
  head: Values = {},
  line: Values = {},
): Promise<OrderInput> => {
  const { order, lines } = await openedOrder(books, number)
  const [first, ...rest] = lines
  return {
    order: { ...order, reason: 'customer asked', ...head },
    lines: [{ ...first, ...line }, ...rest],
  }
}

/** Changes an order, or asks for the change. */
export const change = async (...given: Parameters<typeof changed>): Promise<string> =>
  saysWhy(await ask(given[0], saveOrder, await changed(...given)))

export const judge = async (
  books: Books,
  number: number,
  judgement: string,
  remarks: string | null = 'no',
) => {
  const draft: Draft = { change_entry: { number, judgement, remarks } }
  return saysWhy(
    await (judgement === 'withdraw'
      ? ask(books, withdrawChange, draft)
      : ask(books, judgeChange, draft)),
  )
}

export const live = async (
  books: Books,
  act: LifeAct,
  order_number: string,
  more: Values = {},
): Promise<string> =>
  saysWhy(
    await ask(books, changeLife[act], {
      order_life: { order_number, act, reason: 'because', ...more },
    }),
  )
