import { periods } from '../../src/general-ledger/periods.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { ask, saysWhy } from '../support/company.ts'

/** A period of last month, closed. */
export const october = {
  ...{ year: 2026, period: 10, closed: 1 },
  ...{ start_date: '2026-10-01', end_date: '2026-10-31' },
} as const satisfies Values

/** Saves a period, last month's where nothing else is said: what 25.3.4 says. */
export const savesPeriod = async (books: Books, values: Values = {}): Promise<string> =>
  saysWhy(await ask(books, periods.save, { values: { ...october, ...values } }))
