import type { Kysely } from 'kysely'
import { openLedger } from '../../db/open.ts'
import type { Database } from '../../db/schema.ts'
import type { Books } from './books.ts'
import { beginning, linked, operationsOf, robberyIn } from './chain.ts'
import type { Finding, Found } from './checks.ts'
import { compareBooks } from './compare-books.ts'
import { compareSchema } from './compare-schema.ts'
import { atOneMoment } from './one-moment.ts'
import { post } from './post.ts'
import { postOperation } from './post-operation.ts'
import { type Posting, stampOf } from './posting.ts'

type Db = Kysely<Database>

/** What came of doing the whole log again in empty books. */
export interface Replayed {
  readonly operations: number
  /** The number of an operation that doesn't say what it wrote, being older than postings: no rows were compared. */
  readonly untold: number | null
  /** In how many rows the books are not what their operations made them. */
  readonly differences: number
  /** The first of them. */
  readonly findings: readonly Finding[]
}

/** Why the log could not be done again to its end. */
type Stopped = { readonly untold: number } | { readonly wrong: Found }

interface Redone {
  readonly operations: number
  readonly stopped: Stopped | null
}

/** Does the log again, each operation through the one writer that wrote it, with its own user, moment and id. */
const redo = async (books: Db, again: Db): Promise<Redone> => {
  const robbery = await robberyIn(books)
  let [operations, head] = [0, beginning]
  for await (const kept of operationsOf(books)) {
    const { number, previous, hash, ...operation } = kept
    const wrong = robbery(kept)
    if (wrong) return { operations, stopped: { wrong } }
    if (operation.posting === null) return { operations, stopped: { untold: number } }
    try {
      const link = linked(operation, head)
      // What its hash was made of would take as much memory as all the rest.
      await postOperation(again, { ...link, request: '', result: '', posting: '' })
      head = link
      await post(again, stampOf(operation), JSON.parse(operation.posting) as Posting)
    } catch (error) {
      const found = (error as Error).message
      return {
        operations,
        stopped: { wrong: { key: `operation ${number}`, expected: 'possible', found } },
      }
    }
    operations += 1
  }
  return { operations, stopped: null }
}

const collect = (most: number) => {
  const findings: Finding[] = []
  let differences = 0
  const tell = (found: Found) => {
    differences += 1
    if (findings.length < most) {
      findings.push({ check: 'the books are what their operations made them', ...found })
    }
  }
  return { tell, told: () => ({ differences, findings }) }
}

/**
 * Does every operation again in empty books in memory and compares all tables with those of the books, as they are at one
 * moment; everybody works on meanwhile.
 */
export const replay = (of: Pick<Books, 'db'>, most = 20): Promise<Replayed> =>
  atOneMoment(of, async ({ db: books }) => {
    const again = await openLedger(':memory:')
    try {
      const writing = await again.db.startTransaction().execute()
      const { operations, stopped } = await redo(books, writing)
      await (stopped ? writing.rollback() : writing.commit()).execute()
      const { tell, told } = collect(most)
      if (stopped && 'wrong' in stopped) tell(stopped.wrong)
      const both = { expected: again.db, found: books }
      await (stopped ? compareSchema(both, tell) : compareBooks(both, tell))
      const untold = stopped && 'untold' in stopped ? stopped.untold : null
      return { operations, untold, ...told() }
    } finally {
      await again.close()
    }
  })
