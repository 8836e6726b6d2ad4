import { extend, percentOf, sum } from '../kernel/arithmetic.ts'
import type { Check } from './checks.ts'
import { comparedByLine, lineFinding } from './checks-by-line.ts'
import { wentOut } from './went-out.ts'

/** Orders and their lines. */
export const documentChecks: readonly Check[] = [
  {
    name: 'a line is shipped what its moves say',
    run: db =>
      comparedByLine(
        db,
        'quantity_shipped',
        db
          .selectFrom('stock_move')
          .where(wentOut)
          .where('line', 'is not', null)
          .select(['order_number', 'line'])
          .select(eb => eb.neg('quantity').as('quantity')),
      ),
  },
  {
    name: 'a line is shipped and allocated no more than was ordered',
    run: async db => {
      const rows = await db
        .selectFrom('sales_order_line')
        .select(['order_number', 'line', 'quantity as expected'])
        .select(eb => eb('quantity_shipped', '+', eb.ref('quantity_allocated')).as('found'))
        .where(eb =>
          eb.or([
            eb.and([
              eb('quantity', '>', 0),
              eb.or([
                eb('quantity_shipped', '<', 0),
                eb(
                  eb('quantity_shipped', '+', eb.ref('quantity_allocated')),
                  '>',
                  eb.ref('quantity'),
                ),
              ]),
            ]),
            eb.and([
              eb('quantity', '<', 0),
              eb.or([
                eb('quantity_allocated', '<>', 0),
                eb('quantity_shipped', '>', 0),
                eb('quantity_shipped', '<', eb.ref('quantity')),
              ]),
            ]),
          ]),
        )
        .execute()
      return rows.map(lineFinding)
    },
  },
  {
    name: 'a line shipped whole is closed',
    run: async db => {
      const rows = await db
        .selectFrom('sales_order_line')
        .select(['order_number', 'line', 'closed as found'])
        .select(eb => eb.lit(1).as('expected'))
        .where('closed', '=', 0)
        .where(eb => eb('quantity', '=', eb.ref('quantity_shipped')))
        .execute()
      return rows.map(lineFinding)
    },
  },
  {
    name: 'a line costs its quantity at its price',
    run: async db => {
      const rows = await db
        .selectFrom('sales_order_line')
        .select(['order_number', 'line', 'quantity', 'price', 'amount'])
        .execute()
      return rows
        .map(row => ({ ...row, expected: extend(row.quantity, row.price), found: row.amount }))
        .filter(row => row.expected !== row.found)
        .map(lineFinding)
    },
  },
  {
    name: 'an order comes to the sum of its lines',
    run: async db => {
      const rows = await db
        .selectFrom('sales_order')
        .leftJoin('sales_order_line as line', 'line.order_number', 'sales_order.number')
        .select(['sales_order.number', 'sales_order.lines_total'])
        .select(eb => eb.fn.coalesce(eb.fn.sum<number>('line.amount'), eb.lit(0)).as('sum'))
        .groupBy(['sales_order.number', 'sales_order.lines_total'])
        .having(eb =>
          eb(
            'sales_order.lines_total',
            '<>',
            eb.fn.coalesce(eb.fn.sum<number>('line.amount'), eb.lit(0)),
          ),
        )
        .execute()
      return rows.map(row => ({
        key: row.number,
        expected: String(row.sum),
        found: String(row.lines_total),
      }))
    },
  },
  {
    name: 'an order totals its lines less the discount plus freight',
    run: async db => {
      const rows = await db
        .selectFrom('sales_order')
        .select(['number', 'lines_total', 'discount', 'discount_amount', 'freight', 'total'])
        .execute()
      return rows
        .map(row => {
          const discount = percentOf(row.lines_total, row.discount)
          const total = sum([row.lines_total, -discount, row.freight])
          return {
            key: row.number,
            expected: `${discount} ${total}`,
            found: `${row.discount_amount} ${row.total}`,
          }
        })
        .filter(row => row.expected !== row.found)
    },
  },
  {
    name: 'an order stands where its lines say',
    run: async db => {
      const rows = await db
        .selectFrom('sales_order')
        .innerJoin('sales_order_line as line', 'line.order_number', 'sales_order.number')
        .select(['sales_order.number', 'sales_order.status'])
        .select(eb => [
          eb.fn.min<number>('line.closed').as('all_closed'),
          eb.fn
            .max<number>(
              eb
                .case()
                .when(eb.and([eb('line.closed', '=', 0), eb('line.confirmed', '=', 0)]))
                .then(1)
                .else(0)
                .end(),
            )
            .as('unconfirmed'),
        ])
        .where('sales_order.status', '<>', 'cancelled')
        .groupBy(['sales_order.number', 'sales_order.status'])
        .execute()
      return rows
        .map(row => ({
          key: row.number,
          expected:
            row.all_closed === 1 ? 'closed' : row.unconfirmed === 1 ? 'entered' : 'confirmed',
          found: row.status as string,
        }))
        .filter(row => row.expected !== row.found)
    },
  },
  {
    name: 'an order is cancelled where its history says, with nothing open',
    run: async db => {
      const rows = await db
        .selectFrom('sales_order')
        .leftJoin('order_event as event', join =>
          join
            .onRef('event.order_number', '=', 'sales_order.number')
            .on('event.type', '=', 'cancelled'),
        )
        .select(['sales_order.number', 'sales_order.status', 'event.type'])
        .select(eb =>
          eb
            .selectFrom('sales_order_line')
            .whereRef('order_number', '=', 'sales_order.number')
            .where(or => or.or([or('closed', '=', 0), or('quantity_shipped', '<>', 0)]))
            .select(count => count.fn.countAll<number>().as('open'))
            .as('open'),
        )
        .where(eb => eb.or([eb('status', '=', 'cancelled'), eb('event.type', 'is not', null)]))
        .execute()
      return rows
        .map(row => ({
          key: row.number,
          expected: `${row.type ?? 'not cancelled'} 0`,
          found: `${row.status} ${row.open}`,
        }))
        .filter(row => row.expected !== row.found)
    },
  },
]
