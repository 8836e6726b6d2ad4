import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { PriceBreakTable, PriceListTable } from '../../db/schema.ts'
import { isCurrency } from '../kernel/currency.ts'
import { showTyped } from '../kernel/decimal.ts'
import { inRow, refuse } from '../kernel/decision.ts'
import { numberIn } from '../kernel/draft.ts'
import { type MasterInput, type MasterRules, masterData } from '../ledger/master.ts'

type Break = Pick<PriceBreakTable, 'minimum_quantity' | 'price'>

/** Rows that hold nothing yet are the empty last rows of a grid. */
const breaksOf = (input: MasterInput): Break[] =>
  (input.rows ?? []).flatMap(row =>
    typeof row.price === 'number'
      ? [{ minimum_quantity: numberIn(row, 'minimum_quantity') ?? 0, price: row.price }]
      : [],
  )

interface Facts {
  readonly breaks: readonly Break[]
  /** What the item is counted in. */
  readonly unit: string | undefined
}

const unitOf = kept<{ item: string }, { unit: string }>((db, hole) =>
  db.selectFrom('item').select('unit').where('code', '=', hole('item')),
)

const rules: MasterRules<'price_list', Facts> = {
  read: async (books, row) => ({
    unit: (await unitOf(books.db, { item: row.item }))[0]?.unit,
    breaks: await books.db
      .selectFrom('price_break')
      .select(['minimum_quantity', 'price'])
      .where('code', '=', row.code)
      .where('currency', '=', row.currency)
      .where('item', '=', row.item)
      .where('unit', '=', row.unit)
      .where('start_date', '=', row.start_date)
      .execute(),
  }),
  under: {
    table: 'price_break',
    order: 'minimum_quantity',
    rows: ({ breaks }) => breaks.map(one => ({ ...one })),
  },
  check: ({ row, before, more: { unit }, input }) => {
    // What stands there already may still be given an end.
    if (!before && !isCurrency(row.currency)) {
      return refuse('currency', msg.notACurrency, row.currency)
    }
    if (!before && unit !== undefined && unit !== row.unit) {
      return refuse('unit', msg.unitNotItems, row.item, unit)
    }
    if (row.expire_date !== null && row.expire_date < row.start_date) {
      return refuse('expire_date', msg.expiresBeforeStart, row.start_date)
    }
    const breaks = breaksOf(input)
    const unpriced = (input.rows ?? []).findIndex(
      one => typeof one.price !== 'number' && (numberIn(one, 'minimum_quantity') ?? 0) !== 0,
    )
    if (unpriced >= 0) return inRow(refuse('price', msg.valueRequired), unpriced)
    if (breaks.length === 0) return refuse('minimum_quantity', msg.priceListEmpty)
    const seen = new Set<number>()
    for (const { minimum_quantity, price } of breaks) {
      if (minimum_quantity < 0) return refuse('minimum_quantity', msg.negativeNotAllowed)
      if (price < 0) return refuse('price', msg.negativeNotAllowed)
      if (seen.has(minimum_quantity)) {
        return refuse('minimum_quantity', msg.breakTwice, showTyped(minimum_quantity))
      }
      seen.add(minimum_quantity)
    }
    return undefined
  },
  also: (row, { breaks: before }, input) => {
    const key = keyOf(row)
    const breaks = breaksOf(input)
    const kept = new Set(breaks.map(one => one.minimum_quantity))
    return {
      saves: breaks.map(one => ({ table: 'price_break' as const, row: { ...key, ...one } })),
      removes: before
        .filter(one => !kept.has(one.minimum_quantity))
        .map(({ minimum_quantity }) => ({
          table: 'price_break' as const,
          key: { ...key, minimum_quantity },
        })),
    }
  },
}

const keyOf = ({ code, currency, item, unit, start_date }: PriceListTable) => ({
  code,
  currency,
  item,
  unit,
  start_date,
})

/** The prices of items on lists, each with its quantity breaks: a save replaces those that stood there. */
export const priceLists = masterData('price_list', rules)
