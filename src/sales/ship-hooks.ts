import { msg } from '../../db/messages.ts'
import type { AllocationTable, SalesOrderLineTable } from '../../db/schema.ts'
import { placeIn } from '../inventory/place.ts'
import { placeNotices } from '../inventory/place-notice.ts'
import { placeTroubleSoFar } from '../inventory/refusals.ts'
import { readItem, readPlace, readSite } from '../inventory/stock.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import { type Hook, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { openLine, readOrderFacts } from './allocate-facts.ts'
import { otherLotTrouble, readLeft } from './came-back.ts'
import { isShippedWhole, readDenied, readOut, shippingTrouble } from './take-back.ts'

/** 7.9.15 begins with what was allocated; the day comes with the order, as an empty screen may stand over midnight. */
export const beginShipment: Hook<Books> = async (_, { values }) =>
  accept({ values: { ship_allocated: values.ship_allocated ?? 1 } })

/** 7.9.15, when the order is left: who it is for, and today unless another day was typed. */
export const chooseShipmentOrder: Hook<Books> = async (books, entry) => {
  const number = textIn(entry.values, 'order_number') ?? ''
  const facts = await readOrderFacts(books, number)
  const trouble = shippingTrouble(number, facts, !(await readDenied(books)).takeBack)
  if (trouble) return trouble
  const { sold_to, name, site } = facts.order!
  const effective_date = entry.values.effective_date ?? dayOf(books.now())
  return accept({ values: { order_number: number, sold_to, name, site, effective_date } })
}

/**
 * 7.9.15, when the first frame is accepted: a row for each allocation, filled in if allocations
 * are to be shipped; a line without one has a row with quantity 0 at its usual place.
 */
export const readShipmentLines: Hook<Books> = async (books, entry) => {
  const chosen = await chooseShipmentOrder(books, entry)
  if (!chosen.ok) return chosen
  const number = textIn(entry.values, 'order_number') ?? ''
  const { lines, allocations } = await readOrderFacts(books, number)
  const fromAllocations = entry.values.ship_allocated !== 0
  const rows: Values[] = []
  for (const line of lines) {
    if (line.closed === 1 || line.confirmed === 0) continue
    // What is on a certificate leaves by that.
    const its = allocations.filter(one => one.line === line.line && one.quantity > one.certified)
    rows.push(
      ...(fromAllocations && its.length > 0
        ? its.map(one => allocatedRow(line, one))
        : [await usualRow(books, line)]),
    )
  }
  const isWhole = lines.every(line => line.closed === 1)
  return accept({
    ...chosen.value,
    records: { shipment_line: rows },
    notices: isWhole ? [notice(msg.onlyTakenBack, number)] : [],
  })
}

const allocatedRow = (line: SalesOrderLineTable, one: AllocationTable): Values => ({
  ...openLine(line),
  site: one.site,
  location: one.location,
  lot: one.lot,
  quantity: one.quantity - one.certified,
  cancel_backorder: 0,
})

/** The line's own place, else where its site puts returns, or usually keeps the item; what returns a shipment comes as its lot. */
const usualRow = async (books: Books, line: SalesOrderLineTable): Promise<Values> => {
  const item = await readItem(books, line.item)
  const kept = item?.site === line.site ? item.location : null
  const returns = line.quantity < 0 ? (await readSite(books, line.site))?.return_location : null
  const usual = returns ?? kept
  const left = line.return_shipment === null ? [] : await readLeft(books, line.order_number)
  const lot = item?.lot_control === 1 ? left.find(one => one.line === line.line)?.lot : undefined
  return {
    ...openLine(line),
    site: line.site,
    location: line.location ?? usual,
    lot: lot || (line.lot ?? ''),
    quantity: 0,
    cancel_backorder: 0,
  }
}

/** 7.9.15, when the line of a new row is left: another place to ship a line of the order from. */
export const chooseShipmentLine: Hook<Books> = async (books, entry) => {
  const number = textIn(formIn(entry.draft, 'shipment_entry'), 'order_number') ?? ''
  const { lines } = await readOrderFacts(books, number)
  const typed = numberIn(entry.values, 'line') ?? 0
  const line = lines.find(one => one.line === typed)
  if (!line) return refuse('line', msg.lineDoesNotExist, number, typed)
  if (line.closed === 1 && !isShippedWhole(line)) return refuse('line', msg.lineClosed, typed)
  if (line.confirmed === 0) return refuse('line', msg.lineNotConfirmed, typed)
  const usual = { ...(await usualRow(books, line)), ...(await whereItLeft(books, line)) }
  const typedPlace = Object.fromEntries(
    ['site', 'location', 'lot']
      .filter(field => textIn(entry.values, field) !== null)
      .map(field => [field, entry.values[field]!]),
  )
  return accept({
    values: { ...usual, ...typedPlace, quantity: numberIn(entry.values, 'quantity') ?? 0 },
  })
}

/** What was shipped whole can only be taken back: from where the last of it left. */
const whereItLeft = async (books: Books, line: SalesOrderLineTable): Promise<Values> => {
  if (!isShippedWhole(line)) return {}
  const last = (await readOut(books, line.order_number)).findLast(one => one.line === line.line)
  return last ? { site: last.site, location: last.location, lot: last.lot } : {}
}

/**
 * 7.9.15, when site, location or lot of a row is left: whether the place exists, what lies there,
 * and whether the lot is that of the shipment that comes back.
 */
export const chooseShipmentPlace: Hook<Books> = async (books, entry) => {
  const place = placeIn(entry.values)
  const facts = await readPlace(books, textIn(entry.values, 'item') ?? '', place)
  const number = textIn(formIn(entry.draft, 'shipment_entry'), 'order_number') ?? ''
  const line = numberIn(entry.values, 'line') ?? 0
  const left = facts.item?.lot_control === 1 ? await readLeft(books, number) : []
  const trouble = placeTroubleSoFar(place, facts) ?? otherLotTrouble(line, place.lot, left)
  if (trouble) return trouble
  return accept({ notices: placeNotices(facts) })
}
