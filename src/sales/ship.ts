import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable } from '../../db/schema.ts'
import { readCertificateControl } from '../certificate/rows.ts'
import { dateTrouble } from '../inventory/refusals.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showMoney, showQuantity } from '../kernel/decimal.ts'
import { accept, type Decision, inRow, refuse } from '../kernel/decision.ts'
import { type Done, type Draft, notice } from '../kernel/entry.ts'
import type { Verb } from '../ledger/perform.ts'
import type { AllocationMove, OrderEvent, StockMove } from '../ledger/posting.ts'
import { type OrderFacts, type PlacesFacts, readOrderFacts, readPlaces } from './allocate-facts.ts'
import { allocationMove } from './allocate-posting.ts'
import { orderTrouble } from './allocate-refusals.ts'
import { orderEvent } from './order-changes.ts'
import { saleOf } from './sale.ts'
import { partTrouble, rowTrouble } from './ship-refusals.ts'
import { type ShipmentAsk, shipmentAskOf } from './ship-rows.ts'
import { beginTally, giveBack, type Tally, takeOut } from './ship-tally.ts'

interface ShipmentFacts extends OrderFacts {
  readonly places: PlacesFacts
  /** Goods go out by certificate only. */
  readonly byCertificate: boolean
}

/** What the rows come to, gathered row by row. */
interface Shipment {
  readonly tally: Tally
  readonly releases: AllocationMove[]
  readonly moves: StockMove[]
  readonly events: OrderEvent[]
  readonly closings: SalesOrderLineTable[]
}

/**
 * 7.9.15: ships lines whole or in part from the places named, their own allocations first, then
 * what is free. A negative quantity is a return. The remainder of a line is closed where the clerk
 * says so.
 */
export const shipOrder: Verb<Draft, ShipmentFacts, Done> = {
  right: '7.9.15',
  read: async (books, draft) => {
    const { order, rows } = shipmentAskOf(draft)
    const facts = await readOrderFacts(books, order)
    const items = new Map(facts.lines.map(line => [line.line, line.item]))
    const named = rows.map(({ line, place }) => ({ item: items.get(line) ?? '', place }))
    const [control] = await readCertificateControl(books.db, {})
    return {
      ...facts,
      places: await readPlaces(books, named),
      byCertificate: control?.certificate_required === 1,
    }
  },

  decide: (draft, facts, moment) => {
    const ask = shipmentAskOf(draft)
    const trouble = orderTrouble(ask.order, facts) ?? dateTrouble(ask.effective_date, moment)
    if (trouble) return trouble
    if (ask.rows.length === 0) return refuse(null, msg.nothingToShip)
    if (facts.byCertificate && ask.rows.some(({ quantity }) => quantity > 0)) {
      return refuse('order_number', msg.shipByCertificate)
    }
    const shipped = shipRows(ask, facts)
    if (!shipped.ok) return shipped
    const shipment = shipped.value
    const part = partTrouble(ask, facts, shipment.tally.shipped)
    if (part) return part

    // From here the shipment must succeed.
    closeLines(ask, facts, shipment)
    const { releases, moves, events, closings } = shipment
    return accept({
      result: resultOf(ask, shipment),
      posting: {
        allocations: releases,
        moves,
        events,
        closings: closings.map(({ order_number, line }) => ({ order_number, line })),
      },
    })
  },
}

const shipRows = (ask: ShipmentAsk, facts: ShipmentFacts): Decision<Shipment> => {
  const tally = beginTally(facts, facts.places)
  const shipment: Shipment = { tally, releases: [], moves: [], events: [], closings: [] }
  for (const row of ask.rows) {
    const line = facts.lines.find(one => one.line === row.line)
    const at = { order: ask.order, tally, places: facts.places, certified: facts.certified }
    const trouble = rowTrouble(row, line, at)
    if (trouble || !line) return inRow(trouble!, row.row)
    if (row.quantity === 0) continue
    const shipped = tally.shipped.get(line.line)!
    const { price, amount } = saleOf(line, { shipped, quantity: row.quantity })
    if (row.quantity > 0) {
      const released = takeOut(tally, line, row)
      if (released > 0) {
        shipment.releases.push(allocationMove({ line, place: row.place, quantity: -released }))
      }
    }
    tally.shipped.set(line.line, shipped + row.quantity)
    shipment.moves.push({
      type: 'ISS-SO',
      item: line.item,
      ...row.place,
      quantity: -row.quantity,
      effective_date: ask.effective_date,
      order_number: line.order_number,
      line: line.line,
      customer: facts.order!.sold_to,
      price,
      amount,
      reference: null,
      remarks: null,
    })
    shipment.events.push(
      orderEvent('shipped', ask.order, { line: line.line, quantity: row.quantity, price, amount }),
    )
  }
  return accept(shipment)
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

const resultOf = (ask: ShipmentAsk, { moves, events }: Shipment): Done => {
  const total = sum(moves.map(move => move.amount ?? 0))
  const amount = showMoney(total)
  const lines = new Set(moves.map(move => move.line)).size
  return {
    notices: [
      ...(moves.length === 0 ? [] : [notice(msg.orderShipped, ask.order, lines, amount)]),
      ...events
        .filter(one => one.type === 'closed')
        .map(one => notice(msg.backorderCancelled, one.line!, showQuantity(-one.quantity!))),
    ],
    recall: { order_number: ask.order },
  }
}
