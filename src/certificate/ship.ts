import { msg } from '../../db/messages.ts'
import type {
  CertificateControlTable,
  CertificateLineTable,
  Day,
  Quantity,
} from '../../db/schema.ts'
import { type Place, placeKey, showPlace } from '../inventory/place.ts'
import { dateTrouble } from '../inventory/refusals.ts'
import { readPlace } from '../inventory/stock.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showMoney, showQuantity } from '../kernel/decimal.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import type { AllocationMove, OrderEvent, StockMove } from '../ledger/posting.ts'
import { type PlacesFacts, readPlaces, stockKey } from '../sales/allocate-facts.ts'
import { orderEvent } from '../sales/order-changes.ts'
import { discountedSale, saleOf } from '../sales/sale.ts'
import { beforeOrderTrouble } from '../sales/ship-refusals.ts'
import { certificateEvent } from './events.ts'
import { type OrdersOf, ordersTrouble, readOrdersOf } from './orders.ts'
import { standingTrouble } from './refusals.ts'
import { type CertificateFacts, readCertificateControl, readCertificateFacts } from './rows.ts'
import { firstLacking } from './whole-orders.ts'

interface ShipFacts extends CertificateFacts {
  readonly control: CertificateControlTable
  readonly orders: OrdersOf
  /** The real places that the goods leave. */
  readonly places: PlacesFacts
  /** Whether the sales company's site on paper is in use. */
  readonly virtualActive: boolean
}

/** The certificate that 7.9.15 was given in the place of an order. */
export const certificateIn = (draft: Draft): string | null =>
  textIn(formIn(draft, 'shipment_entry'), 'certificate')

const askOf = (draft: Draft) => ({
  number: certificateIn(draft) ?? '',
  effective_date: (textIn(formIn(draft, 'shipment_entry'), 'effective_date') ?? '') as Day,
})

/** Where the warehouse keeper typed it: the field that takes an order takes a certificate. */
const field = 'order_number'

/**
 * 7.9.15 by certificate: exactly what stands on it, once, from the real warehouse into the sales company's stock on paper
 * and from there to the customer, in one operation (R14, R15).
 */
export const shipCertificate: Verb<Draft, ShipFacts, Done> = {
  right: '7.9.15.1',
  read: (books, draft) => readShipFacts(books, askOf(draft).number),
  decide: (draft, facts, moment) => {
    const { number, effective_date } = askOf(draft)
    const trouble =
      standingTrouble(number, facts, { status: 'printed', field }) ??
      dateTrouble(effective_date, moment) ??
      beforeOrders(effective_date, facts) ??
      virtualTrouble(facts) ??
      ordersTrouble(facts.orders, field) ??
      placesTrouble(facts) ??
      partTrouble(facts)
    if (trouble) return trouble

    // From here the certificate must be shipped.
    const { moves, events } = goods(facts, effective_date)
    return accept({
      result: resultOf(moves, facts),
      posting: {
        certificateEvents: [certificateEvent('shipped', number)],
        allocations: facts.lines.map(release),
        moves,
        events,
      },
    })
  },
}

const readShipFacts = async (books: Books, number: string): Promise<ShipFacts> => {
  const facts = await readCertificateFacts(books, number)
  const [control] = await readCertificateControl(books.db, {})
  const virtual = { ...virtualOf(control!), lot: '' }
  return {
    ...facts,
    control: control!,
    orders: await readOrdersOf(books, facts),
    places: await readPlaces(
      books,
      facts.lines.map(line => ({ item: line.item, place: line })),
    ),
    virtualActive: (await readPlace(books, '', virtual)).site?.active === 1,
  }
}

/** The sales company's place on paper; blank before it was set. */
const virtualOf = ({ virtual_site, virtual_location }: CertificateControlTable) => ({
  site: virtual_site ?? '',
  location: virtual_location ?? '',
})

const virtualTrouble = ({ control, virtualActive }: ShipFacts): Refused | null => {
  if (control.virtual_site === null) return refuse(field, msg.virtualNotSet)
  return virtualActive ? null : refuse(field, msg.siteNotActive, control.virtual_site)
}

const beforeOrders = (day: Day, { orders }: ShipFacts): Refused | null => {
  for (const { order } of orders.values()) {
    const early = order ? beforeOrderTrouble(day, order) : null
    if (early) return early
  }
  return null
}

const placesTrouble = ({ lines, places, control }: ShipFacts): Refused | null => {
  const virtual = virtualOf(control)
  for (const line of lines) {
    if (places.get(stockKey(line.item, line))?.location?.available === 0) {
      return refuse(field, msg.locationNotAvailable, line.location)
    }
    if (placeKey(line) === placeKey({ ...virtual, lot: line.lot })) {
      return refuse(field, msg.virtualIsReal, showPlace({ ...virtual, lot: '' }))
    }
  }
  return null
}

/** An order that ships whole or not at all must have nothing left over, as when the certificate was issued. */
const partTrouble = ({ lines, orders }: ShipFacts): Refused | null => {
  const lacking = firstLacking(orders, lines)
  if (!lacking) return null
  const said = [lacking.order, lacking.line, showQuantity(lacking.quantity)]
  return refuse(field, msg.certificateWholeOrder, ...said)
}

const release = (line: CertificateLineTable): AllocationMove => {
  const { order_number, order_line, item, site, location, lot, quantity } = line
  return { order_number, line: order_line, item, site, location, lot, quantity: -quantity }
}

/** Three moves a line: out of the real warehouse, into the stock on paper, out of that to the customer. */
const goods = ({ lines, orders, control }: ShipFacts, effective_date: Day) => {
  const shipped = new Map<string, Quantity>()
  const moves: StockMove[] = []
  const events: OrderEvent[] = []
  for (const line of lines) {
    const { order_number, order_line, item, lot, quantity } = line
    const { order, lines: ordered } = orders.get(order_number)!
    const sold = ordered.find(one => one.line === order_line)!
    const key = `${order_number} ${order_line}`
    const before = shipped.get(key) ?? sold.quantity_shipped
    shipped.set(key, before + quantity)
    const sale = saleOf(sold, { shipped: before, quantity })
    const virtual = { ...virtualOf(control), lot }
    const move = (type: StockMove['type'], place: Place, change: Quantity): StockMove => ({
      ...{ type, item, site: place.site, location: place.location, lot, quantity: change },
      ...{ effective_date, order_number, line: order_line, certificate: line.certificate },
      ...{ customer: null, price: null, amount: null, reference: null, remarks: null },
    })
    moves.push(move('ISS-TR', line, -quantity), move('RCT-TR', virtual, quantity), {
      ...move('ISS-SO', virtual, -quantity),
      ...sale,
      customer: order!.sold_to,
    })
    const what = { line: order_line, quantity, ...sale, detail: line.certificate }
    events.push(orderEvent('shipped', order_number, what))
  }
  return { moves, events }
}

/** The amount is the total of the preview: less the discount of each order. */
const resultOf = (moves: readonly StockMove[], { certificate, orders }: ShipFacts): Done => {
  const { number } = certificate!
  const sold = moves.filter(({ type }) => type === 'ISS-SO')
  const totals = [...orders].map(([order, facts]) => {
    const its = sold.filter(move => move.order_number === order)
    return discountedSale(sum(its.map(move => move.amount ?? 0)), facts.order!.discount)
  })
  const amount = `${showMoney(sum(totals))} ${certificate!.currency}`
  return {
    notices: [notice(msg.certificateShipped, number, sold.length, amount)],
    recall: { order_number: number },
  }
}
