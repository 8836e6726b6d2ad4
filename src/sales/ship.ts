import { msg } from '../../db/messages.ts'
import type { Quantity, ReasonCodeTable, SalesOrderLineTable } from '../../db/schema.ts'
import { readCertificateControl } from '../certificate/rows.ts'
import { readConsignedPlace } from '../consignment/rows.ts'
import type { Place } from '../inventory/place.ts'
import { dateTrouble } from '../inventory/refusals.ts'
import { accept, type Decision, inRow, refuse } from '../kernel/decision.ts'
import type { Done, Draft } from '../kernel/entry.ts'
import type { Touch } from '../kernel/overtaken.ts'
import type { Verb } from '../ledger/perform.ts'
import type { AllocationMove, OrderEvent, Save, StockMove } from '../ledger/posting.ts'
import { type OrderFacts, type PlacesFacts, readOrderFacts, readPlaces } from './allocate-facts.ts'
import { allocationMove } from './allocate-posting.ts'
import { backTooSoon, type LeftOn, readLeft } from './came-back.ts'
import { orderEvent } from './order-changes.ts'
import { readReason, readReturnsOf } from './returns.ts'
import { type Gone, goneOf } from './ship-moves.ts'
import { overtakenTrouble, readFaster } from './ship-overtaken.ts'
import { beforeOrderTrouble, partTrouble, rowTrouble } from './ship-refusals.ts'
import { backFirst, type ShipmentAsk, type ShipmentRow, shipmentAskOf } from './ship-rows.ts'
import { beginTally, giveBack, type Tally, takeOut } from './ship-tally.ts'
import { shipmentDone } from './ship-told.ts'
import {
  type Denied,
  deniedTrouble,
  isShippedWhole,
  isTakenBack,
  type Out,
  readDenied,
  readOut,
  shippingTrouble,
  takeBack,
  whyTrouble,
} from './take-back.ts'

interface ShipmentFacts extends OrderFacts {
  readonly places: PlacesFacts
  /** Goods go out by certificate only. */
  readonly byCertificate: boolean
  /** Where consigned goods go; null before it was set. */
  readonly consigned: Pick<Place, 'site' | 'location'> | null
  /** What orders return of each line. */
  readonly returned: ReadonlyMap<number, Quantity>
  /** When the goods left that come back, and what may be taken back; read where something does. */
  readonly left: readonly LeftOn[]
  /** Who changed since what the clerk saw; null where nobody did. */
  readonly faster: Touch | null
  readonly out: readonly Out[]
  readonly reason: ReasonCodeTable | undefined
  readonly no: Denied
}

/** What the rows come to, gathered row by row. */
interface Shipment {
  readonly tally: Tally
  readonly releases: AllocationMove[]
  readonly moves: StockMove[]
  readonly events: OrderEvent[]
  readonly closings: SalesOrderLineTable[]
  /** How many rows made a line open again. */
  reopened: number
}

/**
 * 7.9.15: ships lines whole or in part from the places named, their own allocations first, then what is free. A negative
 * quantity is a return, or takes a shipment back. The remainder of a line is closed where the clerk says so.
 */
export const shipOrder: Verb<Draft, ShipmentFacts, Done> = {
  right: '7.9.15',
  read: async (books, draft) => {
    const { order, rows, reason } = shipmentAskOf(draft)
    const isBack = rows.some(row => row.quantity < 0)
    const facts = await readOrderFacts(books, order)
    const items = new Map(facts.lines.map(line => [line.line, line.item]))
    const named = rows.map(({ line, place }) => ({ item: items.get(line) ?? '', place }))
    const consigned = await readConsignedPlace(books)
    if (consigned) named.push({ item: '', place: { ...consigned, lot: '' } })
    const [control] = await readCertificateControl(books.db, {})
    return {
      ...facts,
      places: await readPlaces(books, named),
      byCertificate: control?.certificate_required === 1,
      consigned,
      returned: await readReturnsOf(books, order),
      left: isBack ? await readLeft(books, order) : [],
      out: isBack ? await readOut(books, order) : [],
      reason: await readReason(books, reason),
      no: await readDenied(books),
      faster: await readFaster(books, draft, facts),
    }
  },

  decide: (draft, facts, moment) => {
    const ask = shipmentAskOf(draft)
    const isBack = (row: ShipmentRow) =>
      isTakenBack(
        row,
        facts.lines.find(one => one.line === row.line),
      )
    const trouble =
      shippingTrouble(ask.order, facts, ask.rows.length > 0 && ask.rows.every(isBack)) ??
      dateTrouble(ask.effective_date, moment) ??
      beforeOrderTrouble(ask.effective_date, facts.order!)
    if (trouble) return trouble
    if (ask.rows.length === 0) return inRow(refuse('quantity', msg.nothingToShip), 0)
    const overtaken = overtakenTrouble(draft, facts, moment)
    if (overtaken) return overtaken
    if (facts.byCertificate && ask.rows.some(row => isSold(row, facts))) {
      return refuse('order_number', msg.shipByCertificate)
    }
    const shipped = shipRows(ask, facts)
    if (!shipped.ok) return shipped
    const shipment = shipped.value
    const stays =
      (ask.rows.some(isBack) ? whyTrouble(ask.reason, facts.reason) : null) ??
      backTooSoon(ask, facts.left) ??
      partTrouble(ask, facts, shipment.tally.shipped)
    if (stays) return stays

    // From here the shipment must succeed.
    closeLines(ask, facts, shipment)
    const { releases, moves, events, closings } = shipment
    return accept({
      result: shipmentDone(ask, shipment, facts),
      posting: {
        // Who has the order open, or asked to change it, must hear that what they saw open is closed, or the other way round.
        saves: closings.length + shipment.reopened === 0 ? [] : [nextVersion(facts.order!)],
        allocations: releases,
        moves,
        events,
        closings: closings.map(({ order_number, line }) => ({ order_number, line })),
      },
    })
  },
}

