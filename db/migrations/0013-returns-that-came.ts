import { type Kysely, sql } from 'kysely'

const triggers = [
  // A return that forgot its shipment would leave all of it to be returned once more.
  `create trigger sales_order_line_came_of before update of return_shipment on sales_order_line
    when old.quantity_shipped <> 0 and new.return_shipment is not old.return_shipment
    begin select raise(abort, 'what came back names the shipment that it named'); end`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of triggers) await sql.raw(statement).execute(db)
}
