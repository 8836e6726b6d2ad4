import type { Kysely } from 'kysely'
import { msg } from '../../db/messages.ts'
import type { Database } from '../../db/schema.ts'
import { showDecimal } from '../kernel/decimal.ts'
import { accept, type Decision, meanwhile, type Refused, refuse } from '../kernel/decision.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from './books.ts'
import { type Bound, bounds } from './master-bounds.ts'
import {
  emptyColumn,
  type MasterTable,
  maintainedBy,
  rowOf,
  type SettingsTable,
} from './master-rows.ts'
import { keyOf, nameOf, someoneWasFaster, type Version } from './master-version.ts'
import type { Posted, Verb } from './perform.ts'
import { keys, type Posting, type Remove, type Save } from './posting.ts'
import { doesNotExist, type Reference, references, stillUsed } from './references.ts'

export { blankRow, type MasterTable, type SettingsTable } from './master-rows.ts'

/** What is to be saved. */
export interface MasterInput extends Version {
  /** As it stood when it was opened, null where it wasn't there; left out, whatever stands there is overwritten. */
  readonly opened?: Version | null
}

/** What one table asks beyond "filled in" and "exists". */
export interface MasterRules<T extends MasterTable, More> {
  readonly read: (books: Books, row: Database[T], input: MasterInput) => Promise<More>
  readonly check: (facts: {
    readonly row: Database[T]
    readonly before: Database[T] | undefined
    readonly more: More
    readonly input: MasterInput
  }) => Refused | undefined
  /** The rows under it as they stand in the books. */
  readonly rows?: (more: More) => readonly Values[]
  /** Rows of other tables that go with it. */
  readonly also?: (row: Database[T], more: More, input: MasterInput) => Posting
}

export interface SaveFacts<T extends MasterTable, More> {
  readonly before: Database[T] | undefined
  readonly missing: Reference | undefined
  readonly more: More | undefined
}

/** The verb that adds or changes a row: everything required is there, and everything it names exists. */
export const saveMaster = <T extends MasterTable, More = null>(
  table: T,
  rules?: MasterRules<T, More>,
): Verb<MasterInput, SaveFacts<T, More>, Values> => ({
  right: maintainedBy[table],
  read: async (books, input) => {
    const row = rowOf(table, input.values)
    return {
      before: await findRow(books.db, table, row),
      missing: await firstMissing(books.db, table, row as unknown as Values),
      more: await rules?.read(books, row, input),
    }
  },
  decide: (input, { before, missing, more }): Decision<Posted<Values>> => {
    const row = rowOf(table, input.values)
    const values = row as unknown as Values
    const now = before && { values: before as unknown as Values, rows: rules?.rows?.(more as More) }
    const faster = someoneWasFaster(table, input, now)
    if (faster) return faster
    const empty = emptyColumn(table, row)
    if (empty !== undefined) return refuse(empty, msg.valueRequired)
    const wrong = outOfBounds(table, values)
    if (wrong) return wrong
    if (missing)
      return refuse(missing.columns.at(-1)!, doesNotExist[missing.to], ...named(missing, values))
    const refused = rules?.check({ row, before, more: more as More, input })
    if (refused) return refused

    // From here the row must be saved.
    const also = rules?.also?.(row, more as More, input)
    return accept({
      result: keyOf(table, values),
      posting: { ...also, saves: [{ table, row } as unknown as Save, ...(also?.saves ?? [])] },
    })
  },
})

export interface RemoveFacts<T extends MasterTable> {
  readonly before: Database[T] | undefined
  /** The rows under it as they stand in the books. */
  readonly rows: readonly Values[] | undefined
  readonly usedBy: keyof Database | undefined
}

