import type { AllocationTable, SalesOrderTable } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { readOrderFacts } from '../sales/allocate-facts.ts'
import { orderTrouble } from '../sales/allocate-refusals.ts'
import type { CertificateFor } from './ask.ts'

/** An allocation that waits for a certificate, with what is said of it. */
export interface Candidate
  extends AllocationTable,
    Pick<SalesOrderTable, 'sold_to' | 'ship_to' | 'bill_to' | 'currency'> {
  readonly description: string
  readonly unit: string
}

/** What is allocated to a customer's orders and stands on no certificate, the earliest promise first. */
const readWaiting = ({ db }: Books, customer: string): Promise<Candidate[]> =>
  db
    .selectFrom('allocation')
    .innerJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'allocation.order_number')
        .onRef('line.line', '=', 'allocation.line'),
    )
    .innerJoin('sales_order as head', 'head.number', 'allocation.order_number')
    .selectAll('allocation')
    .select(['line.description', 'line.unit', 'head.sold_to', 'head.ship_to'])
    .select(['head.bill_to', 'head.currency'])
    .where('head.sold_to', '=', customer)
    .where('line.closed', '=', 0)
    .where('line.consigned', '=', 0)
    .where(eb => eb('allocation.quantity', '>', eb.ref('allocation.certified')))
    .orderBy(eb => eb.fn.coalesce('line.promise_date', 'line.due_date'))
    .orderBy('allocation.order_number')
    .orderBy('allocation.line')
    .orderBy('allocation.lot')
    .orderBy('allocation.location')
    .execute()

/** The customer's own code is their own address. */
const addressOf = ({ sold_to, ship_to }: Candidate) => (ship_to === sold_to ? null : ship_to)

/** The allocations of a customer that may be certified: an order that is held or stopped has none. */
export const readCandidates = async (
  books: Books,
  customer: string,
): Promise<readonly Candidate[]> => {
  const waiting = await readWaiting(books, customer)
  const free = new Set<string>()
  for (const number of new Set(waiting.map(one => one.order_number))) {
    if (!orderTrouble(number, await readOrderFacts(books, number))) free.add(number)
  }
  return waiting.filter(one => free.has(one.order_number))
}

/** Those that go to one address, from one warehouse, on the invoice of the first of them. */
export const candidatesFor = (
  all: readonly Candidate[],
  { ship_to, site }: CertificateFor,
): readonly Candidate[] => {
  const there = all.filter(one => one.site === site && addressOf(one) === ship_to)
  const [first] = there
  return there.filter(one => one.bill_to === first!.bill_to && one.currency === first!.currency)
}

/** Where the first of them goes: what the clerk most likely wants. */
export const whereFirst = (all: readonly Candidate[]): Values => {
  const first = all[0]!
  return { ship_to: addressOf(first) ?? first.sold_to, site: first.site }
}

/** A candidate as a row of 7.9.11.1: all of it is proposed. */
export const candidateRow = (one: Candidate): Values => ({
  order_number: one.order_number,
  order_line: one.line,
  item: one.item,
  description: one.description,
  unit: one.unit,
  site: one.site,
  location: one.location,
  lot: one.lot,
  uncertified: one.quantity - one.certified,
  quantity: one.quantity - one.certified,
})
