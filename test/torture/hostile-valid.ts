import type { Books } from '../../src/ledger/books.ts'
import { password } from './hostile-books.ts'

/** What may be typed into fields of such names. */
export type Valid = readonly (readonly [RegExp, string])[]

/** Records of the demo company that stand where a screen wants them. */
const standing = async ({ db }: Books) => {
  const certificates = await db.selectFrom('certificate').select(['number', 'status']).execute()
  const notes = await db.selectFrom('delivery_note').select(['number', 'status']).execute()
  const lines = await db
    .selectFrom('sales_order_line')
    .selectAll()
    .where('closed', '=', 0)
    .execute()
  const allocated = await db
    .selectFrom('allocation')
    .innerJoin('sales_order', 'sales_order.number', 'allocation.order_number')
    .select('sold_to')
    .where(eb => eb('quantity', '>', eb.ref('certified')))
    .execute()
  const shipped = await db
    .selectFrom('stock_move')
    .leftJoin('delivery_note', 'delivery_note.shipment', 'stock_move.operation')
    .select(['stock_move.order_number', 'stock_move.number'])
    .where('stock_move.type', '=', 'ISS-SO')
    .where('delivery_note.number', 'is', null)
    .execute()
  const numbered = (of: readonly { number: string; status: string }[], status: string) =>
    of.find(one => one.status === status)?.number ?? ''
  return {
    certificate: (status: string) => numbered(certificates, status),
    note: (status: string) => numbered(notes, status),
    order: (confirmed: 0 | 1) => lines.find(one => one.confirmed === confirmed)?.order_number ?? '',
    allocatedTo: allocated[0]?.sold_to ?? '',
    shipped: shipped[0],
  }
}

/** What may be typed where, so that a walk goes on: of this screen first, then of any. */
export const validFor = async (books: Books): Promise<(code: string) => Valid> => {
  const { certificate, note, order, allocatedTo, shipped } = await standing(books)
  const { db } = books
  const customer = await db.selectFrom('customer').select('code').executeTakeFirstOrThrow()
  const consigned = await db.selectFrom('consignment').selectAll().executeTakeFirst()
  const used = await db
    .selectFrom('stock_move')
    .select('number')
    .where('consignment', '=', 'used')
    .executeTakeFirst()
  const audited = await db
    .selectFrom('sales_order')
    .select('number')
    .where('status', '=', 'entered')
    .where('audited_by', 'is not', null)
    .executeTakeFirst()
  const item = await db.selectFrom('stock').select('item').executeTakeFirstOrThrow()
  const own: Readonly<Record<string, Valid>> = {
    '7.1.1 again': [[/^number$/, order(1)]],
    '7.1.5': [[/order_number/, audited?.number ?? '']],
    '7.1.21.1': [[/^act$/, 'stop']],
    '7.1.23.1': [
      [/^number$/, '1'],
      [/^judgement$/, 'approve'],
    ],
    '7.9.11.1': [[/^customer$/, allocatedTo]],
    '7.9.11.4': [[/^number$/, certificate('issued')]],
    '7.9.11.5': [[/^number$/, certificate('printed')]],
    '7.9.11.6': [[/^number$/, certificate('lost')]],
    '7.9.11.7': [[/^number$/, certificate('approved')]],
    // What comes back of a shipment says why.
    '7.9.15': [[/^quantity$/, '-1']],
    '7.9.16.1': [
      [/order_number/, shipped?.order_number ?? ''],
      [/shipment/, String(shipped?.number)],
    ],
    '7.9.16.3': [[/^number$/, note('made')]],
    '7.9.16.5': [[/^number$/, note('signed')]],
    '7.9.16.7': [[/^number$/, note('made')]],
    '36.2.1': [[/^day$/, 't']],
    '36.3.1': [[/^code$/, 'dora']],
    '7.18.7': [
      [/^transfer$/, 'move'],
      [/^to_location$/, '200'],
      [/order_number/, consigned?.order_number ?? ''],
      [/^line$/, String(consigned?.line)],
      [/^site$/, consigned?.site ?? ''],
      [/^location$/, consigned?.location ?? ''],
      [/^transfer$/, 'back'],
    ],
    '7.18.22': [[/usage/, String(used?.number)]],
    '36.3.3': [[/^old_password$/, password]],
    '36.13.2': [
      [/^code$/, 'LASER'],
      [/^form$/, 'text'],
    ],
  }
  const usual: Valid = [
    [/order_number/, order(1)],
    [/^(sold_to|customer)$/, customer.code],
    [/^item$/, item.item],
    [/quantity/, '1'],
    [/^(from_)?site$/, '10000'],
    [/^(from_)?location$/, '200'],
    [/^to_site$/, '10000'],
    [/^to_location$/, '100'],
    [/currency/, 'CNY'],
    [/unit/, 'EA'],
    [/start_date|effective_date/, 't'],
  ]
  return code => [...(own[code] ?? []), ...usual]
}
