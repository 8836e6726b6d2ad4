import { accessSync, constants, existsSync, realpathSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import { Kysely, type Migration, Migrator, sql } from 'kysely'
import { LedgerDialect } from './dialect.ts'
import { type Lost, watchPlace } from './in-place.ts'
import { openLine } from './line.ts'
import { type Message, msg } from './messages.ts'
import { applicationId, migrations as known } from './migrations/index.ts'
import { pragmas } from './pragmas.ts'
import type { Database } from './schema.ts'
import { keptBefore } from './upgrade.ts'
import { createWaits, GaveUp, shortWait, type Waits } from './waits.ts'

/** A database that can't be used, with the message to show; the file is as it was. */
export class DatabaseRefused extends Error {
  readonly problem: Message
  constructor(problem: Message, detail: string) {
    super(`${problem.en}: ${detail}`)
    this.problem = problem
  }
}

export interface OpenOptions {
  /** How long another writer is waited for, in milliseconds. */
  readonly patience?: number
  /** What makes the books what they are to be; tests inject their own. */
  readonly migrations?: Record<string, Migration>
  /** The bytes that books in memory begin with, so that tests need not found them anew. */
  readonly image?: Buffer
}

export interface Ledger {
  readonly db: Kysely<Database>
  readonly waits: Waits
  /** Moves what is in the write-ahead log into the file as far as nobody is in the way; for the clerk's idle moments. */
  checkpoint(): void
  close(): Promise<void>
}

/** Opens the file or makes it, brings it up to date, and asserts what the books rest on. Throws DatabaseRefused. */
export const openLedger = async (path: string, options: OpenOptions = {}): Promise<Ledger> => {
  const { patience = 10_000, migrations = known, image } = options
  const timeout = Math.min(5000, patience)
  const file = image ? new SQLite(image, { timeout }) : openFile(path, timeout)
  const { waits, untilFree } = createWaits(patience, openLine(file.name))
  try {
    const newest = Object.keys(migrations).length
    refuseStrangers(file, newest)
    setPragmas(file)
    const isAhead = versionCheck(file, newest)
    let lost = (): Lost | null => null
    const mustBeInPlace = () => {
      const what = lost()
      if (what) throw new DatabaseRefused(whenLost[what], file.name)
    }
    const begun = () => {
      if (isAhead()) throw new DatabaseRefused(msg.databaseTooNew, file.name)
      mustBeInPlace()
    }
    const guard = { untilFree, begun, committed: mustBeInPlace }
    const db = new Kysely<Database>({ dialect: new LedgerDialect(file, guard) })
    if (version(file) < newest) await migrate(db, keptBefore(file, migrations))
    // Kysely doesn't close what it was never asked anything of.
    await sql`select 1`.execute(db)
    lost = watchPlace(file)
    // Nobody looks at a screen before this line; from here on somebody does.
    // biome-ignore lint/plugin: a pragma's value can't be bound; this one is our own number
    file.pragma(`busy_timeout = ${shortWait}`)
    return {
      db,
      waits,
      checkpoint: () => {
        // SQLite refuses it to who reads just then.
        if (!file.inTransaction) file.pragma('wal_checkpoint(PASSIVE)')
      },
      close: () => db.destroy(),
    }
  } catch (error) {
    file.close()
    const known = asRefusal(error)
    const failed = known instanceof DatabaseRefused && known.problem === msg.diskFailed
    throw failed ? new DatabaseRefused(msg.databaseCannotBeOpened, known.message) : known
  }
}

const openFile = (path: string, timeout: number): SQLite.Database => {
  // Only to read it, SQLite would leave files beside it that nobody can write either.
  if (isReadOnly(path)) throw new DatabaseRefused(msg.databaseReadOnly, path)
  try {
    // What is watched, waited for and put in its place is the file itself, whatever link leads to it.
    return new SQLite(existsSync(path) ? realpathSync(path) : path, { timeout })
  } catch (error) {
    throw new DatabaseRefused(msg.databaseCannotBeOpened, String((error as Error).message))
  }
}

/** Asked without opening it: to close a database's file beside SQLite would drop SQLite's locks. */
const isReadOnly = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return false
  } catch (error) {
    return ['EACCES', 'EROFS', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))
  }
}

