import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, PasswordTable, SecurityControlTable, SignInTable } from '../../db/schema.ts'
import type { Books } from './books.ts'
import { blankRow } from './master-rows.ts'

type Db = Kysely<Database>

/** What a user may be called: also the name of a directory and of an account of the operating system. */
export const userNamePattern = /^[a-z][a-z0-9_-]{0,15}$/

/** What nobody can be called may be a password that was typed too early: it is counted, and kept nowhere. */
const nameless = '?'

const recordOf = kept<{ name: string }, SignInTable>((db, hole) =>
  db.selectFrom('sign_in').selectAll().where('name', '=', hole('name')),
)

const saveRecord = kept<SignInTable, unknown>((db, hole) =>
  db
    .insertInto('sign_in')
    .values({
      name: hole('name'),
      failures: hole('failures'),
      last_failure_at: hole('last_failure_at'),
      locked_until: hole('locked_until'),
      last_sign_in_at: hole('last_sign_in_at'),
    })
    .onConflict(conflict =>
      conflict.column('name').doUpdateSet({
        failures: hole('failures'),
        last_failure_at: hole('last_failure_at'),
        locked_until: hole('locked_until'),
        last_sign_in_at: hole('last_sign_in_at'),
      }),
    ),
)

const passwordRow = kept<{ user: string }, PasswordTable>((db, hole) =>
  db.selectFrom('password').selectAll().where('user', '=', hole('user')),
)

/** How doors are kept; as in a new company where nothing was set. */
export const readSecurity = async (db: Db): Promise<SecurityControlTable> =>
  (await db.selectFrom('security_control').selectAll().executeTakeFirst()) ??
  blankRow('security_control')

/** What is kept of a user's password. */
export const passwordOf = async (db: Db, user: string): Promise<PasswordTable | undefined> =>
  (await passwordRow(db, { user }))[0]

/**
 * Keeps the same password in a form that costs more to guess: nobody did anything, so it is no operation. Another one
 * that was given meanwhile stays.
 */
export const strengthenPassword = async (
  db: Db,
  { user, hash: before }: Pick<PasswordTable, 'user' | 'hash'>,
  hash: string,
): Promise<void> => {
  await db
    .transaction()
    .execute(tx =>
      tx
        .updateTable('password')
        .set({ hash })
        .where('user', '=', user)
        .where('hash', '=', before)
        .execute(),
    )
}

const minute = 60_000
/** Nobody is kept out for longer at a time. */
const longest = 15 * minute

/** One minute after the last failure that is let pass, then two, four… */
const lockFor = (failures: number, allowed: number) =>
  failures < allowed ? 0 : Math.min(longest, 2 ** (failures - allowed) * minute)

/** Names that nobody has are forgotten after a day. */
const remembered = 24 * 60 * minute

const forgetStrangers = (db: Db, before: string) =>
  db
    .deleteFrom('sign_in')
    .where('last_failure_at', '<', before)
    .where('name', 'not in', eb => eb.selectFrom('user').select('code'))
    .execute()

/** An attempt that may be made, or until when none may. */
export type Attempt = { readonly until: string } | { readonly until: null }

/**
 * Counts an attempt as failed before its password is looked at, so that any number of programs that try at once have no
 * more tries than one.
 */
export const beginAttempt = (books: Books, typed: string): Promise<Attempt> =>
  books.db.transaction().execute(async tx => {
    const db = tx as Db
    const name = userNamePattern.test(typed) ? typed : nameless
    const now = books.now()
    const at = (ahead: number) => new Date(now.getTime() + ahead).toISOString()
    const before = (await recordOf(db, { name }))[0]
    // A clock that was set back locks nobody out for days.
    const until = before?.locked_until ?? null
    if (until !== null && until > now.toISOString() && until <= at(longest)) return { until }
    const { maximum_failures } = await readSecurity(db)
    const failures = (before?.failures ?? 0) + 1
    const pause = lockFor(failures, maximum_failures)
    await forgetStrangers(db, at(-remembered))
    await saveRecord(db, {
      name,
      failures,
      last_failure_at: now.toISOString(),
      locked_until: pause === 0 ? null : at(pause),
      last_sign_in_at: before?.last_sign_in_at ?? null,
    })
    return { until: null }
  })

/** Forgets what failed of somebody at work who then knew the password. */
export const forgiven = ({ db }: Books, name: string): Promise<unknown> =>
  db
    .transaction()
    .execute(tx =>
      tx
        .updateTable('sign_in')
        .set({ failures: 0, locked_until: null })
        .where('name', '=', name)
        .execute(),
    )

/** How it went before: shown to who signs in, so that a stranger's tries are seen. */
export interface Before {
  readonly last: string | null
  readonly failures: number
}

/** The attempt was a good one: what failed before is told and forgotten. */
export const signedIn = (books: Books, name: string): Promise<Before> =>
  books.db.transaction().execute(async tx => {
    const db = tx as Db
    const before = (await recordOf(db, { name }))[0]
    await saveRecord(db, {
      name,
      failures: 0,
      last_failure_at: before?.last_failure_at ?? null,
      locked_until: null,
      last_sign_in_at: books.now().toISOString(),
    })
    // The attempt itself had been counted.
    return {
      last: before?.last_sign_in_at ?? null,
      failures: Math.max(0, (before?.failures ?? 1) - 1),
    }
  })
