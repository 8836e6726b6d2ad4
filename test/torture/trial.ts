import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from '../../db/messages.ts'
import { asRefusal, DatabaseRefused, openLedger } from '../../db/open.ts'
import type { Books } from '../../src/ledger/books.ts'
import { perform } from '../../src/ledger/perform.ts'
import { as } from '../certificate/certificate-support.ts'
import { openCompany } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { verbOf } from './acts.ts'
import { withoutTransactions } from './broken.ts'
import { createChance } from './chance.ts'
import { chooseAct } from './choose-act.ts'
import type { Ask } from './stage.ts'
import { strictCompany, twoPeople } from './strict-company.ts'

/** One thing that goes wrong around the program, and the broken piece that must not get past it. */
export interface Trial {
  readonly name: string
  readonly mutant: keyof typeof brokenPieces
  /** What was wrong; null where there is no C compiler to make a disk with. */
  readonly run: (ask: Ask) => Promise<readonly string[] | null>
}

/** What is broken, by name. */
export const brokenPieces = {
  'told-first': 'the clerk is told before the books have it',
  'no-look': 'nobody looks at the file before a save',
  'no-message': 'an error is shown as it came',
  'two-clocks': 'what is decided by one clock is written down by another',
} as const

/** Says what is wrong when an error isn't the message that a clerk must be told. */
export const mustSay = (error: unknown, { mutant }: Ask, says: Message): string[] => {
  const known = mutant === 'no-message' ? new Error(String(error)) : asRefusal(error)
  if (known instanceof DatabaseRefused) {
    return known.problem === says ? [] : [`it says ${known.problem.number}`]
  }
  return [`an error without a message: ${error}`]
}

interface Oddly {
  /** The day that decisions are told it is, whatever is written down. */
  readonly day?: string | undefined
  /** What happens while the books are read for a save, which has begun. */
  readonly meanwhile?: (() => Promise<unknown>) | undefined
}

/** What a clerk does next; answers its id when it was told to be saved. */
export const actOnce = async (books: Books, seed: number, { day, meanwhile }: Oddly = {}) => {
  const id = randomUUID()
  const chance = createChance(seed)
  const who = as(books, chance.one(twoPeople))
  const { act, input } = await chooseAct(who, chance, id)
  const verb = verbOf(act)
  const odd: typeof verb = {
    ...verb,
    read: async (...asked) => {
      await meanwhile?.()
      return verb.read(...asked)
    },
    decide: (asked, facts, moment) =>
      verb.decide(asked, facts, day === undefined ? moment : { ...moment, today: day }),
  }
  const decision = await perform(who, odd, input, { id, screen: 'torture' })
  return decision.ok ? id : null
}

/** A clerk at work on a company's books, who remembers what was told. Each answers what was wrong. */
export interface Desk {
  readonly path: string
  readonly books: Books
  /** Tries to save something, while something may happen: it must be refused with this message. */
  readonly refused: (says: Message, meanwhile?: () => Promise<unknown>) => Promise<string[]>
  /** Acts so often; nothing may hinder it. */
  readonly acts: (count: number) => Promise<string[]>
  /** Looks for all that was told. */
  readonly lost: (db: Books['db']) => Promise<string[]>
  /** Leaves, and looks for all that was told and all that is wrong when the books are opened again. */
  readonly leaves: () => Promise<string[]>
}

const patience = 400

const createDesk = async (path: string, ask: Ask): Promise<Desk> => {
  const founded = await strictCompany(path)
  await founded.db.destroy()
  const ledger = await openLedger(path, { patience })
  const opened = { ...founded, db: ledger.db }
  const books = ask.mutant === 'no-look' ? withoutTransactions(opened) : opened
  const told: string[] = []
  let turn = 0
  const act = async (meanwhile?: () => Promise<unknown>) => {
    turn += 1
    const id = await actOnce(books, ask.seed + turn, { meanwhile })
    if (id !== null) told.push(id)
    return id !== null
  }
  const refused: Desk['refused'] = async (says, meanwhile) => {
    // What a rule refuses says nothing of the file: another act is tried.
    for (let tries = 0; tries < 20; tries += 1) {
      const ended = await act(meanwhile).then(
        saved => (saved ? ['it was told to be saved'] : null),
        error => mustSay(error, ask, says),
      )
      if (ended) return ended
    }
    return ['no act came to a save']
  }
  const acts: Desk['acts'] = async count => {
    try {
      for (let n = 0; n < count; n += 1) await act()
      return []
    } catch (error) {
      return [`it doesn't go on: ${error}`]
    }
  }
  const lost: Desk['lost'] = async db => {
    const there = await db.selectFrom('operation').select('id').execute()
    const ids = new Set(there.map(({ id }) => id))
    const gone = told.filter(id => !ids.has(id)).length
    return gone > 0 ? [`${gone} saves lost`] : []
  }
  const leaves: Desk['leaves'] = async () => {
    await ledger.close()
    const later = await openCompany(path)
    const faults = [...(await wrongIn(later)), ...(await lost(later.db))]
    await later.db.destroy()
    return faults
  }
  return { path, books, refused, acts, lost, leaves }
}

/** A trial in a directory of its own. */
export const inDirectory = (
  name: string,
  mutant: Trial['mutant'],
  work: (path: string, ask: Ask) => Promise<readonly string[]>,
): Trial => ({
  name,
  mutant,
  run: async ask => {
    const directory = await mkdtemp(join(tmpdir(), 'dingdan-fault-'))
    try {
      return await work(join(directory, 'company.db'), ask)
    } finally {
      await rm(directory, { recursive: true })
    }
  },
})

/** A trial of a clerk who is at work. */
export const atDesk = (
  name: string,
  mutant: Trial['mutant'],
  work: (desk: Desk, ask: Ask) => Promise<readonly string[]>,
): Trial =>
  inDirectory(name, mutant, async (path, ask) => {
    const desk = await createDesk(path, ask)
    return [...(await desk.acts(5)), ...(await work(desk, ask))]
  })
