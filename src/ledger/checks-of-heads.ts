import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check, Found } from './checks.ts'
import { wentOut } from './went-out.ts'

type Db = Kysely<Database>

/** Notes of another order than was shipped, or for another customer, of another day or by another shipper. */
const notesOfOthers = async (db: Db): Promise<readonly Found[]> => {
  const shipped = await db
    .selectFrom('stock_move')
    .where(wentOut)
    .where('operation', 'in', eb => eb.selectFrom('delivery_note').select('shipment'))
    .select(['operation', 'order_number', 'customer', 'effective_date', 'created_by'])
    .distinct()
    .execute()
  const byShipment = new Map<string, typeof shipped>()
  for (const one of shipped) {
    byShipment.set(one.operation, [...(byShipment.get(one.operation) ?? []), one])
  }
  const notes = await db.selectFrom('delivery_note').selectAll().execute()
  return notes.flatMap(note => {
    const its = byShipment.get(note.shipment) ?? []
    const found = [note.customer, note.ship_date, note.shipped_by].join(' ')
    const heads = its.map(one => [one.customer, one.effective_date, one.created_by].join(' '))
    const order = its.some(one => one.order_number === note.order_number)
    if (order && heads.includes(found)) return []
    return {
      key: note.number,
      expected: `${its[0]?.order_number ?? 'a shipment'} ${heads[0] ?? ''}`,
      found: `${note.order_number} ${found}`,
    }
  })
}

/** Certificates for another customer than their orders', or in work for another item than their lines'. */
const certificatesOfOthers = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('certificate_line as line')
    .innerJoin('certificate', 'certificate.number', 'line.certificate')
    .leftJoin('sales_order as head', 'head.number', 'line.order_number')
    .leftJoin('sales_order_line as sold', join =>
      join
        .onRef('sold.order_number', '=', 'line.order_number')
        .onRef('sold.line', '=', 'line.order_line'),
    )
    .where(eb =>
      eb.or([
        eb('certificate.customer', '<>', eb.ref('head.sold_to').$notNull()),
        // What left is compared with its moves, and a line that nothing stands out of any more may change.
        eb.and([
          eb('certificate.status', 'not in', ['shipped', 'void']),
          eb('line.item', '<>', eb.ref('sold.item').$notNull()),
        ]),
      ]),
    )
    .select(['line.certificate', 'line.line', 'certificate.customer', 'line.item'])
    .select(['head.sold_to', 'sold.item as sold'])
    .execute()
  return rows.map(row => ({
    key: `${row.certificate} ${row.line}`,
    expected: `${row.sold_to} ${row.sold}`,
    found: `${row.customer} ${row.item}`,
  }))
}

/** What notes and certificates say above their lines. */
export const headChecks: readonly Check[] = [
  {
    name: 'a delivery note is for the order, customer and day of its shipment',
    run: notesOfOthers,
  },
  {
    name: 'a certificate is for the customer and items of its orders',
    run: certificatesOfOthers,
  },
]
