import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLedger } from '../../db/open.ts'
import orderPrint from '../../screens/07-sales-orders/7.1.3-sales-order-print.ts'
import shipmentInquiry from '../../screens/07-sales-orders/7.1.20.13-shipment-inquiry.ts'
import { inquiryWriter } from '../../src/exchange/write-inquiry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { atOneMoment } from '../../src/ledger/one-moment.ts'
import type { InquiryScreen } from '../../src/session/screen.ts'
import { change } from '../sales/life-support.ts'
import { ship } from '../sales/ship-support.ts'
import { company, openCompany, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

// What goes out says what the books were at one moment, whoever posts while it is written.

let home: string
let books: Books
let ben: Books
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dingdan-moment-'))
  const path = join(home, 'books.db')
  books = await company(path)
  ben = await openCompany(path, 'ben')
})
afterEach(async () => {
  await books.db.destroy()
  await ben.db.destroy()
  await rm(home, { recursive: true })
})

/** Writes as text; when so much of it came that the pattern is found, somebody does something. */
const written = async (
  inquiry: InquiryScreen<Books>,
  after: RegExp,
  meanwhile: () => Promise<unknown>,
): Promise<string> => {
  const form = { kind: 'text', pageLength: 0, formFeed: false } as const
  const asked = { inquiry, ranges: {}, language: 'en' } as const
  const writer = await inquiryWriter(books, asked, form)
  if (!writer.ok) throw new Error('refused')
  let text = ''
  let done = false
  const out = new Writable({
    highWaterMark: 1,
    write: async (chunk, _, next) => {
      text += String(chunk)
      if (!done && after.test(text)) {
        done = true
        await meanwhile()
      }
      next()
    },
  })
  const counted = await writer.value({ id: randomUUID(), screen: inquiry.code })
  if (!counted.ok) throw new Error('not counted')
  await counted.value(out)
  expect(done).toBe(true)
  return text
}

const oneOf = (quantity: number) => enterOrder(books, 'C001', [['10-10000', quantity]])

test('the total of a report is the sum of its rows', async () => {
  const first = (await oneOf(q(1))).number
  const later = (await oneOf(q(50))).number
  await ship(books, first, { line: 1, quantity: q(1) })
  const all = await written(shipmentInquiry, new RegExp(first), async () =>
    expect(await ship(ben, later, { line: 1, quantity: q(50) })).toBe('accepted'),
  )
  expect(all).toContain(first)
  expect(all).not.toContain(later)
  const [amount] = all.match(/[\d,]+\.\d\d$/m)!
  expect(all).toContain(`Total Amount: ${amount}`)
})

test('papers that come later in a print say what the list of them said', async () => {
  // The last is read when the first is out.
  const numbers: string[] = []
  for (let n = 1; n <= 20; n += 1) numbers.push((await oneOf(q(n))).number)
  const first = new RegExp(numbers[0]!)
  const before = await written(orderPrint, first, async () => {})
  const all = await written(orderPrint, first, async () =>
    expect(await change(ben, numbers.at(-1)!, {}, { quantity: q(77) })).toBe('accepted'),
  )
  expect(all).toBe(before)
})

test('what reads twice reads the same, and what it calls too', async () => {
  const { number } = await oneOf(q(1))
  const read = ({ db }: Books) =>
    db
      .selectFrom('sales_order_line')
      .select('quantity')
      .where('order_number', '=', number)
      .executeTakeFirstOrThrow()
  const [one, other] = await atOneMoment(books, async still => {
    const before = await read(still)
    await change(ben, number, {}, { quantity: q(77) })
    return [before, await atOneMoment(still, read)]
  })
  expect(other).toEqual(one)
  expect(await read(books)).toEqual({ quantity: q(77) })
})

test('a clerk\u2019s idle moment while something is read disturbs nothing', async () => {
  const ledger = await openLedger(join(home, 'books.db'))
  await atOneMoment({ ...books, db: ledger.db }, async ({ db }) => {
    await db.selectFrom('site').selectAll().execute()
    ledger.checkpoint()
  })
  await ledger.close()
})
