import type { Field, Format } from '../../db/dictionary/field.ts'
import { dictionary } from '../../db/dictionary/index.ts'
import { msg } from '../../db/messages.ts'
import type { Database } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept } from '../kernel/decision.ts'
import {
  type Among,
  type Hook,
  notice,
  type PageAsk,
  type ReadPage,
  type Values,
} from '../kernel/entry.ts'
import { readValue, type Value } from '../kernel/format.ts'
import type { Books } from './books.ts'
import { blankRow, type Children, type MasterTable, type SettingsTable } from './master.ts'
import { type ListShape, pageByKey } from './page-by-key.ts'
import { keys } from './posting.ts'

/** Tables whose rows can be looked through by key. */
export type RecordTable = Exclude<MasterTable, SettingsTable> | DocumentRecord

/** Documents, which are looked through by key too and kept by verbs of their own. */
export type DocumentRecord = 'sales_order' | 'delivery_note' | 'certificate' | 'change_request'

/** How a table's rows are found: by the first letters of its code, else by words in these columns. */
export interface Finding {
  readonly words: readonly string[]
  /**
   * Columns that must hold what was typed beside, once it was, by the fields that may hold it: a ship-to belongs to the
   * customer typed before.
   */
  readonly around?: Readonly<Record<string, readonly string[]>>
}

const keyColumns = (table: RecordTable): readonly string[] => keys[table]

/** Any one of the tables, as Kysely sees the plainest of them. */
const rowsFrom = ({ db }: Books, table: RecordTable) =>
  db
    .selectFrom(table as 'site')
    .selectAll()
    .$castTo<Values>()

const formatOf = (table: RecordTable, column: string): Format =>
  (dictionary[table] as Readonly<Record<string, Field>>)[column]!.format

/** What was typed of a code as its field reads it; what that can't read yet (2026-1) as it stands. */
const readTyped = (table: RecordTable, column: string, search: string, today: string) => {
  const text = search.trim()
  const read = text === '' ? accept(null) : readValue(text, formatOf(table, column), today)
  return (read.ok ? read.value : text) ?? ''
}

/** What is known of the rows that are wanted: values typed beside, and what may stand in a column. */
interface Wanted {
  readonly around?: Values
  readonly among?: Among | undefined
}

/** The rows of a table in the order of their keys, by ranges, and by the code typed or else by words. */
export const tablePage =
  (
    table: RecordTable,
    finding: Finding,
    { around = {}, among = {} }: Wanted = {},
  ): ReadPage<Books> =>
  async (books, ask) => {
    const fixed = finding.around ?? {}
    let rows = rowsFrom(books, table)
    for (const [column, values] of Object.entries(among)) {
      rows = rows.where(column as never, 'in', values as never)
    }
    for (const [column, names] of Object.entries(fixed)) {
      const typed = names.map(name => around[name] ?? null).find(value => value !== null)
      if (typed !== undefined) rows = rows.where(column as never, '=', typed as never)
    }
    const code = keyColumns(table).find(column => !(column in fixed)) ?? keyColumns(table)[0]!
    const typed = readTyped(table, code, ask.search, dayOf(books.now()))
    const coded =
      typeof typed === 'number'
        ? rows.where(code as never, '=', typed as never)
        : rows
            .where(code as never, '>=', typed as never)
            .where(code as never, '<', `${typed}\uffff` as never)
    const byCode = typed !== '' && (await coded.limit(1).execute()).length > 0
    const shape: ListShape = {
      ranges: Object.fromEntries(Object.keys(ask.ranges).map(name => [name, name])),
      words: finding.words,
      key: Object.fromEntries(keyColumns(table).map(column => [column, column])),
    }
    return byCode ? pageByKey(coded, shape, { ...ask, search: '' }) : pageByKey(rows, shape, ask)
  }

/** Before all values of a column: where a key's blank part stands. */
const lowest = (table: RecordTable, column: string) =>
  formatOf(table, column).kind === 'number' ? Number.MIN_SAFE_INTEGER : ''

