import { demo } from '../../db/demo/index.ts'
import { periods } from '../general-ledger/periods.ts'
import { dayOf, plusDays, plusMonths } from '../kernel/calendar.ts'
import { accept } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { perform, type Verb } from '../ledger/perform.ts'
import type { Save } from '../ledger/posting.ts'
import { fillDemoOrders, inDemo } from './demo-orders.ts'

const { openingStock, ...tables } = demo

const saves = Object.entries(tables).flatMap(([table, rows]) =>
  rows.map(row => ({ table, row }) as unknown as Save),
)

/** Who does all that happened there, and is signed in without being asked. */
export const demoUser = demo.user[0]!.code

/** The demo company has been at work for so long; its oldest order is younger. */
const daysOpen = 60

/** The rows of the demo company, and what lay in its warehouses when it opened. */
const openDemo: Verb<string, null, null> = {
  right: 'founding',
  read: async () => null,
  decide: (_, __, { today }) =>
    accept({
      result: null,
      posting: {
        saves,
        moves: openingStock.map(({ on_hand, ...place }) => ({
          ...place,
          type: 'RCT-UNP' as const,
          quantity: on_hand,
          effective_date: plusDays(today, -daysOpen),
          order_number: null,
          line: null,
          customer: null,
          price: null,
          amount: null,
          reference: 'opening',
          remarks: null,
        })),
      },
    }),
}

/** The months around its opening, of which those that were over by then are closed. */
const fillDemoPeriods = async (books: Books) => {
  const today = dayOf(books.now())
  const opened = plusDays(today, -daysOpen)
  for (const ago of [3, 2, 1, 0]) {
    const start_date = `${plusMonths(today, -ago).slice(0, 7)}-01`
    const end_date = plusDays(plusMonths(start_date, 1), -1)
    const [year, period] = start_date.split('-').map(part => Number.parseInt(part, 10)) as [
      number,
      number,
    ]
    const closed = end_date < opened ? 1 : 0
    const values = { year, period, start_date, end_date, closed }
    await perform(books, periods.save, { values }, { id: `demo-period-${ago}`, ...inDemo })
  }
}

/** Puts the demo company into empty books; into books that have it already nothing is put twice. */
export const fillDemo = async (open: Omit<Books, 'user'>): Promise<void> => {
  const books: Books = { ...open, user: demoUser }
  await perform(books, openDemo, dayOf(books.now()), { id: 'demo', ...inDemo })
  await fillDemoPeriods(books)
  await fillDemoOrders(books)
}
