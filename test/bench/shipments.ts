import { type Ledger, openLedger } from '../../db/open.ts'
import type { Range, Ranges, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { shipmentsPage } from '../../src/sales/shipments.ts'
import {
  customerCode,
  customerCount,
  dayNumber,
  itemCode,
  itemCount,
  orderNumber,
} from './big-company.ts'
import { type Figure, figure, median, note, sideBySide } from './measure.ts'
import { booksOf, openByHand } from './save.ts'

const pageRows = 15

const page = (books: Books, ranges: Ranges = {}, direction: 'forward' | 'backward' = 'forward') =>
  shipmentsPage(books, { ranges, search: '', beyond: null, direction, limit: pageRows })

const byHandSql = `
  select move.effective_date as ship_date, move.order_number as "order", move.line, move.customer,
    customer.name, move.item, -move.quantity as quantity, sales_order_line.unit, move.price,
    move.amount, sales_order.currency, move.site, move.number, move.reason, sales_order_line.return_shipment as returns
  from stock_move as move
  left join customer on customer.code = move.customer
  left join sales_order on sales_order.number = move.order_number
  left join sales_order_line on sales_order_line.order_number = move.order_number
    and sales_order_line.line = move.line
  where move.type = 'ISS-SO'
  order by move.effective_date, move.number limit ${pageRows}`

/** The first page among a million shipped lines, against one by hand and among 10,000. */
export const measureFirstPage = async (
  big: string,
  small: string,
  rounds = 40,
): Promise<readonly Figure[]> => {
  const ledgers = [await openLedger(big), await openLedger(small)] as const
  const [many, few] = ledgers.map(booksOf) as [Books, Books]
  const file = openByHand(big)
  const byHand = file.prepare<[], Values>(byHandSql)
  if (JSON.stringify(await page(many)) !== JSON.stringify(byHand.all())) {
    throw new Error('bench: the page by hand is another one')
  }
  const [first, hand, firstOfFew] = await sideBySide(
    [{ run: () => page(many) }, { run: () => byHand.all() }, { run: () => page(few) }],
    { rounds, each: 25, warm: 8 },
  )
  file.close()
  for (const ledger of ledgers) await ledger.close()
  const value = median(first!)
  return [
    figure('first page of 7.1.20.13 at 1,000,000 shipped lines', {
      value,
      baseline: median(hand!),
      aim: 1.5,
    }),
    figure('first page of 7.1.20.13 at 1,000,000 lines against 10,000', {
      value,
      baseline: median(firstOfFew!),
      aim: 1.5,
    }),
  ]
}

type Choice = readonly [name: string, range: Range | null]

const open: Choice = ['', null]
const range = (from: string | null, to: string | null): Range => ({ from, to })

const share = (code: (index: number) => string, many: number, from: number, to: number) =>
  range(code(Math.floor(many * from)), code(Math.floor(many * to) - 1))

/** One column's ways of being asked for; big-books.ts says what was sold when. */
const choices: Readonly<Record<string, readonly Choice[]>> = {
  ship_date: [
    open,
    ['a day', range(dayNumber(700), dayNumber(700))],
    ['a month', range(dayNumber(400), dayNumber(430))],
    ['the last year', range(dayNumber(730), null)],
    ['all but a day', range(dayNumber(1), dayNumber(1093))],
    ['days to come', range(dayNumber(1200), dayNumber(1300))],
  ],
  customer: [
    open,
    ['one, much', range(customerCode(0), customerCode(0))],
    ['one, little', range(customerCode(7777), customerCode(7777))],
    ['a tenth', share(customerCode, customerCount, 0.4, 0.5)],
    ['of the first year', share(customerCode, customerCount, 0.9, 1)],
    ['nearly all', range(customerCode(1), null)],
    ['nobody', range('X', 'Y')],
  ],
  item: [
    open,
    ['one, much', range(itemCode(0), itemCode(0))],
    ['one, little', range(itemCode(15_555), itemCode(15_555))],
    ['a tenth', share(itemCode, itemCount, 0.4, 0.5)],
    ['of the first year', share(itemCode, itemCount, 0.9, 1)],
    ['of late', share(itemCode, itemCount, 0.8, 0.9)],
    ['nothing', range('X', 'Y')],
  ],
  order: [
    open,
    ['one', range(orderNumber(54_321), orderNumber(54_321))],
    ['the first hundredth', range(null, orderNumber(2000))],
    ['the last eighth', range(orderNumber(175_000), null)],
    ['the second half', range(orderNumber(100_000), null)],
  ],
  site: [open, ['one, little', range('30000', '30000')], ['none', range('40000', '40000')]],
}

interface Asking {
  readonly name: string
  readonly ranges: Ranges
}

/** Every choice of each column with every choice of the others. */
const allAskings = (): readonly Asking[] => {
  let askings: readonly Asking[] = [{ name: '', ranges: {} }]
  for (const [column, named] of Object.entries(choices)) {
    askings = askings.flatMap(asking =>
      named.map(([name, wanted]) =>
        wanted === null
          ? asking
          : {
              name: `${asking.name}${asking.name && ', '}${column} ${name}`,
              ranges: { ...asking.ranges, [column]: wanted },
            },
      ),
    )
  }
  return askings
}

const quickest = async (times: number, run: () => Promise<unknown>): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let time = 0; time < times; time += 1) {
    const start = performance.now()
    await run()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

const finalists = 10

/** The slowest of all askings: all are tried, then the slowest of them in turns with the scan. */
const slowestOf = async (books: Books): Promise<readonly Asking[]> => {
  const askings = allAskings()
  const tried: { asking: Asking; taken: number }[] = []
  for (const asking of askings) {
    tried.push({ asking, taken: await quickest(2, () => page(books, asking.ranges)) })
  }
  tried.sort((a, b) => b.taken - a.taken)
  const usual = median(tried.map(one => one.taken)).toFixed(2)
  note(`combinations tried: ${askings.length}, median ${usual} ms`)
  return tried.slice(0, finalists).map(one => one.asking)
}

/** The worst combination of ranges against one scan of the index that the list walks along. */
export const measureRanges = async (path: string): Promise<Figure> => {
  const ledger: Ledger = await openLedger(path)
  const books = booksOf(ledger)
  const file = openByHand(path)
  const scan = file.prepare(
    `select count(*) from stock_move indexed by shipment_date where type = 'ISS-SO'`,
  )
  const slowest = await slowestOf(books)
  const [scans, ...pages] = await sideBySide(
    [
      { run: () => scan.get() },
      ...slowest.map(({ ranges }) => ({ run: () => page(books, ranges) })),
    ],
    { rounds: 15, each: 1, warm: 1 },
  )
  file.close()
  await ledger.close()
  const values = pages.map(median)
  slowest.forEach(({ name }, index) => {
    note(`  ${values[index]!.toFixed(1)} ms: ${name || 'everything'}`)
  })
  return figure('worst from-to combination of 7.1.20.13 against one covering scan', {
    value: Math.max(...values),
    baseline: median(scans!),
    aim: 1.5,
  })
}
