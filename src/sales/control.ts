import { msg } from '../../db/messages.ts'
import { refuse } from '../kernel/decision.ts'
import { type MasterRules, saveMaster } from '../ledger/master.ts'
import { readOrder } from './order-rows.ts'

const rules: MasterRules<'sales_order_control', boolean> = {
  read: async (books, row) => {
    const number = `${row.order_prefix}${row.next_order}`
    return (await readOrder(books.db, { number })).length > 0
  },
  check: ({ row, more: taken }) =>
    taken
      ? refuse('next_order', msg.numberTakenAlready, `${row.order_prefix}${row.next_order}`)
      : undefined,
}

/** Saves how orders are numbered and what they start with; the next number must be free. */
export const saveSalesOrderControl = saveMaster('sales_order_control', rules)
