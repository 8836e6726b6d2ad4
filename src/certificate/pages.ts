import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { endsOf, type ListShape, pageByKey } from '../ledger/page-by-key.ts'

const certificates: ListShape = {
  ranges: { number: 'number', customer: 'customer', site: 'site', status: 'status' },
  words: ['customer', 'name'],
  key: { number: 'number' },
}

/** 7.9.11.2: certificates and how far they have come. */
export const certificatesPage: ReadPage<Books> = async ({ db }, ask) => {
  const { from, to } = endsOf(ask.ranges, 'order_number')
  let ofOrders = db.selectFrom('certificate_line').select('certificate')
  if (from !== null) ofOrders = ofOrders.where('order_number', '>=', String(from))
  if (to !== null) ofOrders = ofOrders.where('order_number', '<=', String(to))
  const rows = db
    .selectFrom('certificate')
    .innerJoin('customer', 'customer.code', 'certificate.customer')
    .innerJoin('certificate_line as line', 'line.certificate', 'certificate.number')
    .selectAll('certificate')
    .select('customer.name')
    .select(eb => eb.fn.countAll<number>().as('lines'))
    .groupBy('certificate.number')
    .$if(from !== null || to !== null, query => query.where('certificate.number', 'in', ofOrders))
  return pageByKey(db.selectFrom(rows.as('found')).selectAll() as never, certificates, ask)
}

const events: ListShape = {
  ranges: { certificate: 'certificate', customer: 'customer', type: 'type' },
  words: ['certificate', 'reason'],
  key: { certificate: 'certificate', number: 'number' },
}

/** 7.9.11.3: what happened to certificates, one after the other. */
export const certificateEventsPage: ReadPage<Books> = async ({ db }, ask) => {
  const rows = db
    .selectFrom('certificate_event')
    .innerJoin('certificate', 'certificate.number', 'certificate_event.certificate')
    .selectAll('certificate_event')
    .select('certificate.customer')
  return pageByKey(db.selectFrom(rows.as('found')).selectAll() as never, events, ask)
}
