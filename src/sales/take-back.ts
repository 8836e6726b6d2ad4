import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type {
  Quantity,
  ReasonCodeTable,
  SalesOrderLineTable,
  StockMoveTable,
} from '../../db/schema.ts'
import { placeKey, showPlace } from '../inventory/place.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { denied } from '../ledger/rights.ts'
import type { OrderFacts } from './allocate-facts.ts'
import { orderTrouble } from './allocate-refusals.ts'
import { thereSince } from './came-back.ts'
import { reasonTrouble } from './returns.ts'
import type { ShipmentAsk, ShipmentRow } from './ship-rows.ts'

/** To take a shipment back is a right of its own: who ships doesn't undo what papers say. */
const takeBackRight = '7.9.15.2'
/** Who may only take back opens 7.9.15 too. */
const shipRight = '7.9.15.1'

interface SoldMove
  extends Pick<
    StockMoveTable,
    'number' | 'item' | 'site' | 'location' | 'lot' | 'quantity' | 'effective_date'
  > {
  readonly line: number
  readonly undoes: number | null
  /** The certificate that it left by, and the note that holds it. */
  readonly certificate: string | null
  readonly note: string | null
  readonly received_by: string | null
  /** What orders return of it. */
  readonly returned: Quantity
}

/** A shipment of a line, with what of it is still out and comes back by no return. */
export interface Out extends SoldMove {
  left: Quantity
}

const soldMoves = kept<{ order: string }, SoldMove>(
  (db, hole) =>
    db
      .selectFrom('stock_move as move')
      .leftJoin('delivery_note as note', join =>
        join.onRef('note.shipment', '=', 'move.operation').on('note.status', '<>', 'void'),
      )
      .select(['move.number', 'move.line', 'move.item', 'move.site', 'move.location', 'move.lot'])
      .select(['move.quantity', 'move.effective_date', 'move.undoes', 'move.certificate'])
      .select(['note.number as note', 'note.received_by'])
      .select(eb =>
        eb
          .selectFrom('sales_order_line as back')
          .whereRef('back.return_shipment', '=', 'move.number')
          .select(one =>
            one.fn
              .coalesce(
                one.fn.sum<number>(
                  one
                    .case()
                    .when('back.closed', '=', 1)
                    .then(one.neg('back.quantity_shipped'))
                    .else(one.neg('back.quantity'))
                    .end(),
                ),
                one.lit(0),
              )
              .as('returned'),
          )
          .as('returned'),
      )
      .where('move.order_number', '=', hole('order'))
      .where(eb => eb('move.type', '=', eb.val('ISS-SO' as const)))
      .where('move.consignment', 'is', null)
      .orderBy('move.number') as never,
)

/** What is still out of each shipment. Moves of older books came back without a name: to their place first, the latest before all. */
const stillOut = (moves: readonly SoldMove[]): Out[] => {
  const out: Out[] = []
  for (const move of moves) {
    if (move.quantity < 0) {
      out.push({ ...move, left: -move.quantity })
      continue
    }
    const named = out.filter(one => one.number === move.undoes)
    const like = out.filter(one => one.line === move.line && one.item === move.item).toReversed()
    const there = like.filter(one => placeKey(one) === placeKey(move))
    let back = move.quantity
    for (const one of [...named, ...there, ...like]) {
      const taken = Math.min(one.left, back)
      one.left -= taken
      back -= taken
    }
  }
  return out.map(one => ({ ...one, left: Math.max(0, one.left - one.returned) }))
}

/** What of an order's shipments may be taken back, in the order in which it left. */
export const readOut = async ({ db }: Books, order: string): Promise<Out[]> =>
  stillOut(await soldMoves(db, { order })).filter(({ left }) => left > 0)

/** Whether so much of a line takes a shipment back; what comes back of a line that returns was never shipped by it. */
export const isTakenBack = (
  { quantity }: Pick<ShipmentRow, 'quantity'>,
  line: Pick<SalesOrderLineTable, 'quantity'> | undefined,
): boolean => quantity < 0 && (line?.quantity ?? 0) > 0