/** The key of the row before or after one. From a blank key: the first or the last. */
export const neighbour =
  (table: RecordTable) =>
  async (books: Books, key: Values, direction: 'next' | 'previous'): Promise<Values | null> => {
    const columns = keyColumns(table)
    const blank = columns.every(column => (key[column] ?? null) === null)
    const beyond = Object.fromEntries(
      columns.map(column => [column, key[column] ?? lowest(table, column)]),
    )
    const ask: PageAsk = {
      ranges: {},
      search: '',
      beyond: blank ? null : beyond,
      direction: direction === 'next' ? 'forward' : 'backward',
      limit: 1,
    }
    const [row] = await tablePage(table, { words: [] })(books, ask)
    return row ? Object.fromEntries(columns.map(column => [column, row[column] ?? null])) : null
  }

/** How documents of a table stand: what may be in some of its columns. */
export type Standing<T extends DocumentRecord> = {
  readonly [C in keyof Database[T] & string]?: readonly (Database[T][C] & Value)[]
}

/**
 * The document before or after one, among those that stand so, or in one of a few ways; `field` is the key field of the
 * task that goes through them. From a blank key: the first or the last.
 */
export const neighbourAmong =
  <T extends DocumentRecord>(table: T, among: Standing<T>, field = 'number') =>
  async ({ db }: Books, key: Values, direction: 'next' | 'previous'): Promise<Values | null> => {
    const from = key[field] ?? null
    const ascending = direction === 'next'
    let query = db
      .selectFrom(table as 'sales_order')
      .select('number')
      .orderBy('number', ascending ? 'asc' : 'desc')
      .limit(1)
    for (const [column, values] of Object.entries(among)) {
      query = query.where(column as never, 'in', values as never)
    }
    if (from !== null) query = query.where('number', ascending ? '>' : '<', String(from))
    const found = await query.executeTakeFirst()
    return found ? { [field]: found.number } : null
  }

/** A row by its whole key. */
export const findRecord = async (
  books: Books,
  table: RecordTable,
  key: Values,
): Promise<Values | null> => {
  let query = rowsFrom(books, table)
  for (const column of keyColumns(table)) {
    query = query.where(column as never, '=', (key[column] ?? '') as never)
  }
  return (await query.executeTakeFirst()) ?? null
}

/** Reads the row that the key names, or begins a new one. */
export const openRecord =
  (table: Exclude<RecordTable, DocumentRecord>, children: Children | undefined): Hook<Books> =>
  async (books, { values }) => {
    const found = await findRecord(books, table, values)
    const key = Object.fromEntries(
      keyColumns(table).map(column => [column, values[column] ?? null]),
    )
    const row = found ?? { ...(await newRow(books, table)), ...key }
    const records = {
      [table]: row,
      ...(children
        ? { [children.table]: found ? await readChildren(books, children, table, key) : [] }
        : {}),
    }
    return accept({
      records,
      existing: found !== null,
      notices: [notice(found ? msg.modifyingRecord : msg.addingRecord)],
    })
  }

/** Begins with what is set, or with a proposal where nothing is set yet. */
export const openSettings =
  (table: SettingsTable): Hook<Books> =>
  async ({ db }, { values }) => {
    if (Object.keys(values).length > 0) return accept({})
    const found = await db.selectFrom(table).selectAll().executeTakeFirst()
    return accept({ values: { ...(found ?? blankRow(table)) } })
  }

/** A row to be filled in; what has a currency is mostly in the company's. */
const newRow = async ({ db }: Books, table: MasterTable): Promise<Values> => {
  const blank = unfilled(blankRow(table) as unknown as Values)
  if (!('currency' in blank)) return blank
  const company = await db.selectFrom('company').select('currency').executeTakeFirst()
  return { ...blank, currency: company?.currency ?? null }
}

/** A new row's '' stands for what must still be typed. */
const unfilled = (row: Values): Values =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value === '' ? null : value]),
  )

const readChildren = async (books: Books, children: Children, table: RecordTable, key: Values) => {
  let query = books.db.selectFrom(children.table as 'price_break').selectAll()
  for (const column of keyColumns(table))
    query = query.where(column as never, '=', key[column] as never)
  return (await query.orderBy(children.order as never).execute()) as unknown as Values[]
}
