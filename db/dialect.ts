import type SQLite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely'

/** What is asked around every transaction that writes; each throws when the answer isn't good. */
export interface Guard {
  /** Tries to begin until nobody is in the way. */
  readonly untilFree: (attempt: () => Promise<unknown>) => Promise<void>
  /** Whether these books may be written, asked when nobody else can write them any more. */
  readonly begun: () => void
  /** Whether what was committed is where it can be found again. */
  readonly committed: () => void
}

/**
 * Kysely says plain `begin`, and a read followed by a write then fails when someone else wrote in between. Every write
 * begins here, so here another writer is waited for.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #file: PreparingDatabase
  readonly #guard: Guard
  constructor(database: PreparingDatabase, guard: Guard) {
    super({ database })
    this.#file = database
    this.#guard = guard
  }
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    // Who only reads is in nobody's way.
    if (settings?.accessMode === 'read only') return super.beginTransaction(connection)
    const begin = CompiledQuery.raw('begin immediate')
    await this.#guard.untilFree(async () => connection.executeQuery(begin))
    try {
      this.#guard.begun()
    } catch (error) {
      // Kysely doesn't end what didn't begin well.
      await this.rollbackTransaction(connection)
      throw error
    }
  }
  override async commitTransaction(connection: DatabaseConnection) {
    await super.commitTransaction(connection)
    this.#guard.committed()
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
      // biome-ignore lint/plugin: what Kysely has made of a query, with holes for its values
      const statement = file.prepare(text) as ReturnType<SqliteDatabase['prepare']>
      kept.set(text, statement)
      return statement
    },
    close: () => file.close(),
    inTransaction: () => file.inTransaction,
  }
}

/** Kysely's SQLite with writes that wait, are guarded and hold their lock from the beginning. */
export class LedgerDialect extends SqliteDialect {
  readonly #database: PreparingDatabase
  readonly #guard: Guard
  constructor(file: SQLite.Database, guard: Guard) {
    const database = preparing(file)
    super({ database })
    this.#database = database
    this.#guard = guard
  }
  override createDriver() {
    return new ImmediateDriver(this.#database, this.#guard)
  }
  override createAdapter() {
    return new TransactionalDdlAdapter()
  }
}
