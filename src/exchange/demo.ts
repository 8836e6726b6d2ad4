import { demo } from '../../db/demo/index.ts'
import { dayOf, plusDays } from '../kernel/calendar.ts'
import { accept } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { perform, type Verb } from '../ledger/perform.ts'
import type { Save } from '../ledger/posting.ts'
import { fillDemoOrders } from './demo-orders.ts'

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

/** Puts the demo company into empty books; into books that have it already nothing is put twice. */
export const fillDemo = async (open: Omit<Books, 'user'>): Promise<void> => {
  const books: Books = { ...open, user: demoUser }
  await perform(books, openDemo, dayOf(books.now()), { id: 'demo', screen: 'demo' })
  await fillDemoOrders(books)
}