const nextVersion = ({ name: _, ...order }: NonNullable<OrderFacts['order']>): Save => ({
  table: 'sales_order',
  row: { ...order, version: order.version + 1 },
})

/** What is sold leaves by certificate; what is consigned stays ours, and what comes back needs none. */
const isSold = ({ line, quantity }: ShipmentRow, { lines }: OrderFacts) =>
  quantity > 0 && lines.find(one => one.line === line)?.consigned !== 1

const shipRows = (ask: ShipmentAsk, facts: ShipmentFacts): Decision<Shipment> => {
  const tally = beginTally(facts, facts.places)
  const out = facts.out.map(one => ({ ...one }))
  const shipment: Shipment = {
    tally,
    releases: [],
    moves: [],
    events: [],
    closings: [],
    reopened: 0,
  }
  for (const row of backFirst(ask.rows, facts)) {
    const line = facts.lines.find(one => one.line === row.line)
    const trouble =
      deniedTrouble(row, line, facts.no) ??
      rowTrouble(row, line, { ...facts, number: ask.order, tally })
    if (trouble || !line) return inRow(trouble!, row.row)
    if (row.quantity === 0) continue
    const shipped = tally.shipped.get(line.line)!
    if (row.quantity > 0) {
      const released = takeOut(tally, line, row)
      if (released > 0) {
        shipment.releases.push(allocationMove({ line, place: row.place, quantity: -released }))
      }
    }
    tally.shipped.set(line.line, shipped + row.quantity)
    const going = {
      line,
      shipped,
      customer: facts.order!.sold_to,
      place: row.place,
      quantity: row.quantity,
      effective_date: ask.effective_date,
      consigned: facts.consigned,
    }
    if (!isTakenBack(row, line)) {
      write(shipment, goneOf(going))
      continue
    }
    const back = takeBack(row, ask.effective_date, out)
    // The day stands in the frame before the rows.
    if (!back.ok) return back.refusal.field === 'quantity' ? inRow(back, row.row) : back
    if (isShippedWhole(line)) shipment.reopened += 1
    let before = shipped
    for (const { undoes, quantity } of back.value) {
      const named = { undoes, reason: ask.reason }
      write(shipment, goneOf({ ...going, shipped: before, quantity: -quantity, back: named }))
      before -= quantity
    }
  }
  return accept(shipment)
}

const write = (shipment: Shipment, { moves, event }: Gone) => {
  shipment.moves.push(...moves)
  shipment.events.push(event)
}

/** A line keeps no more stock than it has still to ship; one that is closed keeps none. */
const closeLines = (ask: ShipmentAsk, { lines }: OrderFacts, shipment: Shipment) => {
  for (const line of lines) {
    const rows = ask.rows.filter(row => row.line === line.line)
    if (rows.length === 0) continue
    const left = line.quantity - shipment.tally.shipped.get(line.line)!
    const closing = left !== 0 && rows.some(row => row.cancelBackorder)
    for (const { place, quantity } of giveBack(
      shipment.tally,
      line.line,
      closing ? 0 : Math.max(left, 0),
    )) {
      shipment.releases.push(allocationMove({ line, place, quantity: -quantity }))
    }
    if (!closing) continue
    shipment.closings.push(line)
    const what = { line: line.line, quantity: -left, price: line.price }
    shipment.events.push(orderEvent('closed', ask.order, what))
  }
}
