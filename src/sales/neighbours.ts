import type { SalesOrderTable } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'

type Among = Partial<Pick<SalesOrderTable, 'status' | 'action_status'>>

/** The order before or after one, among those in a state; the key field of a task is `order_number`. */
const neighbour =
  (among: Among) =>
  async ({ db }: Books, key: Values, direction: 'next' | 'previous'): Promise<Values | null> => {
    const from = key['order_number'] ?? null
    const ascending = direction === 'next'
    let query = db
      .selectFrom('sales_order')
      .select('number')
      .where(eb => eb.and(among))
      .orderBy('number', ascending ? 'asc' : 'desc')
      .limit(1)
    if (from !== null) query = query.where('number', ascending ? '>' : '<', String(from))
    const found = await query.executeTakeFirst()
    return found ? { order_number: found.number } : null
  }

/** F9/F10 in 7.1.5: orders that wait for confirmation. */
export const neighbourUnconfirmed = neighbour({ status: 'entered' })

/** F9/F10 in 7.1.6 and 7.9.15: confirmed orders that aren't shipped yet. */
export const neighbourOpen = neighbour({ status: 'confirmed' })

/** F9/F10 in 7.1.13: orders that are held. */
export const neighbourHeld = neighbour({ action_status: 'HD' })
