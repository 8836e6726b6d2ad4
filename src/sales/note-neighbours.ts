import type { DeliveryNoteTable } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'

/** The note before or after one, among those in a state. */
const neighbour =
  (status: DeliveryNoteTable['status']) =>
  async ({ db }: Books, key: Values, direction: 'next' | 'previous'): Promise<Values | null> => {
    const from = key['number'] ?? null
    const ascending = direction === 'next'
    let query = db
      .selectFrom('delivery_note')
      .select('number')
      .where('status', '=', status)
      .orderBy('number', ascending ? 'asc' : 'desc')
      .limit(1)
    if (from !== null) query = query.where('number', ascending ? '>' : '<', String(from))
    const found = await query.executeTakeFirst()
    return found ? { number: found.number } : null
  }

/** F9/F10 in 7.9.16.3: notes that wait for the sales manager. */
export const neighbourToSign = neighbour('made')

/** F9/F10 in 7.9.16.5: notes whose signed copy is out. */
export const neighbourToReceive = neighbour('signed')
