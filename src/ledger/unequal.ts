import type { AliasableExpression, Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Found } from './checks.ts'

/** Rows whose quantities count; other columns say what of. */
export type Counted<Column extends string> = AliasableExpression<
  { readonly quantity: number | null } & Readonly<Record<Column, unknown>>
>

/** The same counted in two ways. */
export interface Counts<Column extends string> {
  /** Rows that agree in these belong together. */
  readonly columns: readonly Column[]
  readonly expected: Counted<NoInfer<Column>>
  readonly found: Counted<NoInfer<Column>>
  /** The columns that name what is wrong, where not all of them do. */
  readonly named?: readonly NoInfer<Column>[]
}

/** Where two sums of quantities differ, both ways round: what is missing on a side counts as 0. */
export const unequal = async <const Column extends string>(
  db: Kysely<Database>,
  { columns, expected, found, named = columns }: Counts<Column>,
): Promise<readonly Found[]> => {
  const same = columns.map(column => db.dynamic.ref(column))
  const side = (counted: Counted<never>) => db.selectFrom(counted.as('side')).select(same)
  // One pass over both: a full join would look through all of one for every row of the other.
  const both = side(expected)
    .select(eb => ['quantity as expected', eb.lit<number | null>(0).as('found')])
    .unionAll(
      side(found).select(eb => [eb.lit<number | null>(0).as('expected'), 'quantity as found']),
    )
  const rows = await db
    .selectFrom(both.as('both'))
    .select(same)
    .select(eb => [
      eb.fn.sum<number>('expected').as('expected'),
      eb.fn.sum<number>('found').as('found'),
    ])
    .groupBy(same)
    .having(eb => eb(eb.fn.sum('expected'), '<>', eb.fn.sum('found')))
    .$castTo<Record<string, unknown>>()
    .execute()
  return rows.map(row => ({
    key: named.map(column => String(row[column])).join(' '),
    expected: String(row['expected']),
    found: String(row['found']),
  }))
}
