import type { Kysely } from 'kysely'
import { dictionary } from '../../db/dictionary/index.ts'
import { msg } from '../../db/messages.ts'
import type { Database } from '../../db/schema.ts'
import {
  creditTerms,
  customerItems,
  customers,
  salespersons,
  shipTos,
} from '../customer/customer.ts'
import { items } from '../item/item.ts'
import { priceLists } from '../item/price-list.ts'
import { locations, sites } from '../item/site.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books, Moment } from '../ledger/books.ts'
import type { MasterInput, MasterTable } from '../ledger/master.ts'
import { rowOf } from '../ledger/master-rows.ts'
import { nameOf } from '../ledger/master-version.ts'
import type { Verb } from '../ledger/perform.ts'
import type { Save } from '../ledger/posting.ts'
import { salesOrderControl } from '../sales/control.ts'
import type { ImportedTable } from './import-kinds.ts'
import { given } from './import-stock.ts'
import { type Judged, nothing } from './judged.ts'
import { type Problem, problemAt, refusedAt } from './problem.ts'
import type { ReadRow } from './read-rows.ts'
import { otherThanFirst } from './same-head.ts'

/** The tables as their screens keep them: a file gets no other rules than a clerk. */
const masters: { readonly [T in ImportedTable]: { readonly table: T; readonly save: unknown } } = {
  site: sites,
  location: locations,
  item: items,
  customer: customers,
  ship_to: shipTos,
  salesperson: salespersons,
  credit_terms: creditTerms,
  customer_item: customerItems,
  sales_order_control: salesOrderControl,
}

interface Facts {
  readonly missing:
    | { readonly from: string; readonly to: string; readonly columns: readonly string[] }
    | undefined
}
type AnySave = Verb<MasterInput, Facts, Values>

/** Judges rows of a table as its screen would. Fields that the file lacks, or leaves blank, stay as they are. */
export const judgeMasters = async (
  books: Books,
  table: ImportedTable,
  rows: readonly ReadRow[],
  moment: Moment,
): Promise<Judged> => {
  // Settings are one row, whose key no file says: a new row has it.
  const named = (values: Values) => nameOf(table, rowOf(table, values) as unknown as Values)
  const before = await existing(books.db, table, named)
  const { problems, firsts } = twice(rows, named)
  if (problems.length > 0) return { ...nothing, problems }
  const saves: Save[] = []
  const later: Save[] = []
  for (const row of rows) {
    const values = { ...before.get(named(row.values)), ...given(row.values) }
    const verb = masters[table].save as AnySave
    const facts = await verb.read(books, { values })
    const own = ownReference(table, facts.missing, values)
    const coming = own !== undefined && firsts.has(String(values[own]))
    // What comes further down is waived, and nothing else that the row names.
    const others = coming ? await verb.read(books, { values: { ...values, [own]: null } }) : facts
    const decision = verb.decide({ values }, { ...facts, missing: others.missing }, moment)
    if (!decision.ok) problems.push(refusedAt(row, decision.refusal))
    else {
      const [save] = decision.value.posting.saves as [Save]
      saves.push(coming ? ({ table, row: { ...save.row, [own]: null } } as Save) : save)
      if (coming) later.push(save)
    }
  }
  return { problems, posting: { saves: [...saves, ...later] }, records: rows.length }
}

/** The column by which a row names another row of its own table that may come further down in the file. */
const ownReference = (table: ImportedTable, missing: Facts['missing'], values: Values) => {
  const column = missing?.columns.at(-1)
  return column !== undefined && missing?.to === table && values[column] !== null
    ? column
    : undefined
}

const existing = async (
  db: Kysely<Database>,
  table: MasterTable,
  named: (values: Values) => string,
) => {
  const rows = (await db.selectFrom(table).selectAll().execute()) as unknown as Values[]
  return new Map(rows.map(row => [named(row), row]))
}

/** Each key may stand in the file once. */
const twice = (rows: readonly ReadRow[], named: (values: Values) => string) => {
  const firsts = new Map<string, number>()
  const problems: Problem[] = []
  for (const row of rows) {
    const name = named(row.values)
    const first = firsts.get(name)
    if (first === undefined) firsts.set(name, row.line)
    else problems.push(problemAt(row, null, msg.importedTwice, name, first))
  }
  return { problems, firsts }
}

const listColumns = ['code', 'currency', 'item', 'unit', 'start_date'] as const
const listOf = (values: Values) => listColumns.map(column => values[column] ?? '').join('\u0000')

/** What a row says of its list; the rest is of its break. */
const ofList = Object.keys(dictionary.price_list).filter(name => !(name in dictionary.price_break))

/**
 * Judges prices: rows of one list, item, unit and day are its breaks, and replace those that stand in the books; what
 * else the list says stays where the file is blank.
 */
export const judgePrices = async (
  books: Books,
  rows: readonly ReadRow[],
  moment: Moment,
): Promise<Judged> => {
  const lists = new Map<string, ReadRow[]>()
  for (const row of rows) {
    const name = listOf(row.values)
    lists.set(name, [...(lists.get(name) ?? []), row])
  }
  const { save } = priceLists
  const before = await existing(books.db, 'price_list', listOf)
  const problems: Problem[] = []
  const saves: Save[] = []
  const removes = []
  for (const [name, group] of lists) {
    const blank = group.filter(row => row.values.price === null)
    if (blank.length > 0) {
      problems.push(...blank.map(row => problemAt(row, 'price', msg.valueRequired)))
      continue
    }
    const first = group[0]!
    const said = { name: String(first.values.code), fields: ofList }
    const otherwise = group.flatMap(row => otherThanFirst(row, first, said))
    if (otherwise.length > 0) {
      problems.push(...otherwise)
      continue
    }
    const values = { ...before.get(name), ...given(first.values) }
    const input = { values, rows: group.map(row => row.values) }
    const decision = save.decide(input, await save.read(books, input), moment)
    if (!decision.ok) {
      problems.push(refusedAt(group[decision.refusal.row ?? 0] ?? group[0]!, decision.refusal))
      continue
    }
    saves.push(...(decision.value.posting.saves ?? []))
    removes.push(...(decision.value.posting.removes ?? []))
  }
  return { problems, posting: { saves, removes }, records: rows.length }
}
