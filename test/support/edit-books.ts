import { setTimeout as pause } from 'node:timers/promises'
import { customers } from '../../src/customer/customer.ts'
import type { Values } from '../../src/kernel/entry.ts'
import { findRecord } from '../../src/ledger/records.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { ask, openCompany } from './company.ts'
import { openedOrder } from './order-entry.ts'

// An editor in a process of their own: `edit-books.ts FILE USER COUNT NUMBER` raises the credit limit of C001 and the
// freight of an order by one hundredth, COUNT times each, and prints how often somebody else had been faster.
const [path = '', user = '', count = '0', number = ''] = process.argv.slice(2)
const books = await openCompany(path, user)
const save = customers.save

const editCustomer = async () => {
  const values = (await findRecord(books, 'customer', { code: 'C001' })) as Values
  await pause(Math.random() * 4)
  const raised = { ...values, credit_limit: Number(values.credit_limit ?? 0) + 1 }
  return ask(books, save, { values: raised, opened: { values } })
}

const editOrder = async () => {
  const { order, lines } = await openedOrder(books, number)
  await pause(Math.random() * 4)
  return ask(books, saveOrder, { order: { ...order, freight: Number(order.freight) + 1 }, lines })
}

let refused = 0
for (const edit of [editCustomer, editOrder]) {
  for (let saved = 0; saved < Number(count); ) {
    const decision = await edit()
    if (decision.ok) saved += 1
    else if (decision.refusal.meanwhile) refused += 1
    else throw new Error(String(decision.refusal.message.number))
  }
}
await books.db.destroy()
console.log(refused)
