import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { type Shape, shapesOf } from '../../db/shape.ts'
import type { Found } from './checks.ts'
import { compareSchema } from './compare-schema.ts'
import { notReplayed } from './not-replayed.ts'

type Db = Kysely<Database>
type Row = Readonly<Record<string, unknown>>
type Rows = AsyncIterator<Row>
type Tell = (difference: Found) => void

/** Two of a kind: what should stand in the books, and what does. */
interface Both<T> {
  readonly expected: T
  readonly found: T
}

const rowsIn = (db: Db, { table, key, columns }: Shape): Rows => {
  let query = db.selectFrom(table as 'site').select(columns as never)
  for (const column of key) query = query.orderBy(column as never)
  return query.stream() as Rows
}

/** As SQLite sorts them: by their bytes. */
const order = (one: unknown, other: unknown): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))

const byKey = (key: readonly string[], one: Row | undefined, other: Row | undefined): number => {
  if (!one || !other) return one ? -1 : 1
  for (const column of key) {
    const before = order(one[column], other[column])
    if (before !== 0) return before
  }
  return 0
}

const longest = 60

/** A long text from a little before the place where the other one is different. */
const told = (value: unknown, other: unknown): string => {
  const [text, beside] = [JSON.stringify(value), JSON.stringify(other)]
  if (text.length <= longest) return text
  let same = 0
  while (same < text.length && text[same] === beside[same]) same += 1
  const from = Math.max(0, same - 20)
  return `${from > 0 ? '…' : ''}${text.slice(from, from + longest)}…`
}

const compareRow = ({ table, key, columns }: Shape, both: Both<Row>, tell: Tell) => {
  const { expected, found } = both
  const unlike = columns.filter(column => expected[column] !== found[column])
  if (unlike.length === 0) return
  const say = (row: Row, other: Row) =>
    unlike.map(column => `${column} ${told(row[column], other[column])}`).join(', ')
  tell({
    key: nameOf({ table, key }, expected),
    expected: say(expected, found),
    found: say(found, expected),
  })
}

const nameOf = ({ table, key }: Pick<Shape, 'table' | 'key'>, row: Row) =>
  [table, ...key.map(column => row[column])].join(' ')

/** Both sides come in the order of their keys, so one row of each is held at a time. */
const compareTable = async (shape: Shape, { expected, found }: Both<Rows>, tell: Tell) => {
  const next = async (rows: Rows): Promise<Row | undefined> => {
    const { value, done } = await rows.next()
    return done ? undefined : value
  }
  try {
    let [one, other] = [await next(expected), await next(found)]
    while (one || other) {
      const before = byKey(shape.key, one, other)
      if (before < 0) tell({ key: nameOf(shape, one!), expected: 'a row', found: 'none' })
      else if (before > 0) tell({ key: nameOf(shape, other!), expected: 'no row', found: 'one' })
      else compareRow(shape, { expected: one!, found: other! }, tell)
      if (before <= 0) one = await next(expected)
      if (before >= 0) other = await next(found)
    }
  } finally {
    // What is left open would keep its transaction from ending.
    await expected.return?.()
    await found.return?.()
  }
}

/** An operation's hash was worked out anew from all that the books say of it, so it speaks for the other columns. */
const sealed = ['number', 'id', 'previous', 'hash']

const replayed = ({ table, key, columns }: Shape): Shape => ({
  table,
  key,
  columns: columns.filter(
    column =>
      !(`${table}.${column}` in notReplayed) && (table !== 'operation' || sealed.includes(column)),
  ),
})

/** Tells everything in which books are not what they should be, the schema first; row by row, whatever their size. */
export const compareBooks = async (both: Both<Db>, tell: Tell): Promise<void> => {
  await compareSchema(both, tell)
  const { expected, found } = both
  const there = new Set((await shapesOf(found)).map(one => JSON.stringify(one)))
  for (const shape of await shapesOf(expected)) {
    // A table of another shape was told of, and can't be compared.
    if (shape.table in notReplayed || !there.has(JSON.stringify(shape))) continue
    const rows = (db: Db) => rowsIn(db, replayed(shape))
    await compareTable(replayed(shape), { expected: rows(expected), found: rows(found) }, tell)
  }
}
