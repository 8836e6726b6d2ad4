import SQLite from 'better-sqlite3'
import { type Migration, sql } from 'kysely'
import { msg } from '../../db/messages.ts'
import { migrations } from '../../db/migrations/index.ts'
import { openLedger } from '../../db/open.ts'
import { verify } from '../../src/ledger/checks.ts'
import { schemaCheck } from '../../src/ledger/compare-schema.ts'
import { company, today } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { strictCompany } from './strict-company.ts'
import { actOnce, atDesk, inDirectory, mustSay, type Trial } from './trial.ts'

const next = Object.keys(migrations).length + 1

/** The books of a later program. */
const later: Record<string, Migration> = {
  ...migrations,
  '9999-later': {
    up: async db => {
      await sql`create table more (a integer) strict`.execute(db)
      await sql.raw(`pragma user_version = ${next}`).execute(db)
    },
  },
}

/** Somebody holds the file and doesn't let go: the clerk is told, and nothing is written. */
const locked = atDesk('locked', 'no-message', async desk => {
  const holder = new SQLite(desk.path)
  holder.exec('begin immediate')
  const faults = await desk.refused(msg.databaseLocked)
  holder.exec('rollback')
  holder.close()
  return [...faults, ...(await desk.acts(5)), ...(await desk.leaves())]
})

/** The books of a newer program are told so, and left alone. */
const newer = inDirectory('newer schema', 'no-message', async (path, ask) => {
  await (await company(path)).db.destroy()
  await (await openLedger(path, { migrations: later })).close()
  return openLedger(path).then(
    async ledger => {
      await ledger.close()
      return ['it was opened']
    },
    error => mustSay(error, ask, msg.databaseTooNew),
  )
})

/** Another program brings the books up to date while a clerk of the old one is at work. */
const upgraded = atDesk('upgraded meanwhile', 'no-look', async desk => {
  const other = await openLedger(desk.path, { migrations: later })
  const faults = await desk.refused(msg.databaseTooNew)
  await desk.books.db.destroy()
  const lost = await desk.lost(other.db)
  // Its tables are the newer program's, which this one doesn't know.
  const wrong = (await verify(other)).filter(({ check }) => check !== schemaCheck.name)
  await other.close()
  return [...faults, ...lost, ...wrong.map(({ check, key }) => `${check}: ${key}`)]
})

/** The clock is set back by a day between two acts: the order of things is the order of their numbers. */
const clockBack = inDirectory('clock backwards', 'two-clocks', async (path, { seed, mutant }) => {
  const books = await strictCompany(path)
  const at = (day: string) => ({ ...books, now: () => new Date(`${day}T10:00:00`) })
  const days = [today, '2026-11-21', today, '2026-11-18', '2027-01-01', today]
  for (const [turn, day] of days.entries()) {
    for (let n = 0; n < 30; n += 1) {
      const other = mutant === 'two-clocks' ? { day: today } : {}
      await actOnce(at(day), seed + turn * 30 + n, other)
    }
  }
  const wrong = await wrongIn(books)
  await books.db.destroy()
  return wrong
})

/** What others may do, and the clock. */
export const faultsOfOthers: readonly Trial[] = [locked, newer, upgraded, clockBack]
