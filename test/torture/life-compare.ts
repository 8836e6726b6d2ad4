import { isDeepStrictEqual } from 'node:util'
import type { Books } from '../../src/ledger/books.ts'
import { onCertificates } from '../properties/certificates-count.ts'
import { lyingWithCustomers } from '../properties/with-customers.ts'
import { deskAndPaper } from './life-desk.ts'
import { inquiriesAndPaper } from './life-inquiries.ts'
import { heldBy, items, type Line, locations, type Paper, statusOf, totalOf } from './life-model.ts'

const mustEqual = (what: string, found: unknown, paperSays: unknown) => {
  if (isDeepStrictEqual(found, paperSays)) return
  throw new Error(`${what}: ${JSON.stringify(found)} not ${JSON.stringify(paperSays)}`)
}

const shelves = async (paper: Paper, { db }: Books) => {
  const stock = await db.selectFrom('stock').selectAll().where('lot', '=', '').execute()
  for (const item of items) {
    for (const location of locations) {
      const key = paper.at(item, location)
      const row = stock.find(
        one => one.item === item && one.site === '10000' && one.location === location,
      )
      const found = [row?.on_hand ?? 0, (row?.on_hand ?? 0) - (row?.allocated ?? 0)]
      mustEqual(key, found, [paper.onHand(key), paper.free(key)])
    }
  }
  // What leaves by certificate goes through the stock on paper and leaves nothing there.
  const left = stock.filter(one => one.site === '20000' && one.on_hand !== 0)
  mustEqual('the stock on paper', left, [])
}

const orders = async (paper: Paper, { db }: Books) => {
  const heads = await db.selectFrom('sales_order').selectAll().execute()
  const lines = await db.selectFrom('sales_order_line').selectAll().execute()
  for (const order of paper.orders) {
    const head = heads.find(one => one.number === order.number)
    mustEqual(
      order.number,
      [
        head?.status,
        head?.total,
        head?.audited_by !== null,
        head?.stopped,
        head?.archived,
        head?.action_status,
      ],
      [
        statusOf(order),
        totalOf(order),
        order.audited,
        order.stopped ? 1 : 0,
        order.archived ? 1 : 0,
        order.onHold ? 'HD' : null,
      ],
    )
    for (const line of order.lines) {
      const row = lines.find(one => one.order_number === order.number && one.line === line.line)!
      mustEqual(
        `${order.number} ${line.line}`,
        [row.quantity, row.quantity_shipped, row.quantity_allocated, row.quantity_used],
        [line.quantity, line.shipped, heldBy(line), line.used],
      )
      mustEqual(
        `${order.number} ${line.line}`,
        [row.closed, row.confirmed, row.consigned],
        [line.closed ? 1 : 0, line.confirmed ? 1 : 0, line.consigned ? 1 : 0],
      )
    }
  }
}

const certificates = async (paper: Paper, { db }: Books) => {
  const found = await db
    .selectFrom('certificate')
    .select(['number', 'status'])
    .orderBy('number')
    .execute()
  const paperSays = paper.certificates.map(({ number, state }) => ({ number, status: state }))
  mustEqual('certificates', found, paperSays)
  const rows = await db.selectFrom('allocation').selectAll().execute()
  for (const row of rows) {
    const isIts = (one: Line) => one.order === row.order_number && one.line === row.line
    const line = paper.lines().find(isIts)!
    const certified = onCertificates(paper, line, paper.at(row.item, row.location))
    mustEqual(`${row.order_number} ${row.line} on certificates`, row.certified, certified)
  }
}

const notes = async (paper: Paper, { db }: Books) => {
  const found = await db
    .selectFrom('delivery_note')
    .select(['number', 'status as state', 'prints'])
    .orderBy('number')
    .execute()
  const made = paper.shipments.flatMap(({ note }) => note ?? [])
  mustEqual(
    'notes',
    found,
    made.map(({ number, state, prints }) => ({ number, state, prints })).sort(byNumber),
  )
}

const requests = async (paper: Paper, { db }: Books) => {
  const found = await db
    .selectFrom('change_request')
    .select(['number', 'order_number as order', 'status as state', 'requested_by as by'])
    .orderBy('number')
    .execute()
  const asked = paper.requests.map(({ number, line: { order }, state, by }) => ({
    ...{ number, order, state, by },
  }))
  mustEqual('changes', found, asked)
}

const withCustomers = async (paper: Paper, books: Books) => {
  const { found, counted } = await lyingWithCustomers(books, paper)
  mustEqual('with customers', found, counted)
}

const byNumber = (a: { number: string }, b: { number: string }) => (a.number < b.number ? -1 : 1)

/** What the books say of every order, shelf, certificate, note, change and customer must be what stands on paper. */
export const compare = async (paper: Paper, books: Books) => {
  for (const part of [shelves, orders, certificates, notes, requests, withCustomers]) {
    await part(paper, books)
  }
}

/** What the desk and the inquiries show must be what stands on paper; to look costs more than all the rest of an act. */
export const look = async (paper: Paper, books: Books) => {
  const { found, counted } = await deskAndPaper(books, paper)
  mustEqual('the order desk', found, counted)
  for (const [name, seen] of await inquiriesAndPaper(books, paper)) {
    mustEqual(name, seen.found, seen.counted)
  }
}
