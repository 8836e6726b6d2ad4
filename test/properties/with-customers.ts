import type { Books } from '../../src/ledger/books.ts'
import type { Paper } from '../torture/life-model.ts'

const onlySome = (rows: readonly (readonly [string, number])[]) =>
  rows.flatMap(([key, quantity]) => (quantity === 0 ? [] : [`${key} ${quantity}`])).sort()

/** What lies with customers, line by line and on the shelves there: as the books say, and as was counted. */
export const lyingWithCustomers = async (
  { db }: Books,
  { lines }: Pick<Paper, 'lines'>,
): Promise<{ readonly found: readonly string[]; readonly counted: readonly string[] }> => {
  const rows = await db.selectFrom('consignment').selectAll().execute()
  const stock = await db.selectFrom('stock').selectAll().where('site', '=', '90000').execute()
  const counted = lines().flatMap(({ order, line, item, lying }) =>
    [...lying].map(([place, quantity]) => ({ order, line, item, place, quantity })),
  )
  const shelves = new Map<string, number>()
  for (const { item, place, quantity } of counted) {
    const key = `${item} ${place}`
    shelves.set(key, (shelves.get(key) ?? 0) + quantity)
  }
  return {
    found: [
      ...onlySome(
        rows.map(one => [`${one.order_number} ${one.line} ${one.location}`, one.quantity]),
      ),
      ...onlySome(stock.map(one => [`${one.item} ${one.location}`, one.on_hand])),
      ...onlySome(stock.map(one => [`${one.item} ${one.location}`, one.consigned])),
    ],
    counted: [
      ...onlySome(counted.map(one => [`${one.order} ${one.line} ${one.place}`, one.quantity])),
      ...onlySome([...shelves]),
      ...onlySome([...shelves]),
    ],
  }
}
