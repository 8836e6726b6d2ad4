import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { knownSince } from '../../db/known-since.ts'
import type { Database, OperationTable } from '../../db/schema.ts'
import type { Found } from './checks.ts'

type Db = Kysely<Database>

/** The last link of the chain of operations; 0 and '' when there is none. */
export interface Head {
  readonly number: number
  readonly hash: string
}

/** What the first operation follows on. */
export const beginning: Head = { number: 0, hash: '' }

type Body = Omit<OperationTable, 'number' | 'previous' | 'hash'>

const hashOf = (link: Omit<OperationTable, 'hash'>): string => {
  const { previous, number, id, screen, created_by, created_at, request, result, posting } = link
  // As JSON no text can pass for the end of one column and the beginning of the next.
  const sealed = [previous, number, id, screen, created_by, created_at, request, result]
  // Operations from before there were postings keep the seal that they were given.
  if (posting !== null) sealed.push(posting)
  return createHash('sha256').update(JSON.stringify(sealed)).digest('hex')
}

/** An operation as the next link after the head. */
export const linked = (operation: Body, head: Head): OperationTable => {
  const link = { ...operation, number: head.number + 1, previous: head.hash }
  return { ...link, hash: hashOf(link) }
}

const last = kept<object, Head>(db =>
  db.selectFrom('operation').select(['number', 'hash']).orderBy('number', 'desc').limit(1),
)

/** Where the chain of operations ends. Noted elsewhere, it shows later whether the end was cut off. */
export const headOf = async (db: Db): Promise<Head> => (await last(db, {}))[0] ?? beginning

/** When the last operation was posted; undefined when there is none. */
export const lastOperationAt = async (db: Db): Promise<string | undefined> =>
  (
    await db
      .selectFrom('operation')
      .select('created_at')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.created_at

/** The number of the operation that has this hash; undefined when none has. */
export const linkWith = async (db: Db, hash: string): Promise<number | undefined> =>
  (
    await db
      .selectFrom('operation')
      .select('number')
      .where('hash', '=', hash)
      .orderBy('number')
      .executeTakeFirst()
  )?.number

const page = kept<{ after: number }, OperationTable>((db, hole) =>
  db
    .selectFrom('operation')
    .selectAll()
    .where('number', '>', hole('after'))
    .orderBy('number')
    .limit(200),
)

/** Every operation from the first to the last, a page of them in memory at a time. */
export async function* operationsOf(db: Db): AsyncGenerator<OperationTable> {
  let after = 0
  for (;;) {
    const links = await page(db, { after })
    if (links.length === 0) return
    yield* links
    after = links.at(-1)!.number
  }
}

/** So much of a hash tells it from any other in a line of words. */
const inShort = (hash: string) => (hash === '' ? 'none' : hash.slice(0, 16))

const wrongIn = (link: OperationTable, before: Head): Found | undefined => {
  const key = `operation ${link.number}`
  if (link.number !== before.number + 1) {
    return { key, expected: `${link.number - 1} before it`, found: 'a gap' }
  }
  if (link.previous !== before.hash) {
    const [expected, found] = [before.hash, link.previous].map(inShort) as [string, string]
    return { key: `${key} previous`, expected, found }
  }
  const hash = hashOf(link)
  if (link.hash !== hash) {
    return { key: `${key} hash`, expected: inShort(hash), found: inShort(link.hash) }
  }
  return undefined
}

/** Since operations say what they wrote, all of them do: one that doesn't was robbed of it. */
const robbed = (number: number): Found => ({
  key: `operation ${number} posting`,
  expected: 'what it wrote',
  found: 'none',
})

/**
 * Tells of each operation in its turn whether it was robbed of its posting. Only what was posted before these books knew
 * postings can be without one.
 */
export const robberyIn = async (db: Db) => {
  const since = (await knownSince(db, '0005-postings')) ?? ''
  let told = false
  return ({ number, posting, created_at }: OperationTable): Found | undefined => {
    if (posting !== null) told = true
    else if (told || created_at >= since) return robbed(number)
    return undefined
  }
}

/** Walks the chain from its beginning and gives the first link that is wrong: all after it hang on it. */
export const wrongLink = async (db: Db): Promise<readonly Found[]> => {
  const robbery = await robberyIn(db)
  let before: Head = beginning
  for await (const link of operationsOf(db)) {
    const wrong = wrongIn(link, before) ?? robbery(link)
    if (wrong) return [wrong]
    before = link
  }
  return []
}
