import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addUsers, putStock, q } from '../support/company.ts'
import { oneFileOf } from '../support/program.ts'
import type { Intended } from './acts.ts'
import { strictCompany } from './strict-company.ts'

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
  /** With the statement after which the clerk is to die, of so many, where one was drawn. */
  | ({ readonly kind: 'meant'; readonly dies?: readonly [after: number, of: number] } & Intended)
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
  const books = await strictCompany(path)
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
