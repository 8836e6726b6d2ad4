import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Kysely } from 'kysely'
import { openLedger } from '../../db/open.ts'
import type { Database } from '../../db/schema.ts'
import { type ImportAsk, importFiles, sayImported } from '../../src/exchange/import.ts'
import { showDecimal } from '../../src/kernel/decimal.ts'
import { accept } from '../../src/kernel/decision.ts'
import type { Books } from '../../src/ledger/books.ts'
import { rowOf } from '../../src/ledger/master-rows.ts'
import { perform, type Verb } from '../../src/ledger/perform.ts'
import { foundCompany } from '../../src/security/found-company.ts'

const maps = join(import.meta.dirname, 'maps')

/** An American trading house with one warehouse, before its data comes in. */
const openCompany: Verb<null, null, null> = {
  right: '7.1.24',
  read: async () => null,
  decide: () =>
    accept({
      result: null,
      posting: {
        saves: [
          {
            table: 'site',
            row: { code: '10000', description: 'Main warehouse', active: 1, return_location: null },
          },
          {
            table: 'location',
            row: { site: '10000', code: '200', description: 'Shelves', available: 1 },
          },
          {
            table: 'sales_order_control',
            row: rowOf('sales_order_control', {
              order_prefix: 'SO',
              next_order: 10001,
              ship_lead_days: 3,
              confirmed: 0,
              site: '10000',
            }),
          },
        ],
      },
    }),
}

/** What is brought in, in this order: what names something comes after it. */
export const steps = (directory: string): readonly ImportAsk[] => {
  const step = (kind: ImportAsk['kind'], map: string, ...files: string[]): ImportAsk => ({
    kind,
    files: files.map(file => join(directory, file)),
    map: join(maps, `${map}.json`),
  })
  return [
    step('salespersons', 'salespersons', 'employees.csv'),
    step('customers', 'customers', 'customers.csv'),
    step('items', 'items', 'products.csv'),
    step('stock', 'stock', 'products.csv'),
    step('orders', 'orders', 'orders.csv', 'order_details.csv'),
  ]
}

/** Brings Northwind's tables into empty books. Returns what was wrong, or nothing. */
export const importNorthwind = async (
  books: Books,
  directory: string,
  said: (line: string) => void = () => {},
): Promise<readonly string[]> => {
  const founding = {
    company: { id: 1, name: 'Northwind Traders', currency: 'USD', is_demo: 0 },
    user: { code: books.user, name: books.user },
    hash: null,
  } as const
  await perform(books, foundCompany, founding, { id: 'northwind-founded', screen: 'import' })
  await perform(books, openCompany, null, { id: 'northwind', screen: 'import' })
  for (const ask of steps(directory)) {
    const imported = await importFiles(books, ask)
    const lines = sayImported(imported, 'en')
    if (!imported.ok) return lines
    said(`${ask.kind}: ${lines.join('\n')}`)
  }
  return []
}

export interface Total {
  readonly lines: number
  readonly pieces: number
  readonly amount: number
}

const summed = (
  row: { lines: number; pieces: number | null; amount: number | null } | undefined,
): Total => ({
  lines: row?.lines ?? 0,
  pieces: row?.pieces ?? 0,
  amount: row?.amount ?? 0,
})

/** The three totals of the book, in our scaled integers. */
export const totals = async (db: Kysely<Database>) => {
  const shipped = db
    .selectFrom('stock_move')
    .where('type', '=', 'ISS-SO')
    .select(eb => [
      eb.fn.countAll<number>().as('lines'),
      eb.neg(eb.fn.sum<number>('quantity')).as('pieces'),
      eb.fn.sum<number>('amount').as('amount'),
    ])
  const all = db
    .selectFrom('sales_order_line')
    .select(eb => [
      eb.fn.countAll<number>().as('lines'),
      eb.fn.sum<number>('quantity').as('pieces'),
      eb.fn.sum<number>('amount').as('amount'),
    ])
  const in1997 = shipped
    .where('effective_date', '>=', '1997-01-01')
    .where('effective_date', '<=', '1997-12-31')
  return {
    all: summed(await all.executeTakeFirst()),
    shipped: summed(await shipped.executeTakeFirst()),
    'shipped in 1997': summed(await in1997.executeTakeFirst()),
  }
}

const shown = (value: number, scale: number) =>
  showDecimal(value, { scale, decimals: scale === 2 ? 2 : 0, grouped: true })

const main = async (directory: string, path: string) => {
  if (existsSync(path)) throw new Error(`${path} exists: name a new database`)
  const ledger = await openLedger(path)
  const books: Books = { db: ledger.db, user: 'northwind', now: () => new Date() }
  const wrong = await importNorthwind(books, directory, line => console.log(line))
  for (const line of wrong) console.error(line)
  for (const [what, { lines, pieces, amount }] of Object.entries(await totals(ledger.db))) {
    console.log(
      `${what}: ${shown(lines, 0)} lines, ${shown(pieces, 4)} pieces, ${shown(amount, 2)}`,
    )
  }
  await ledger.close()
  if (wrong.length > 0) process.exitCode = 1
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    options: { db: { type: 'string' } },
    allowPositionals: true,
  })
  const [directory] = positionals
  if (!directory || !values.db) {
    console.error('npm run northwind -- DIR --db FILE')
    process.exitCode = 1
  } else {
    await main(resolve(directory), resolve(values.db))
  }
}
