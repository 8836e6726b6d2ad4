import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Books } from '../../src/ledger/books.ts'
import { perform } from '../../src/ledger/perform.ts'
import { certifying } from '../certificate/certificate-support.ts'
import { addUsers, openCompany, putStock, q } from '../support/company.ts'
import { oneFileOf } from '../support/program.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type Intended, verbOf } from './acts.ts'

/** What a clerk is told to do. */
export interface Orders {
  readonly path: string
  readonly log: string
  readonly user: string
  readonly seed: number
  /** The longest pause between two acts, in milliseconds. */
  readonly think: number
  /** How often a clerk dies of itself at each of its own steps. */
  readonly deaths: number
  /** When the day begins; null when it begins as soon as all who were sent are called. */
  readonly from: number | null
  /** When it ends, or how long after it began. */
  readonly until: number
  /** After how many acts it ends at the latest. */
  readonly most?: number
  readonly mutant?: string
}

/** A line of a clerk's log, which outlives the clerk. */
export type Note =
  | ({ readonly kind: 'meant' } & Intended)
  | {
      readonly kind: 'told'
      readonly id: string
      readonly answer: unknown
      readonly took?: number
      readonly repeated?: boolean
    }
  | { readonly kind: 'refused'; readonly id: string; readonly number: number }
  | {
      readonly kind: 'failed'
      readonly id: string
      readonly error: string
      readonly said: number | null
    }
  | { readonly kind: 'left'; readonly id: string }

/** The clerks that there may be. */
const names = ['clerk', ...Array.from({ length: 100 }, (_, n) => `clerk-${n}`)]

/** A directory with a company's books, and clerks to be sent to work on them. */
export const createCrew = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-torture-'))
  const path = join(directory, 'company.db')
  const books = await certifying(path)
  for (const item of ['10-10000', '10-20000']) {
    for (const location of ['100', '200']) await putStock(books, { item, location }, q(200))
  }
  await addUsers(books, ...names)
  await books.db.destroy()
  const program = await oneFileOf('test/torture/clerk.ts')

  type Work = Omit<Orders, 'path' | 'log' | 'user'>

  /** What Node is called with for a clerk to begin. */
  const call = (name: string, work: Work): [string, string] => {
    const told: Orders = { ...work, path, log: join(directory, `${name}.log`), user: name }
    return [program, JSON.stringify(told)]
  }
  /** Sends a clerk to work; the process tells on stdout when it has begun. */
  const send = (name: string, work: Work): ChildProcess =>
    spawn(process.execPath, call(name, work), { stdio: ['pipe', 'pipe', 'inherit'] })
  return {
    directory,
    path,
    call,
    send,
    /** What all of them wrote down, or one. */
    notes: (name?: string) => readNotes(directory, name),
    /** Books and logs are left where they are when something was wrong. */
    end: async (faults: readonly string[], mutant?: string) => {
      if (faults.length > 0 && mutant === undefined) return ` (kept: ${directory})`
      await rm(directory, { recursive: true })
      return ''
    },
  }
}

const readNotes = (directory: string, whose?: string): Note[] =>
  readdirSync(directory)
    .filter(name => (whose === undefined ? name.endsWith('.log') : name === `${whose}.log`))
    .flatMap(name => readFileSync(join(directory, name), 'utf8').split('\n'))
    .filter(line => line.endsWith('}'))
    .map(line => JSON.parse(line) as Note)

/** What clerks were told must be in the books, once, and nothing that nobody meant. */
export const audit = async (path: string, notes: readonly Note[]) => {
  if (!existsSync(path)) throw new Error('torture: the books are gone')
  const books = await openCompany(path, 'auditor')
  const faults = await wrongIn(books)
  const meant = new Map<string, Intended>()
  for (const one of notes) if (one.kind === 'meant') meant.set(one.id, one)
  for (const one of notes) if (one.kind === 'failed') faults.push(`failed: ${one.error}`)
  faults.push(...(await strangers(books, meant)), ...(await doubled(books)))

  const told = notes.filter(one => one.kind === 'told')
  for (const { id, answer } of told) {
    const intent = meant.get(id)
    if (!intent) continue
    const { act, input } = intent
    const again = await perform(books, verbOf(act), input, { id, screen: 'torture' })
    if (!again.ok || !again.value.repeated) faults.push(`lost: ${act} ${id}`)
    else if (!isDeepStrictEqual(again.value.result, answer)) faults.push(`other answer: ${id}`)
  }
  faults.push(...(await wrongIn(books)))
  await books.db.destroy()
  return { faults, told: told.length, meant: meant.size }
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

/** Orders, receipts, certificates and notes carry the intent that they came from; none may have come from it twice. */
const doubled = async ({ db }: Books) => {
  const orders = await db
    .selectFrom('sales_order')
    .select('purchase_order as intent')
    .where('purchase_order', 'is not', null)
    .groupBy('purchase_order')
    .having(eb => eb(eb.fn.countAll<number>(), '>', 1))
    .execute()
  const receipts = await db
    .selectFrom('stock_move')
    .select('reference as intent')
    .where('type', '=', 'RCT-UNP')
    .where('reference', 'is not', null)
    .groupBy('reference')
    .having(eb => eb(eb.fn.countAll<number>(), '>', 1))
    .execute()
  const notes = await db
    .selectFrom('delivery_note')
    .select('remarks as intent')
    .where('remarks', 'is not', null)
    .groupBy('remarks')
    .having(eb => eb(eb.fn.countAll<number>(), '>', 1))
    .execute()
  const certificates = await db
    .selectFrom('certificate')
    .select('remarks as intent')
    .where('remarks', 'is not', null)
    // One that was reissued says the same as the lost one.
    .where('replaces', 'is', null)
    .groupBy('remarks')
    .having(eb => eb(eb.fn.countAll<number>(), '>', 1))
    .execute()
  return [...orders, ...receipts, ...notes, ...certificates].map(
    ({ intent }) => `doubled: ${intent}`,
  )
}
