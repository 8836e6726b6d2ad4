import {
  type Expression,
  type ExpressionBuilder,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely'
import type { PageAsk, Range, Ranges, Values } from '../kernel/entry.ts'
import type { Value } from '../kernel/format.ts'

const given = (value: Value | undefined): value is string | number =>
  value !== null && value !== undefined && value !== ''

/** A range's ends; an end that is blank is open. */
export const endsOf = (ranges: Ranges, field: string): Range => {
  const range = ranges[field]
  return {
    from: given(range?.from) ? range.from : null,
    to: given(range?.to) ? range.to : null,
  }
}

/** How a list is asked for: its ranges and words by column, its order by the columns of its key. */
export interface ListShape {
  /** The column behind each range. */
  readonly ranges: Readonly<Record<string, string>>
  /** The columns that typed words are looked for in: each word must stand in one of them. */
  readonly words: readonly string[]
  /** Columns that name a row, in the list's order, by the row's field. */
  readonly key: Readonly<Record<string, string>>
  /** Newest, or largest key, first. */
  readonly descending?: boolean
}

type Query<D, T extends keyof D, R> = SelectQueryBuilder<D, T, R>
type Builder<D, T extends keyof D> = ExpressionBuilder<D, T>

/** A page of a query's rows: narrowed to ranges, words and place, ordered by key, in the list's own order. */
export const pageByKey = async <D, T extends keyof D, R extends Values>(
  query: Query<D, T, R>,
  shape: ListShape,
  ask: PageAsk,
): Promise<readonly Values[]> => {
  const rows: readonly Values[] = await narrowed(query, shape, ask).execute()
  return ask.direction === 'forward' ? rows : rows.toReversed()
}

const narrowed = <D, T extends keyof D, R>(
  query: Query<D, T, R>,
  shape: ListShape,
  ask: PageAsk,
): Query<D, T, R> => {
  const columns = Object.values(shape.key)
  const ascending = (ask.direction === 'forward') !== (shape.descending ?? false)
  let page = query.where(eb => eb.and(conditions(eb, shape, ask, ascending)))
  for (const column of columns) page = page.orderBy(column as never, ascending ? 'asc' : 'desc')
  return page.limit(ask.limit)
}

const conditions = <D, T extends keyof D>(
  eb: Builder<D, T>,
  shape: ListShape,
  ask: PageAsk,
  ascending: boolean,
): Expression<SqlBool>[] => {
  const found: Expression<SqlBool>[] = []
  for (const [field, column] of Object.entries(shape.ranges)) {
    const { from, to } = endsOf(ask.ranges, field)
    if (from !== null) found.push(eb(column as never, '>=', from as never))
    if (to !== null) found.push(eb(column as never, '<=', to as never))
  }
  for (const word of ask.search.split(/\s+/).filter(part => part !== '')) {
    found.push(eb.or(shape.words.map(column => contains(eb, column, word))))
  }
  if (ask.beyond) found.push(beyond(eb, shape, ask.beyond, ascending))
  return found
}

/** SQLite's own lower() folds A to Z and nothing else, so no more is folded here. Signs of the language of patterns stand for themselves. */
const contains = <D, T extends keyof D>(eb: Builder<D, T>, column: string, word: string) => {
  const folded = word.replace(/[A-Z]+/g, capitals => capitals.toLowerCase())
  const pattern = `%${folded.replace(/[\\%_]/g, '\\$&')}%`
  return sql<SqlBool>`lower(${eb.ref(column as never)}) like ${pattern} escape '\\'`
}

const beyond = <D, T extends keyof D>(
  eb: Builder<D, T>,
  shape: ListShape,
  row: Values,
  ascending: boolean,
) => {
  const fields = Object.entries(shape.key)
  const last = fields.length - 1
  const sign = ascending ? '>' : '<'
  // (a, b) > (x, y), spelt out because Kysely types tuples of known columns only.
  const after = fields.reduceRight<Expression<SqlBool>>((rest, [field, column], index) => {
    const here = eb(column as never, sign, row[field] as never)
    if (index === last) return here
    return eb.or([here, eb.and([eb(column as never, '=', row[field] as never), rest])])
  }, eb.lit(false) as never)
  // An index can't be entered by an OR: the first column's own bound lets it begin at the right place.
  const [field, column] = fields[0]!
  return eb.and([eb(column as never, `${sign}=`, row[field] as never), after])
}
