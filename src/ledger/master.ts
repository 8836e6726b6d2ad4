import type { Kysely } from 'kysely'
import { msg } from '../../db/messages.ts'
import type { Database } from '../../db/schema.ts'
import { showDecimal } from '../kernel/decimal.ts'
import { accept, type Decision, meanwhile, type Refused, refuse } from '../kernel/decision.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from './books.ts'
import { type Bound, bounds } from './master-bounds.ts'
import { firstMissing, firstUser } from './master-references.ts'
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
import { doesNotExist, type Reference, stillUsed } from './references.ts'

export { blankRow, type MasterTable, type SettingsTable } from './master-rows.ts'

/** What is to be saved. */
export interface MasterInput extends Version {
  /** As it stood when it was opened, null where it wasn't there; left out, whatever stands there is overwritten. */
  readonly opened?: Version | null
}

/** Rows that belong to a row: the breaks of a price list. */
export interface Children {
  readonly table: 'price_break'
  readonly order: string
}

/** What one table asks beyond "filled in" and "exists", of a save and of a removal. */
export interface MasterRules<T extends MasterTable, More> {
  /** What the rules must know of the row that is to be saved or to go. */
  readonly read: (books: Books, row: Database[T], input: MasterInput) => Promise<More>
  readonly check: (facts: {
    readonly row: Database[T]
    readonly before: Database[T] | undefined
    readonly more: More
    readonly input: MasterInput
  }) => Refused | undefined
  /** Why a row stays though nothing names it. */
  readonly stays?: (row: Database[T], more: More) => Refused | undefined
  /** The rows under it, as they stand in the books; they go with it. */
  readonly under?: Children & { readonly rows: (more: More) => readonly Values[] }
  /** Rows of other tables that are saved with it. */
  readonly also?: (row: Database[T], more: More, input: MasterInput) => Posting
}

export interface SaveFacts<T extends MasterTable, More> {
  readonly before: Database[T] | undefined
  readonly missing: Reference | undefined
  readonly more: More | undefined
}

export interface RemoveFacts<T extends MasterTable, More> {
  readonly before: Database[T] | undefined
  readonly more: More | undefined
  readonly usedBy: keyof Database | undefined
}

type Kept = Exclude<MasterTable, SettingsTable>

/** Settings with all that they ask: a row that is always there. */
export interface SettingsData<T extends SettingsTable, More> {
  readonly table: T
  /** Adds or changes it: everything required is there, and everything it names exists. */
  readonly save: Verb<MasterInput, SaveFacts<T, More>, Values>
}

/** A table that people keep with all that it asks: who saves by its rules can't delete without them. */
export interface MasterData<T extends Kept, More> {
  readonly table: T
  readonly under?: Children | undefined
  /** Adds or changes a row: everything required is there, and everything it names exists. */
  readonly save: Verb<MasterInput, SaveFacts<T, More>, Values>
  /** Deletes a row that nothing names any more, as who deletes it has seen it. */
  readonly remove: Verb<MasterInput, RemoveFacts<T, More>, Values>
}

/** A table that people keep, by its rules. Each is declared once, in the room that knows them. */
export const masterData = <T extends Kept, More = null>(
  table: T,
  rules?: MasterRules<T, More>,
): MasterData<T, More> => ({
  table,
  under: rules?.under,
  save: saves(table, rules),
  remove: removes(table, rules),
})

/** Settings, by their rules. */
export const settingsData = <T extends SettingsTable, More = null>(
  table: T,
  rules?: MasterRules<T, More>,
): SettingsData<T, More> => ({ table, save: saves(table, rules) })

const saves = <T extends MasterTable, More>(
  table: T,
  rules: MasterRules<T, More> | undefined,
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
    const faster = someoneWasFaster(table, input, before && versionOf(before, rules, more))
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

const removes = <T extends Kept, More>(
  table: T,
  rules: MasterRules<T, More> | undefined,
): Verb<MasterInput, RemoveFacts<T, More>, Values> => ({
  right: maintainedBy[table],
  read: async (books, input) => {
    const before = await findRow(books.db, table, rowOf(table, input.values))
    return {
      before,
      more: before && (await rules?.read(books, before, input)),
      usedBy: before && (await firstUser(books.db, table, before as unknown as Values)),
    }
  },
  decide: (input, { before, more, usedBy }) => {
    const key = keys[table] as readonly string[]
    if (!before) return refuse(key[0]!, msg.nothingToDelete)
    const row = before as unknown as Values
    if (someoneWasFaster(table, input, versionOf(before, rules, more))) {
      return meanwhile(refuse(key[0]!, msg.changedNotDeleted, nameOf(table, row)))
    }
    if (usedBy) return refuse(key[0]!, stillUsed[usedBy] ?? msg.usedByOrders, nameOf(table, row))
    const stays = rules?.stays?.(before, more as More)
    if (stays) return stays

    // From here the row must go.
    const removed = keyOf(table, row)
    return accept({
      result: removed,
      posting: { removes: [{ table, key: removed } as unknown as Remove] },
    })
  },
})

/** A row as it stands in the books, with the rows under it. */
const versionOf = <T extends MasterTable, More>(
  row: Database[T],
  rules: MasterRules<T, More> | undefined,
  more: More | undefined,
): Version => ({ values: row as unknown as Values, rows: rules?.under?.rows(more as More) })

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
