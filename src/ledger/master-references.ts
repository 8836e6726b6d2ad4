import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { MasterTable } from './master-rows.ts'
import { keys } from './posting.ts'
import { type Reference, references } from './references.ts'

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

/** A row may name itself: a customer's own bill-to. */
const namesItself = (table: MasterTable, reference: Reference, row: Values) =>
  reference.to === table &&
  reference.columns.every((column, index) => row[column] === row[reference.keys[index]!])

/** The first reference of a row to a row that isn't there. */
export const firstMissing = async (
  db: Kysely<Database>,
  table: MasterTable,
  row: Values,
): Promise<Reference | undefined> => {
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

/** The first table of which a row names this one. */
export const firstUser = async (
  db: Kysely<Database>,
  table: MasterTable,
  row: Values,
): Promise<keyof Database | undefined> => {
  for (const reference of references) {
    if (reference.to !== table) continue
    if (await othersAnswer(db, table, reference, row)) continue
    const users = reference.columns.map(
      (column, index) => [column, row[reference.keys[index]!]] as const,
    )
    if (await usedElsewhere(db, table, reference, users, row)) return reference.from
  }
  return undefined
}

/**
 * Whether other rows answer to the same name: a price list is named by its code alone and has a row for each item, so
 * only its last row is the list itself.
 */
const othersAnswer = async (
  db: Kysely<Database>,
  table: MasterTable,
  { keys: name }: Reference,
  row: Values,
) => {
  if (name.length === keys[table].length) return false
  let query = db.selectFrom(table).select(eb => eb.lit(1).as('one'))
  for (const column of name) query = query.where(column as never, '=', row[column] as never)
  return (await query.limit(2).execute()).length > 1
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
