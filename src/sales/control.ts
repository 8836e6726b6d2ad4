import { msg } from '../../db/messages.ts'
import { accept, refuse } from '../kernel/decision.ts'
import type { Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { blankRow, type MasterRules, saveMaster } from '../ledger/master.ts'
import { readControl } from './choose-customer.ts'
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

/** 7.1.24 begins with what is set, or with a proposal where nothing is set yet. */
export const openSalesOrderControl: Hook<Books> = async (books, { values }) => {
  if (Object.keys(values).length > 0) return accept({})
  const [control] = await readControl(books.db, {})
  return accept({ values: { ...(control ?? blankRow('sales_order_control')) } })
}
