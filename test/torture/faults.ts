import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { type Message, msg } from '../../db/messages.ts'
import { asRefusal, DatabaseRefused, openLedger } from '../../db/open.ts'
import type { Books } from '../../src/ledger/books.ts'
import { perform } from '../../src/ledger/perform.ts'
import { company, today } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { chooseAct, verbOf } from './acts.ts'
import { createChance } from './chance.ts'
import { audit, createCrew } from './crew.ts'
import type { Ask, Stage } from './stage.ts'

type Trial = (ask: Ask) => Promise<readonly string[]>

const act = async (books: Books, seed: number, n: number) => {
  const id = randomUUID()
  const { act: name, input } = await chooseAct(books, createChance(seed + n), id)
  return perform(books, verbOf(name), input, { id, screen: 'torture' })
}

/** Says what is wrong when an error isn't one of the messages that a clerk may be told. */
const mustSay = (error: unknown, ...allowed: readonly Message[]): string[] => {
  const said = asRefusal(error)
  if (said instanceof DatabaseRefused && allowed.includes(said.problem)) return []
  return [`an error without a message: ${error}`]
}

/** A process whose files may not grow beyond so many blocks of 512 bytes finds no room to write in. */
const noRoom: Trial = async ({ seed, mutant }) => {
  const crew = await createCrew()
  const { size } = await stat(crew.path)
  const limit = Math.ceil(size / 512) + 400
  const orders = { seed, think: 0, deaths: 0, from: 0, until: Date.now() + 2500 }
  const [program, told] = crew.call('clerk', { ...orders, ...(mutant ? { mutant } : {}) })
  // The signal that comes with the limit is not what a full disk sends.
  const script = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`
  const clerk = spawn('sh', ['-c', script, process.execPath, program, told], { stdio: 'ignore' })
  await once(clerk, 'close')
  const notes = crew.notes()
  const failed = notes.flatMap(one => (one.kind === 'failed' ? [one] : []))
  const heard = notes.filter(one => one.kind !== 'failed')
  const { faults, told: saved } = await audit(crew.path, heard)
  if (failed.length === 0) faults.push('the disk was never full')
  if (saved === 0) faults.push('nothing was saved before the disk was full')
  const unclear = failed.filter(({ said }) => said === null)
  if (unclear.length > 0) faults.push(`no message for: ${unclear[0]!.error}`)
  await crew.end(faults, 'never kept')
  return faults.map(fault => `disk full: ${fault}`)
}

/** A trial in a directory of its own. */
const inDirectory =
  (name: string, work: (path: string, ask: Ask) => Promise<readonly string[]>): Trial =>
  async ask => {
    const directory = await mkdtemp(join(tmpdir(), 'dingdan-fault-'))
    try {
      return (await work(join(directory, 'company.db'), ask)).map(fault => `${name}: ${fault}`)
    } finally {
      await rm(directory, { recursive: true })
    }
  }

/** The clock is set back by a day between two acts: the order of things is the order of their numbers. */
const clockBack = inDirectory('clock backwards', async (path, { seed }) => {
  const books = await company(path)
  const at = (day: string) => ({ ...books, now: () => new Date(`${day}T10:00:00`) })
  const days = [today, '2026-11-21', today, '2026-11-20', '2027-01-01', today]
  for (const [turn, day] of days.entries()) {
    for (let n = 0; n < 10; n += 1) await act(at(day), seed, turn * 10 + n)
  }
  const wrong = await wrongIn(at(today))
  await books.db.destroy()
  return wrong
})

/** Somebody holds the file and doesn't let go: the clerk is told, and nothing is written. */
const held = inDirectory('locked', async (path, { seed }) => {
  const books = await company(path)
  await books.db.destroy()
  const ledger = await openLedger(path, { patience: 400 })
  const waiting = { ...books, db: ledger.db }
  const before = await wrongIn(waiting)
  const holder = new SQLite(path)
  holder.exec('begin immediate')
  const faults = await act(waiting, seed, 1).then(
    ({ ok }) => (ok ? ['it was written past the lock'] : []),
    error => mustSay(error, msg.databaseLocked),
  )
  holder.exec('rollback')
  holder.close()
  const after = await act(waiting, seed, 2).then(
    () => [],
    error => [`it doesn't go on: ${error}`],
  )
  const wrong = await wrongIn(waiting)
  await waiting.db.destroy()
  return [...before, ...faults, ...after, ...wrong]
})

/** The file is taken away in the middle of the work. */
const stolen = inDirectory('stolen', async (path, { seed }) => {
  const books = await company(path)
  for (let n = 0; n < 5; n += 1) await act(books, seed, n)
  execFileSync('rm', ['-f', path, `${path}-wal`, `${path}-shm`])
  // What was opened stays open: nothing may be thrown that has no message, whatever is answered.
  const faults = await act(books, seed, 9).then(
    () => [],
    error => mustSay(error, msg.databaseCannotBeOpened, msg.databaseReadOnly, msg.databaseDamaged),
  )
  await books.db.destroy()
  return faults
})

const trials: Readonly<Record<string, Trial>> = {
  'disk full': noRoom,
  'clock backwards': clockBack,
  locked: held,
  stolen,
}

/** Disks fill up, clocks are wrong, files go away: a clear message, and nothing lost. */
export const faults: Stage = {
  name: 'faults',
  mutants: { 'told-first': 'the clerk is told before the books have it' },
  run: async ask => {
    const found: string[] = []
    const run = Object.entries(trials).filter(([name]) => !ask.mutant || name === 'disk full')
    for (const [, trial] of run) found.push(...(await trial(ask)))
    const names = run.map(([name]) => name).join(', ')
    return { measured: `${names}: ${found.length} faults`, faults: found }
  },
}
