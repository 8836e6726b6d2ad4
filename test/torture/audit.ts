import { existsSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Books } from '../../src/ledger/books.ts'
import { perform } from '../../src/ledger/perform.ts'
import { openCompany } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type ActName, type Intended, verbOf } from './acts.ts'
import type { Note } from './crew.ts'

/** What clerks were told must be in the books, once, and nothing that nobody meant. */
export const audit = async (path: string, notes: readonly Note[]) => {
  if (!existsSync(path)) throw new Error('torture: the books are gone')
  const books = await openCompany(path, 'auditor')
  const faults = await wrongIn(books)
  const meant = new Map<string, Intended>()
  for (const one of notes) if (one.kind === 'meant') meant.set(one.id, one)
  for (const one of notes) if (one.kind === 'failed') faults.push(`failed: ${one.error}`)
  faults.push(...(await strangers(books, meant)), ...(await doubled(books, meant)))

  const told = notes.filter(one => one.kind === 'told')
  const left = await marksIn(books)
  for (const { id, answer } of told) {
    const intent = meant.get(id)
    if (!intent) continue
    const { act, input } = intent
    if (marking.has(act) && !left.has(id)) faults.push(`without a mark: ${act} ${id}`)
    const again = await perform(books, verbOf(act), input, { id, screen: 'torture' })
    if (!again.ok || !again.value.repeated) faults.push(`lost: ${act} ${id}`)
    else if (!isDeepStrictEqual(again.value.result, answer)) faults.push(`other answer: ${id}`)
  }
  faults.push(...(await wrongIn(books)))
  await books.db.destroy()
  const acts = new Set(told.map(({ id }) => meant.get(id)?.act))
  return { faults, told: told.length, meant: meant.size, acts }
}

/** Operations that nobody meant. */
const strangers = async ({ db }: Books, meant: ReadonlyMap<string, Intended>) => {
  const found = await db
    .selectFrom('operation')
    .select('id')
    .where('screen', '=', 'torture')
    .execute()
  return found.filter(({ id }) => !meant.has(id)).map(({ id }) => `nobody meant: ${id}`)
}

/** Acts whose intent must be found in the tables of what they did. */
const marking: ReadonlySet<ActName> = new Set<ActName>([
  ...(['order', 'return', 'receive', 'issue', 'transfer', 'use', 'certify', 'note'] as const),
  ...(['approve-change', 'refuse-change', 'withdraw-change', 'judge-credit'] as const),
  ...(['release', 'close', 'stop', 'resume', 'call-off', 'archive', 'sign', 'void-note'] as const),
])

/** Where an act writes the words that it was done with, and what is written once for each time that it is done. */
const marks = ({ db }: Books) => [
  db.selectFrom('sales_order').select(['purchase_order as intent', 'number as once']),
  db.selectFrom('change_request').select(['reason as intent', 'number as once']),
  db.selectFrom('order_event').select(['reason as intent', 'operation as once']),
  db.selectFrom('order_signature').select(['signed_by as intent', 'number as once']),
  db.selectFrom('delivery_note').select(['remarks as intent', 'number as once']),
  db
    .selectFrom('delivery_note_event')
    .select(['detail as intent', 'operation as once'])
    .where('type', '=', 'voided'),
  // What takes a usage back says the same as the usage.
  db
    .selectFrom('stock_move')
    .select(['reference as intent', 'operation as once'])
    .where('undoes', 'is', null),
  // One that was reissued says the same as the lost one.
  db
    .selectFrom('certificate')
    .select(['remarks as intent', 'number as once'])
    .where('replaces', 'is', null),
]

/** Every intent that left a mark. */
const marksIn = async (books: Books): Promise<ReadonlySet<string>> => {
  const found = await Promise.all(marks(books).map(query => query.execute()))
  return new Set(found.flat().flatMap(({ intent }) => intent ?? []))
}

/** Whatever was done carries the intent that it came from, in its tables and in the log; nothing may have come from one twice. */
const doubled = async (books: Books, meant: ReadonlyMap<string, Intended>): Promise<string[]> => {
  const asked = books.db
    .selectFrom('operation')
    .select([sql<string | null>`request ->> '$.intent'`.as('intent'), 'id as once'])
  const faults: string[] = []
  for (const query of [...marks(books), asked]) {
    const first = new Map<string, string | number>()
    for (const { intent, once } of await query.execute()) {
      if (intent === null || !meant.has(intent)) continue
      if (first.has(intent) && first.get(intent) !== once) faults.push(`doubled: ${intent}`)
      first.set(intent, once)
    }
  }
  return faults
}
