import { kept } from '../../db/kept.ts'
import type { CustomerTable, ShipToTable } from '../../db/schema.ts'

/** A customer, or none. */
export const findCustomer = kept<{ code: string }, CustomerTable>((db, hole) =>
  db.selectFrom('customer').selectAll().where('code', '=', hole('code')),
)

/** One of a customer's addresses to ship to, or none. */
export const findShipTo = kept<{ customer: string; code: string }, ShipToTable>((db, hole) =>
  db
    .selectFrom('ship_to')
    .selectAll()
    .where('customer', '=', hole('customer'))
    .where('code', '=', hole('code')),
)