const version = (file: SQLite.Database) => file.pragma('user_version', { simple: true }) as number

/** Whether another program has made the books newer than this one knows them; asked in every transaction that writes. */
const versionCheck = (file: SQLite.Database, newest: number) => {
  const ask = file.prepare('pragma user_version').pluck()
  return () => (ask.get() as number) > newest
}

const whenLost: Readonly<Record<Lost, Message>> = {
  moved: msg.databaseMoved,
  cut: msg.databaseDamaged,
}

/** Reads only: a file that isn't ours, or is newer than this program, must stay untouched. */
const refuseStrangers = (file: SQLite.Database, newest: number) => {
  // Looked at in one moment: between two of them another program may have made it ours.
  const { id, strange } = file.transaction(() => ({
    id: file.pragma('application_id', { simple: true }),
    strange: strangeTables(file),
  }))()
  if (id !== applicationId && !(id === 0 && strange === 0)) {
    throw new DatabaseRefused(msg.databaseNotOurs, file.name)
  }
  if (version(file) > newest) throw new DatabaseRefused(msg.databaseTooNew, file.name)
}

const strangeTables = (file: SQLite.Database) =>
  // The migrator makes its own tables before it begins: a program killed just then leaves a file that is still to be ours.
  file
    .prepare("select count(*) from sqlite_schema where tbl_name not like 'kysely_migration%'")
    .pluck()
    .get() as number

const setPragmas = (file: SQLite.Database) => {
  // biome-ignore lint/plugin: a pragma's value can't be bound; these are a list of our own
  for (const [pragma, value] of pragmas) file.pragma(`${pragma} = ${value}`)
  // A checkpoint costs one clerk in forty 15 ms at the default of 1000 pages; it is done while they read instead.
  file.pragma('wal_autocheckpoint = 16000')
  file.pragma('journal_size_limit = 67108864')
  for (const [pragma, value, expected] of pragmas) {
    const found = file.pragma(pragma, { simple: true })
    if (found !== expected && !(file.memory && found === 'memory')) {
      throw new DatabaseRefused(msg.databaseCannotBeOpened, `${pragma} is ${found}, not ${value}`)
    }
  }
}

const migrate = async (db: Kysely<Database>, migrations: Record<string, Migration>) => {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest()
  if (!error) return
  const known = asRefusal(error)
  // What else goes wrong in an upgrade is told by SQL, of which nobody at a terminal can make anything.
  if (known instanceof DatabaseRefused) throw known
  throw new DatabaseRefused(msg.databaseNotUpgraded, String((error as Error).message))
}

const problems: Record<string, Message> = {
  SQLITE_BUSY: msg.databaseLocked,
  SQLITE_LOCKED: msg.databaseLocked,
  SQLITE_READONLY: msg.databaseReadOnly,
  SQLITE_NOTADB: msg.databaseNotOurs,
  SQLITE_CORRUPT: msg.databaseDamaged,
  SQLITE_FULL: msg.databaseFull,
  SQLITE_IOERR: msg.diskFailed,
  SQLITE_CANTOPEN: msg.databaseCannotBeOpened,
}

/** What an error of SQLite means for the person at the terminal; anything else is our own bug and is returned as is. */
export const asRefusal = (error: unknown): unknown => {
  if (error instanceof DatabaseRefused) return error
  if (error instanceof GaveUp) return new DatabaseRefused(msg.waitGivenUp, 'given up')
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') return error
  const known = Object.keys(problems).find(prefix => code.startsWith(prefix))
  return known ? new DatabaseRefused(problems[known]!, (error as Error).message) : error
}
