import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { shipmentsToNote } from '../../src/sales/notes-page.ts'
import { byCertificate, certificate } from '../certificate/certificate-support.ts'
import { q, today } from '../support/company.ts'
import type { Turn } from './acts.ts'
import type { Chance } from './chance.ts'

const certificatesAtWork = ({ db }: Books) =>
  db
    .selectFrom('certificate')
    .select(['number', 'status'])
    .where('status', 'not in', ['shipped', 'void'])
    .orderBy('number', 'desc')
    .limit(8)
    .execute()

const allocatedRows = ({ db }: Books) =>
  db
    .selectFrom('allocation')
    .innerJoin('sales_order', 'sales_order.number', 'allocation.order_number')
    .select(['sold_to', 'order_number', 'line as order_line', 'location', 'quantity', 'certified'])
    .where(eb => eb('quantity', '>', eb.ref('certified')))
    .where('allocation.site', '=', '10000')
    .where('sales_order.consignment', '=', 0)
    .where('sales_order.action_status', 'is', null)
    .orderBy('order_number', 'desc')
    .limit(12)
    .execute()

/** A new certificate for what is allocated; its remarks say which intent it came from. */
const certify = async (books: Books, chance: Chance, id: string): Promise<Turn> => {
  const found = await allocatedRows(books)
  if (found.length === 0) return undefined
  const { sold_to, certified, ...row } = chance.one(found)
  const left = row.quantity - certified
  const quantity = chance.happens(0.7) ? left : q(chance.between(1, 10))
  const head: Values = { customer: sold_to, ship_to: null, remarks: id }
  return ['certify', await certificate(books, [{ ...row, quantity }], head)]
}

/** What a clerk would do next with one of the certificates that are about, or a new one. */
export const certificateIntent = async (
  books: Books,
  chance: Chance,
  id: string,
): Promise<Turn> => {
  const about = await certificatesAtWork(books)
  if (about.length === 0 || chance.happens(0.3)) return certify(books, chance, id)
  const { number, status } = chance.one(about)
  const act = { number, reason: id }
  switch (status) {
    case 'issued':
      return [chance.happens(0.85) ? 'print' : 'void', act]
    case 'printed':
      return chance.happens(0.6) ? ['ship-by', byCertificate(number)] : ['lose', act]
    case 'lost':
      return ['approve', { ...act, replace: chance.happens(0.8) }]
    default:
      return ['reissue', act]
  }
}

const lastNotes = ({ db }: Books) =>
  db
    .selectFrom('delivery_note')
    .select(['number', 'status'])
    .where('status', 'in', ['made', 'signed'])
    .orderBy('number', 'desc')
    .limit(8)
    .execute()

const lastShipped = ({ db }: Books) =>
  db
    .selectFrom('stock_move')
    .select('order_number')
    .where('type', '=', 'ISS-SO')
    .orderBy('number', 'desc')
    .limit(8)
    .execute()

/** A new note of something that was shipped; its remarks say which intent it came from. */
const makeOne = async (books: Books, chance: Chance, id: string): Promise<Turn> => {
  const shipped = await lastShipped(books)
  if (shipped.length === 0) return undefined
  const order_number = chance.one(shipped).order_number ?? ''
  const [oldest] = await shipmentsToNote(books, order_number)
  if (!oldest) return undefined
  return ['note', { note_entry: { order_number, shipment: oldest['shipment'], remarks: id } }]
}

/** What a clerk would do next with one of the delivery notes that are about, or a new one. */
export const noteIntent = async (books: Books, chance: Chance, id: string): Promise<Turn> => {
  const about = await lastNotes(books)
  if (about.length === 0 || chance.happens(0.4)) return makeOne(books, chance, id)
  const { number, status } = chance.one(about)
  if (chance.happens(0.2)) return ['void-note', { note_void: { number, reason: id } }]
  if (status === 'made') return ['sign-note', { note_signature: { number } }]
  return chance.happens(0.5)
    ? ['print-note', { number: { from: number, to: number } }]
    : ['receive-note', { proof_entry: { number, received_by: 'Liu', received_on: today } }]
}
