import type { DemoOrder } from '../../db/demo/orders.ts'
import { readConsignedOf } from '../consignment/rows.ts'
import { useConsignment } from '../consignment/use.ts'
import { readSite } from '../inventory/stock.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { salesWithReturns } from '../sales/returns.ts'
import type { Act } from './demo-papers.ts'

/** What a negative line of a demo order returns: the first shipment of the item to the customer. */
export const demoReturn = async (
  books: Books,
  { soldTo, reason }: DemoOrder,
  item: string,
): Promise<Values> => {
  const [shipped] = await salesWithReturns(books.db, '')
    .where('move.customer', '=', soldTo)
    .where('move.item', '=', item)
    .orderBy('move.number')
    .limit(1)
    .execute()
  const site = await readSite(books, '10000')
  return {
    return_shipment: shipped?.number ?? null,
    reason: reason ?? null,
    location: site?.return_location ?? null,
  }
}

/** What the customer used of what lies there for a demo order. */
export const fillDemoUsage = async (
  books: Books,
  { number, soldTo, used }: DemoOrder & { readonly number: string },
  act: Act,
): Promise<void> => {
  if (!used) return
  const consigned = await readConsignedOf(books, number)
  await act(
    'used',
    useConsignment,
    {
      usage_entry: { customer: soldTo, effective_date: dayOf(books.now()), reference: 'KW48' },
      usage_line: consigned.map(one => ({ ...one, quantity: used * 10_000 })),
    },
    'chen',
  )
}
