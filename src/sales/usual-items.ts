import { kept } from '../../db/kept.ts'
import { dayOf, plusMonths } from '../kernel/calendar.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'

/** More than anybody looks through before they type a letter. */
const most = 200

/** Whoever orders more often than this in a year is judged by what they ordered last: the look stays short. */
const newest = 1000

const orderedSince = kept<{ customer: string; since: string }, Values>((db, hole) =>
  db
    .selectFrom(
      db
        .selectFrom(
          db
            .selectFrom('sales_order')
            .select(['number', 'order_date'])
            .where('sold_to', '=', hole('customer'))
            .where('order_date', '>=', hole('since'))
            .where('status', '<>', 'cancelled')
            .orderBy('order_date', 'desc')
            .limit(newest)
            .as('head'),
        )
        .innerJoin('sales_order_line as line', 'line.order_number', 'head.number')
        .select('line.item')
        .select(eb => [
          eb.fn.count<number>('head.number').distinct().as('times'),
          eb.fn.max('head.order_date').as('last_ordered'),
        ])
        .where('line.quantity', '>', 0)
        .groupBy('line.item')
        .as('usual'),
    )
    .innerJoin('item', 'item.code', 'usual.item')
    .selectAll('item')
    .select(['usual.times', 'usual.last_ordered'])
    .where('item.active', '=', 1)
    .orderBy('usual.times', 'desc')
    .orderBy('usual.last_ordered', 'desc')
    .orderBy('item.code')
    .limit(most),
)

/** What a customer ordered in the last twelve months, the most often ordered first, then the last ordered (R7). */
export const usualItems = async (
  { db, now }: Books,
  customer: string | null,
): Promise<readonly Values[]> =>
  customer === null ? [] : orderedSince(db, { customer, since: plusMonths(dayOf(now()), -12) })
