import { openLedger } from '../../db/open.ts'
import { lookups } from '../../screens/lookups.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { usualItems } from '../../src/sales/usual-items.ts'
import { benchDay, itemRow } from './big-company.ts'
import { fillFile } from './fill-file.ts'
import { type Figure, figure, median, note, sideBySide } from './measure.ts'
import { booksOf } from './save.ts'

/** Makes a database with so many items, whose codes begin with ten different pairs of letters. */
export const makeItems = (path: string, many: number): Promise<void> =>
  fillFile(path, insert => {
    insert('site', { code: '10000', description: null, active: 1 })
    const letters = ['BA', 'BE', 'BO', 'CA', 'CO', 'DA', 'DE', 'FA', 'FE', 'GU']
    for (let n = 0; n < many; n += 1) {
      const code = `${letters[n % letters.length]}-${String(n).padStart(7, '0')}`
      insert('item', itemRow(code, `零件 Part ${n}`, 10_000))
    }
  })

/** What F2 asks for after each of the letters that a clerk types. */
const typed = ['C', 'CO', 'CO-', 'CO-0']

/** Rows of the window that F2 opens, and one to see whether more follow. */
const limit = 10

/** Items found by their first letters: among 600,000 against 600. */
export const measureLookup = async (big: string, small: string): Promise<Figure> => {
  const ledgers = [await openLedger(big), await openLedger(small)] as const
  const find = (books: Books, call: number): Promise<readonly Values[]> => {
    const search = typed[call % typed.length]!
    const ask = { ranges: {}, search, beyond: null, direction: 'forward', limit } as const
    return lookups.item!.page(books, ask, { around: {}, column: 'item' })
  }
  const [many, few] = ledgers.map(booksOf) as [Books, Books]
  for (const books of [many, few]) {
    for (const call of typed.keys()) {
      const found = await find(books, call)
      if (found.length !== limit)
        throw new Error(`bench: ${typed[call]} finds ${found.length} items`)
    }
  }
  const [value, baseline] = await sideBySide(
    [{ run: call => find(many, call) }, { run: call => find(few, call) }],
    { rounds: 40, each: 20, warm: 8 },
  )
  const start = performance.now()
  const ask = {
    ranges: {},
    search: 'no such words',
    beyond: null,
    direction: 'forward',
    limit,
  } as const
  await lookups.item!.page(many, ask, { around: {}, column: 'item' })
  note(`words that no item of 600,000 has: ${(performance.now() - start).toFixed(0)} ms`)
  for (const ledger of ledgers) await ledger.close()
  return figure('item lookup by first letters among 600,000 items against 600', {
    value: median(value!),
    baseline: median(baseline!),
    aim: 2,
  })
}

/** F2 on an item: what the customer with the most orders usually orders. It is read once, when the list is opened. */
export const noteUsual = async (path: string): Promise<void> => {
  const ledger = await openLedger(path)
  const books = { ...booksOf(ledger), now: () => new Date(`${benchDay}T10:00:00`) }
  const { sold_to, orders } = await ledger.db
    .selectFrom('sales_order')
    .select(eb => ['sold_to', eb.fn.countAll<number>().as('orders')])
    .groupBy('sold_to')
    .orderBy('orders', 'desc')
    .executeTakeFirstOrThrow()
  const run = () => usualItems(books, sold_to)
  const found = (await run()).length
  const [samples] = await sideBySide([{ run }], { rounds: 10, each: 5 })
  note(`${found} usual items of a customer of ${orders} orders: ${median(samples!).toFixed(1)} ms`)
  await ledger.close()
}
