import { msg } from '../../db/messages.ts'
import type { Instant, UserTable } from '../../db/schema.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { findUser } from '../ledger/rights.ts'
import {
  type Before,
  beginAttempt,
  passwordOf,
  signedIn,
  strengthenPassword,
} from '../ledger/sign-ins.ts'
import { type Cost, hashPassword, isPassword, isWeak, standard } from './password.ts'

/** Somebody who proved who they are. */
export interface SignedIn {
  readonly user: UserTable
  readonly before: Before
  /** The password was given by somebody else. */
  readonly mustChange: boolean
  /** Since when the password that they gave is theirs. */
  readonly since: Instant
}

/** The books before anybody signed in. */
type Doorway = Omit<Books, 'user'>

/**
 * Says who is there by name and password. A name that nobody has, a user who has left and a wrong password get the same
 * answer after the same time; after some failures nobody gets in under the name for a while.
 */
export const signIn = async (
  doorway: Doorway,
  typed: { readonly name: string; readonly password: string },
  cost: Cost = standard,
): Promise<Decision<SignedIn>> => {
  const name = typed.name.trim().toLowerCase()
  const books: Books = { ...doorway, user: name }
  const { until } = await beginAttempt(books, name)
  if (until !== null) return refuse('password', msg.lockedOut, minutesLeft(doorway.now(), until))
  const user = await findUser(books.db, name)
  const kept = user && (await passwordOf(books.db, name))
  const fits = await isPassword(typed.password, kept?.hash, cost)
  if (!user || !kept || !fits) return refuse('password', msg.wrongPassword)
  if (isWeak(kept.hash, cost)) {
    await strengthenPassword(books.db, kept, await hashPassword(typed.password, cost))
  }
  const { temporary, changed_at: since } = kept
  return accept({ user, before: await signedIn(books, name), mustChange: temporary === 1, since })
}

/** Whole minutes until somebody may try again. */
export const minutesLeft = (now: Date, until: string) =>
  Math.max(1, Math.ceil((Date.parse(until) - now.getTime()) / 60_000))
