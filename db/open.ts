import SQLite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type Migration,
  Migrator,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely'
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

type UntilFree = ReturnType<typeof createWaits>['untilFree']

/**
 * Kysely says plain `begin`, and a read followed by a write then fails when someone else wrote in between. Every write
 * begins here, so here another writer is waited for.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #file: PreparingDatabase
  readonly #untilFree: UntilFree
  constructor(database: PreparingDatabase, untilFree: UntilFree) {
    super({ database })
    this.#file = database
    this.#untilFree = untilFree
  }
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await this.#untilFree(async () => connection.executeQuery(CompiledQuery.raw(begin)))
  }
  /** A full disk ends a transaction by itself; to end it once more would hide what was wrong. */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#file.inTransaction()) await super.rollbackTransaction(connection)
  }
}

/** SQLite can roll back DDL, so migrations run in one (immediate) transaction, which is their lock too. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

type PreparingDatabase = SqliteDatabase & { readonly inTransaction: () => boolean }

/** Each statement is prepared once. */
const preparing = (file: SQLite.Database): PreparingDatabase => {
  const kept = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  return {
    prepare: text => {
      const known = kept.get(text)
      if (known) return known
      const statement = file.prepare(text) as ReturnType<SqliteDatabase['prepare']>
      kept.set(text, statement)
      return statement
    },
    close: () => file.close(),
    inTransaction: () => file.inTransaction,
  }
}

class LedgerDialect extends SqliteDialect {
  readonly #database: PreparingDatabase
  readonly #untilFree: UntilFree
  constructor(database: PreparingDatabase, untilFree: UntilFree) {
    super({ database })
    this.#database = database
    this.#untilFree = untilFree
  }
  override createDriver() {
    return new ImmediateDriver(this.#database, this.#untilFree)
  }
  override createAdapter() {
    return new TransactionalDdlAdapter()
  }
}

export interface OpenOptions {
  /** How long another writer is waited for, in milliseconds. */
  readonly patience?: number
  /** What makes the books what they are to be; tests inject their own. */
  readonly migrations?: Record<string, Migration>
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
  const { patience = 10_000, migrations = known } = options
  const file = openFile(path, Math.min(5000, patience))
  const { waits, untilFree } = createWaits(patience)
  try {
    const newest = Object.keys(migrations).length
    refuseStrangers(file, newest)
    setPragmas(file)
    const db = new Kysely<Database>({ dialect: new LedgerDialect(preparing(file), untilFree) })
    if (version(file) < newest) await migrate(db, keptBefore(file, migrations))
    // Nobody looks at a screen before this line; from here on somebody does.
    file.pragma(`busy_timeout = ${shortWait}`)
    return {
      db,
      waits,
      checkpoint: () => void file.pragma('wal_checkpoint(PASSIVE)'),
      close: () => db.destroy(),
    }
  } catch (error) {
    file.close()
    throw asRefusal(error)
  }
}

const openFile = (path: string, timeout: number): SQLite.Database => {
  try {
    return new SQLite(path, { timeout })
  } catch (error) {
    throw new DatabaseRefused(msg.databaseCannotBeOpened, String((error as Error).message))
  }
}

const version = (file: SQLite.Database) => file.pragma('user_version', { simple: true }) as number

/** Reads only: a file that isn't ours, or is newer than this program, must stay untouched. */
const refuseStrangers = (file: SQLite.Database, newest: number) => {
  const id = file.pragma('application_id', { simple: true })
  // The migrator makes its own tables before it begins: a program killed just then leaves a file that is still to be ours.
  const strange = file
    .prepare("select count(*) as n from sqlite_schema where tbl_name not like 'kysely_migration%'")
    .get() as { n: number }
  if (id !== applicationId && !(id === 0 && strange.n === 0)) {
    throw new DatabaseRefused(msg.databaseNotOurs, file.name)
  }
  if (version(file) > newest) throw new DatabaseRefused(msg.databaseTooNew, file.name)
}

const setPragmas = (file: SQLite.Database) => {
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
  if (error) throw error
}

const problems: Record<string, Message> = {
  SQLITE_BUSY: msg.databaseLocked,
  SQLITE_LOCKED: msg.databaseLocked,
  SQLITE_READONLY: msg.databaseReadOnly,
  SQLITE_NOTADB: msg.databaseNotOurs,
  SQLITE_CORRUPT: msg.databaseDamaged,
  SQLITE_FULL: msg.databaseFull,
  SQLITE_IOERR: msg.databaseCannotBeOpened,
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
