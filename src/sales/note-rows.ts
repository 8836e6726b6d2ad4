import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type {
  Database,
  DeliveryNoteEventTable,
  DeliveryNoteLineTable,
  DeliveryNoteTable,
  StockMoveTable,
} from '../../db/schema.ts'
import { localTime } from '../kernel/calendar.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import { takenBackOf, wentOut } from '../ledger/went-out.ts'

type Db = Kysely<Database>

/** A delivery note, with who made it void, when and why, where somebody did. */
export interface Note extends DeliveryNoteTable {
  readonly voided_by: DeliveryNoteEventTable['created_by'] | null
  readonly voided_at: DeliveryNoteEventTable['created_at'] | null
  readonly void_reason: DeliveryNoteEventTable['detail']
}

/** A delivery note, or none. */
export const readNote = kept<{ number: string }, Note>((db, hole) =>
  db
    .selectFrom('delivery_note as note')
    .leftJoin('delivery_note_event as event', join =>
      join.onRef('event.note', '=', 'note.number').on('event.type', '=', 'voided'),
    )
    .selectAll('note')
    .select([
      'event.created_by as voided_by',
      'event.created_at as voided_at',
      'event.detail as void_reason',
    ])
    .where('note.number', '=', hole('number')),
)

/** What is heard of a void note, whatever was to be done with it. */
export const voidTrouble = ({
  number,
  status,
  voided_by,
  voided_at,
  void_reason,
}: Note): Refused | undefined =>
  status === 'void'
    ? refuse(
        'number',
        msg.noteIsVoid,
        number,
        voided_by ?? '',
        localTime(voided_at ?? ''),
        void_reason ?? '',
      )
    : undefined

/** The lines of a delivery note, by number. */
export const readNoteLines = kept<{ number: string }, DeliveryNoteLineTable>((db, hole) =>
  db
    .selectFrom('delivery_note_line')
    .selectAll()
    .where('note', '=', hole('number'))
    .orderBy('line'),
)

/**
 * Where the goods of a note lay that left by certificate, line by line: the books take them from the stock on paper, through
 * which they only pass. Nothing where they left without one. A certificate is shipped once, and whole.
 */
export const readShelves = kept<
  { order: string; shipment: string },
  Pick<StockMoveTable, 'site' | 'location'>
>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select(['site', 'location'])
    .where('type', '=', 'ISS-TR')
    .where('certificate', '=', eb =>
      eb
        .selectFrom('stock_move as sale')
        .select(one => one.ref('sale.certificate').$castTo<string>().as('certificate'))
        .where('sale.order_number', '=', hole('order'))
        .where('sale.operation', '=', hole('shipment'))
        .where('sale.certificate', 'is not', null)
        .limit(one => one.lit(1)),
    )
    .orderBy('number'),
)

/** What one posting shipped of one line from one place, less what was taken back, with the words of the order. */
export interface ShippedLine
  extends Pick<
    StockMoveTable,
    | 'number'
    | 'operation'
    | 'item'
    | 'site'
    | 'location'
    | 'lot'
    | 'quantity'
    | 'effective_date'
    | 'created_by'
  > {
  readonly order_number: string
  readonly line: number
  readonly customer: string
  readonly description: string
  readonly unit: string
}

/** The posting to which a shipment of an order belongs; `number` is that of any of its moves. */
const postingOf = kept<{ order: string; number: number }, { operation: string }>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select('operation')
    .where('number', '=', hole('number'))
    .where('order_number', '=', hole('order'))
    .where(wentOut),
)

/**
 * All that one posting shipped. Its moves follow on one another, as they were written in one transaction: they are found
 * from any of them, where a look through the whole history would need an index of its own.
 */
const movesAround = kept<{ operation: string; number: number }, ShippedLine>((db, hole) => {
  const edge = (side: '<' | '>') =>
    db
      .selectFrom('stock_move as other')
      .select('other.number')
      .where('other.number', side, hole('number'))
      .where('other.operation', '<>', hole('operation'))
      .orderBy('other.number', side === '<' ? 'desc' : 'asc')
      .limit(1)
  return db
    .selectFrom('stock_move as move')
    .innerJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'move.order_number')
        .onRef('line.line', '=', 'move.line'),
    )
    .select([
      'move.number',
      'move.operation',
      'line.order_number',
      'line.line',
      'move.item',
      'move.site',
      'move.location',
      'move.lot',
      'move.effective_date',
      'move.created_by',
      'line.description',
      'line.unit',
    ])
    .select(eb => eb('move.quantity', '+', takenBackOf(eb)).as('quantity'))
    .select(eb => eb.ref('move.customer').$castTo<string>().as('customer'))
    .where(eb => eb('move.number', '>', eb.fn.coalesce(edge('<'), eb.lit(0))))
    .where(eb => eb('move.number', '<', eb.fn.coalesce(edge('>'), eb.lit(Number.MAX_SAFE_INTEGER))))
    .where(wentOut)
    .orderBy('move.number') as never
})

/** What a shipment of an order took out, line by line; nothing where there is no such shipment. */
export const readShipment = async (
  db: Db,
  order: string,
  number: number,
): Promise<readonly ShippedLine[]> => {
  const [found] = await postingOf(db, { order, number })
  return found ? movesAround(db, { operation: found.operation, number }) : []
}

/** The note of a posting, or none; a void one counts for nothing. */
export const noteOfShipment = kept<{ operation: string }, { number: string }>((db, hole) =>
  db
    .selectFrom('delivery_note')
    .select('number')
    .where('shipment', '=', hole('operation'))
    .where('status', '<>', 'void'),
)
