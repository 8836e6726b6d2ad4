import { msg } from '../../db/messages.ts'
import type { CertificateLineTable, Quantity } from '../../db/schema.ts'
import { placeKey, showPlace } from '../inventory/place.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept, inField, inRow, type Refused, refuse } from '../kernel/decision.ts'
import type { Draft } from '../kernel/entry.ts'
import type { Verb } from '../ledger/perform.ts'
import type { Save } from '../ledger/posting.ts'
import type { OrderFacts } from '../sales/allocate-facts.ts'
import { orderTrouble, otherItemTrouble } from '../sales/allocate-refusals.ts'
import { type CertificateAsk, type CertificateRow, certificateAskOf } from './ask.ts'
import { certificateEvent } from './events.ts'
import { allocationOf, type IssueFacts, isFor, readIssueFacts } from './issue-facts.ts'
import { numberTrouble, takeNumber } from './next-number.ts'
import { firstLacking } from './whole-orders.ts'

/** A certificate that was issued. */
export interface IssuedCertificate {
  readonly number: string
  readonly lines: number
}

/**
 * 7.9.11.1: what is allocated to orders of one customer in one warehouse, and stands on no certificate yet, on a paper that
 * it can be fetched by. From then on it leaves by that paper only.
 */
export const issueCertificate: Verb<Draft, IssueFacts, IssuedCertificate> = {
  right: '7.9.11.1',
  read: (books, draft) => readIssueFacts(books, certificateAskOf(draft)),
  decide: (draft, facts, moment) => {
    const ask = certificateAskOf(draft)
    const trouble =
      headTrouble(ask, facts) ??
      rowsTrouble(ask, facts) ??
      partTrouble(ask, facts) ??
      numberTrouble(facts)
    if (trouble) return trouble

    // From here the certificate must be issued.
    const { number, save } = takeNumber(facts)
    const first = facts.orders.get(ask.rows[0]!.order_number)!.order!
    const { customer, ship_to, site, remarks } = ask
    const certificate = {
      ...{ number, customer, ship_to, site, remarks },
      ...{ bill_to: first.bill_to, currency: first.currency, replaces: null },
      ...{ status: 'issued' as const, issued_by: moment.user, issued_at: moment.now },
    }
    const lines = together(ask.rows).map((row, index) => lineOf(number, index, row, facts))
    const saves: readonly Save[] = [
      save,
      { table: 'certificate', row: certificate },
      ...lines.map(row => ({ table: 'certificate_line' as const, row })),
    ]
    return accept({
      result: { number, lines: lines.length },
      posting: { saves, certificateEvents: [certificateEvent('issued', number)] },
    })
  },
}

const headTrouble = (ask: CertificateAsk, facts: IssueFacts): Refused | undefined => {
  const { customer, ship_to, site } = ask
  if (ask.number !== null) return refuse('number', msg.certificateFixed, ask.number)
  if (!facts.customer) return refuse('customer', msg.customerDoesNotExist, customer)
  if (ship_to !== null && !facts.shipTo) {
    return refuse('ship_to', msg.shipToDoesNotExist, customer, ship_to)
  }
  if (!facts.site) return refuse('site', msg.siteDoesNotExist, site)
  if (facts.control.virtual_site === null) return refuse('site', msg.virtualNotSet)
  if (facts.control.virtual_site === site) return refuse('site', msg.certificateFromVirtual, site)
  return ask.rows.length === 0 ? refuse(null, msg.certificateEmpty) : undefined
}

/** Rows may share an allocation, so each takes from what those before it have left. */
const rowsTrouble = (ask: CertificateAsk, facts: IssueFacts): Refused | undefined => {
  const taken = new Map<object, Quantity>()
  const first = facts.orders.get(ask.rows[0]!.order_number)!
  for (const row of ask.rows) {
    const order = facts.orders.get(row.order_number)!
    const no = orderTrouble(row.order_number, order)
    if (no) return inRow(inField(no, 'quantity'), row.row)
    if (!goTogether(ask, row, { order, first })) {
      return inRow(refuse('quantity', msg.certificateOthers, row.order_number), row.row)
    }
    if (row.quantity < 0) return inRow(refuse('quantity', msg.negativeNotAllowed), row.row)
    const said = [row.order_number, row.order_line]
    const line = order.lines.find(one => one.line === row.order_line)
    if (line && otherItemTrouble(row, line)) {
      return inRow(refuse('quantity', msg.orderLineOtherItem, ...said, line.item), row.row)
    }
    if (line?.consigned === 1) {
      return inRow(refuse('quantity', msg.consignedNotCertified, ...said), row.row)
    }
    const held = allocationOf(row, order)
    const left = held ? held.quantity - held.certified - (taken.get(held) ?? 0) : 0
    if (!held || row.quantity > left) {
      const most = showQuantity(left)
      return inRow(
        refuse('quantity', msg.exceedsUncertified, ...said, showPlace(row), most),
        row.row,
      )
    }
    taken.set(held, (taken.get(held) ?? 0) + row.quantity)
  }
  return undefined
}

/** One customer and address, one warehouse, and one invoice: all that a certificate is for. */
const goTogether = (
  ask: CertificateAsk,
  row: CertificateRow,
  { order, first }: { readonly order: OrderFacts; readonly first: OrderFacts },
): boolean =>
  isFor(ask, order) &&
  row.site === ask.site &&
  order.order!.bill_to === first.order!.bill_to &&
  order.order!.currency === first.order!.currency

/** An order that ships whole or not at all stands on the certificate with all that it lacks. */
const partTrouble = (ask: CertificateAsk, { orders }: IssueFacts): Refused | undefined => {
  const lacking = firstLacking(orders, ask.rows)
  if (!lacking) return undefined
  const { order, line, quantity } = lacking
  const said = [order, line, showQuantity(quantity)]
  const refused = refuse('quantity', msg.certificateWholeOrder, ...said)
  const row = ask.rows.find(one => one.order_number === order && one.order_line === line)
  return row ? inRow(refused, row.row) : refused
}

/** Rows that take from one allocation are one line of the certificate. */
const together = (rows: readonly CertificateRow[]): readonly CertificateRow[] => {
  const found = new Map<string, CertificateRow>()
  for (const row of rows) {
    const key = `${row.order_number} ${row.order_line} ${placeKey(row)}`
    const before = found.get(key)
    found.set(key, { ...row, quantity: row.quantity + (before?.quantity ?? 0) })
  }
  return [...found.values()]
}

const lineOf = (
  certificate: string,
  index: number,
  row: CertificateRow,
  { orders }: IssueFacts,
): CertificateLineTable => {
  const { order_number, order_line, site, location, lot, quantity } = row
  const { item, description, unit } = orders
    .get(order_number)!
    .lines.find(({ line }) => line === order_line)!
  const what = { order_number, order_line, item, description, unit }
  return { certificate, line: index + 1, ...what, site, location, lot, quantity }
}
