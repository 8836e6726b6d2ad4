import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check } from './checks.ts'
import { unequal } from './unequal.ts'
import { wentOut } from './went-out.ts'

type Db = Kysely<Database>

const kept = ['note', 'order_number', 'order_line', 'item', 'site', 'location', 'lot'] as const

/** What notes say against what their shipments took out. */
const shippedAndNoted = (db: Db) =>
  unequal(db, {
    columns: kept,
    expected: db
      .selectFrom('delivery_note')
      .innerJoin('stock_move', 'stock_move.operation', 'delivery_note.shipment')
      .where(wentOut)
      .select(['delivery_note.number as note', 'stock_move.order_number'])
      .select(['line as order_line', 'item', 'site', 'location', 'lot'])
      .select(eb => eb.neg('stock_move.quantity').as('quantity')),
    found: db.selectFrom('delivery_note_line').select([...kept, 'quantity']),
  })

/** How far each note has come, by its events and by itself. */
const stands = async (db: Db) => {
  const events = await db
    .selectFrom('delivery_note_event')
    .select(['note', 'type', 'name', 'day', 'created_by', 'created_at'])
    .orderBy('number')
    .execute()
  const byNote = new Map<string, typeof events>()
  for (const event of events) {
    byNote.set(event.note, [...(byNote.get(event.note) ?? []), event])
  }
  const notes = await db.selectFrom('delivery_note').selectAll().execute()
  return notes
    .map(note => {
      const its = byNote.get(note.number) ?? []
      const first = (type: string) => its.find(one => one.type === type)
      const [signed, received] = [first('signed'), first('received')]
      const open = signed ? 'signed' : first('made') ? 'made' : 'none'
      // What the customer signed is never void.
      const status = received ? 'received' : first('voided') ? 'void' : open
      return {
        key: note.number,
        expected: [
          ...[status, signed?.created_by, signed?.created_at, received?.name, received?.day],
          its.filter(one => one.type === 'printed').length,
        ].join(' '),
        found: [
          ...[note.status, note.signed_by, note.signed_at, note.received_by, note.received_on],
          note.prints,
        ].join(' '),
      }
    })
    .filter(({ expected, found }) => expected !== found)
}

/** Delivery notes and signatures. */
export const paperChecks: readonly Check[] = [
  {
    name: 'a delivery note holds what its shipment took out',
    run: shippedAndNoted,
  },
  { name: 'a delivery note stands where its history says', run: stands },
  {
    name: 'a delivery note was not signed by who shipped it',
    run: async db => {
      const rows = await db
        .selectFrom('delivery_note')
        .innerJoin('stock_move', 'stock_move.operation', 'delivery_note.shipment')
        .select(['delivery_note.number', 'delivery_note.signed_by'])
        .distinct()
        .whereRef('delivery_note.signed_by', '=', 'stock_move.created_by')
        .execute()
      return rows.map(row => ({
        key: row.number,
        expected: 'somebody else',
        found: row.signed_by ?? '',
      }))
    },
  },
  {
    name: 'a signature is for an event of its order',
    run: async db => {
      const rows = await db
        .selectFrom('order_signature as signature')
        .leftJoin('order_event as event', 'event.number', 'signature.event')
        .select(['signature.number', 'signature.order_number', 'event.order_number as found'])
        .where(eb =>
          eb.or([
            eb('event.number', 'is', null),
            eb('event.order_number', '<>', eb.ref('signature.order_number')),
          ]),
        )
        .execute()
      return rows.map(row => ({
        key: `order_signature ${row.number}`,
        expected: row.order_number,
        found: row.found ?? 'none',
      }))
    },
  },
]
