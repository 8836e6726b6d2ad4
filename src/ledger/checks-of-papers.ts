import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check } from './checks.ts'
import { unequal } from './unequal.ts'
import { wentOut } from './went-out.ts'

type Db = Kysely<Database>

const kept = ['note', 'order_number', 'order_line', 'item', 'site', 'location', 'lot'] as const

type Noted = Pick<Database, 'stock_move' | 'operation' | 'delivery_note_event'> & {
  note: Database['delivery_note']
  move: Database['stock_move']
}

/** What of a move was taken back before its note was made. */
const backBefore = (eb: ExpressionBuilder<Noted, 'note' | 'move'>) =>
  eb
    .selectFrom('stock_move as undo')
    .innerJoin('operation as back', 'back.id', 'undo.operation')
    .whereRef('undo.undoes', '=', 'move.number')
    .where('back.number', '<', one =>
      one
        .selectFrom('delivery_note_event as event')
        .innerJoin('operation as made', 'made.id', 'event.operation')
        .whereRef('event.note', '=', 'note.number')
        .where('event.type', '=', 'made')
        .select('made.number')
        .orderBy('made.number')
        .limit(1),
    )
    .select(one => one.fn.coalesce(one.fn.sum<number>('undo.quantity'), one.lit(0)).as('quantity'))

/**
 * What notes say against what their shipments took out, less what was taken back before; both ways round: a row missing on
 * either side counts as 0. What came back in the same posting stands on notes of older books only.
 */
const shippedAndNoted = (db: Db) => {
  const shipped = db
    .selectFrom('delivery_note as note')
    .innerJoin('stock_move as move', 'move.operation', 'note.shipment')
    .where(wentOut)
    .where(eb =>
      eb.or([
        eb('move.quantity', '<', 0),
        eb.exists(
          eb
            .selectFrom('delivery_note_line as line')
            .select('line.note')
            .whereRef('line.note', '=', 'note.number')
            .whereRef('line.order_line', '=', eb.ref('move.line').$notNull() as never)
            .whereRef('line.location', '=', 'move.location')
            .where('line.quantity', '<', 0),
        ),
      ]),
    )
    .select(['note.number as note', 'move.order_number'])
    .select(['move.line as order_line', 'move.item', 'move.site', 'move.location', 'move.lot'])
    .select(eb => [eb.neg(eb.parens('move.quantity', '+', backBefore(eb as never))).as('quantity')])
  return unequal(db, {
    columns: kept,
    expected: shipped,
    found: db.selectFrom('delivery_note_line').select([...kept, 'quantity']),
  })
}

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