/** Whether a line is closed because all of it was shipped: only that is open again when something is taken back. */
export const isShippedWhole = (line: SalesOrderLineTable): boolean =>
  line.closed === 1 && line.quantity > 0 && line.quantity === line.quantity_shipped

/** Why nothing can be shipped for an order, or taken back of it where all was shipped. */
export const shippingTrouble = (
  number: string,
  facts: OrderFacts,
  takesBack: boolean,
): Refused | null => {
  const { order, lines } = facts
  const isWhole = order?.status === 'closed' && order.archived === 0 && lines.some(isShippedWhole)
  return takesBack && isWhole ? null : orderTrouble(number, facts)
}

/** What a user may not do in 7.9.15. */
export interface Denied {
  readonly ship: boolean
  readonly takeBack: boolean
}

/** Which of the acts of 7.9.15 were not given to a user. */
export const readDenied = async ({ db, user }: Books): Promise<Denied> => ({
  ship: (await denied(db, user, shipRight)) !== undefined,
  takeBack: (await denied(db, user, takeBackRight)) !== undefined,
})

/** Why a user may not do what a row asks for. */
export const deniedTrouble = (
  row: ShipmentRow,
  line: SalesOrderLineTable | undefined,
  no: Denied,
): Refused | null => {
  if (isTakenBack(row, line)) {
    return no.takeBack ? refuse('quantity', msg.takeBackDenied, takeBackRight) : null
  }
  return no.ship ? refuse('quantity', msg.notAllowed, shipRight) : null
}

/** What is taken back is taken back for a reason that there is. */
export const whyTrouble = (code: string | null, reason: ReasonCodeTable | undefined) =>
  code === null ? refuse('reason', msg.takeBackNeedsReason) : reasonTrouble(code, reason)

/** What a paper says left isn't taken back behind its back. */
const paperTrouble = ({ line, certificate, note, received_by }: Out): Refused | null => {
  if (certificate !== null) return refuse('quantity', msg.leftByCertificate, line, certificate)
  if (note === null) return null
  return received_by === null
    ? refuse('quantity', msg.leftWithNote, line, note)
    : refuse('quantity', msg.leftWithProof, line, note)
}

/** So much of a shipment that is taken back. */
interface Part {
  readonly undoes: number
  readonly quantity: Quantity
}

const leftOf = (out: readonly Out[]): Quantity => sum(out.map(({ left }) => left))

/** Which shipments a row takes back, the latest first, and only from where they left; they are less afterwards. */
export const takeBack = (
  { line, place, quantity }: ShipmentRow,
  day: ShipmentAsk['effective_date'],
  out: readonly Out[],
): Decision<readonly Part[]> => {
  const its = out.filter(one => one.line === line && one.left > 0)
  const free = its.filter(one => paperTrouble(one) === null)
  const isHere = (one: Out) => placeKey(one) === placeKey(place)
  const here = free.filter(isHere)
  let wanted = -quantity
  if (leftOf(here) < wanted) {
    const held = its.find(one => isHere(one) && !free.includes(one))
    const onPaper = held ?? (leftOf(free) < wanted ? its.find(one => !free.includes(one)) : null)
    if (onPaper) return paperTrouble(onPaper)!
    const places = [...new Set(free.map(showPlace))].join(' ')
    const said = [line, showPlace(place), showQuantity(leftOf(here)), places]
    return refuse('quantity', msg.leftElsewhere, ...said)
  }
  const before = here.filter(one => one.effective_date <= day)
  if (leftOf(before) < wanted) {
    const days = here.map(one => ({ day: one.effective_date, quantity: one.left }))
    const since = thereSince(
      days.toSorted((one, other) => (one.day < other.day ? -1 : 1)),
      wanted,
    )
    return refuse('effective_date', msg.backBeforeLeft, line, since)
  }
  const parts: Part[] = []
  for (const one of before.toReversed()) {
    const taken = Math.min(one.left, wanted)
    if (taken === 0) continue
    one.left -= taken
    wanted -= taken
    parts.push({ undoes: one.number, quantity: taken })
  }
  return accept(parts)
}