/** The verb that deletes a row that nothing names any more, as who deletes it has seen it. */
export const removeMaster = <T extends Exclude<MasterTable, SettingsTable>, More = null>(
  table: T,
  rules?: Pick<MasterRules<T, More>, 'read' | 'rows'>,
): Verb<MasterInput, RemoveFacts<T>, Values> => ({
  right: maintainedBy[table],
  read: async (books, input) => {
    const before = await findRow(books.db, table, rowOf(table, input.values))
    return {
      before,
      rows: before && rules?.rows?.(await rules.read(books, before, input)),
      usedBy: before && (await firstUser(books.db, table, before as unknown as Values)),
    }
  },
  decide: (input, { before, rows, usedBy }) => {
    const key = keys[table] as readonly string[]
    if (!before) return refuse(key[0]!, msg.nothingToDelete)
    const row = before as unknown as Values
    if (someoneWasFaster(table, input, { values: row, rows })) {
      return meanwhile(refuse(key[0]!, msg.changedNotDeleted, nameOf(table, row)))
    }
    if (usedBy) return refuse(key[0]!, stillUsed[usedBy] ?? msg.usedByOrders, nameOf(table, row))

    // From here the row must go.
    const removed = keyOf(table, row)
    return accept({
      result: removed,
      posting: { removes: [{ table, key: removed } as unknown as Remove] },
    })
  },
})

const named = (reference: Reference, row: Values) =>
  reference.columns.map(column => String(row[column] ?? ''))

const outOfBounds = (table: MasterTable, row: Values): Refused | undefined => {
  for (const [column, bound] of Object.entries(bounds[table] as Record<string, Bound>)) {
    const value = row[column]
    if (typeof value !== 'number' || (value >= bound.least && value <= bound.most)) continue
    const style = { scale: bound.scale, decimals: 0, grouped: false }
    return refuse(
      column,
      msg.outOfBounds,
      showDecimal(bound.least, style),
      showDecimal(bound.most, style),
    )
  }
  return undefined
}

type Where = readonly (readonly [column: string, value: unknown])[]

const anyRow = async (
  db: Kysely<Database>,
  table: keyof Database,
  where: Where,
  among?: Reference['while'],
) => {
  let query = db.selectFrom(table).select(eb => eb.lit(1).as('one'))
  for (const [column, value] of where) query = query.where(column as never, '=', value as never)
  if (among) query = query.where(among[0] as never, 'in', among[1] as never)
  return (await query.limit(1).execute()).length > 0
}

const findRow = async <T extends MasterTable>(
  db: Kysely<Database>,
  table: T,
  row: Database[T],
): Promise<Database[T] | undefined> => {
  let query = db.selectFrom(table as MasterTable).selectAll()
  for (const column of keys[table] as readonly (keyof Database[T])[]) {
    query = query.where(column as never, '=', row[column] as never)
  }
  return (await query.executeTakeFirst()) as Database[T] | undefined
}

/** A row may name itself: a customer's own bill-to. */
const namesItself = (table: MasterTable, reference: Reference, row: Values) =>
  reference.to === table &&
  reference.columns.every((column, index) => row[column] === row[reference.keys[index]!])

const firstMissing = async (db: Kysely<Database>, table: MasterTable, row: Values) => {
  for (const reference of references) {
    if (reference.from !== table || namesItself(table, reference, row)) continue
    const wanted = reference.columns.map(
      (column, index) => [reference.keys[index]!, row[column]] as const,
    )
    if (wanted.some(([, value]) => value === null)) continue
    if (!(await anyRow(db, reference.to, wanted))) return reference
  }
  return undefined
}

const firstUser = async (db: Kysely<Database>, table: MasterTable, row: Values) => {
  for (const reference of references) {
    if (reference.to !== table) continue
    if (table === 'price_list' && (await othersOfList(db, row)) > 0) continue
    const users = reference.columns.map(
      (column, index) => [column, row[reference.keys[index]!]] as const,
    )
    if (await usedElsewhere(db, table, reference, users, row)) return reference.from
  }
  return undefined
}

const usedElsewhere = async (
  db: Kysely<Database>,
  table: MasterTable,
  reference: Reference,
  users: Where,
  row: Values,
) => {
  if (reference.from !== table) return anyRow(db, reference.from, users, reference.while)
  // A row that only names itself may go.
  let query = db.selectFrom(table).select(eb => eb.lit(1).as('one'))
  for (const [column, value] of users) query = query.where(column as never, '=', value as never)
  const own = (keys[table] as readonly string[])[0]!
  return (
    (
      await query
        .where(own as never, '<>', row[own] as never)
        .limit(1)
        .execute()
    ).length > 0
  )
}

/** A list is named by its code alone, so only its last row is the list itself. */
const othersOfList = async (db: Kysely<Database>, row: Values) => {
  const rows = await db
    .selectFrom('price_list')
    .select('item')
    .where('code', '=', row.code as string)
    .limit(2)
    .execute()
  return rows.length - 1
}
