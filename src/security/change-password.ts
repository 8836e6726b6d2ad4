import { msg } from '../../db/messages.ts'
import type { Instant, PasswordTable, SecurityControlTable, UserTable } from '../../db/schema.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { perform, type Verb } from '../ledger/perform.ts'
import { findUser } from '../ledger/rights.ts'
import { beginAttempt, forgiven, passwordOf, readSecurity } from '../ledger/sign-ins.ts'
import { type Cost, hashPassword, isPassword, isSimple, standard } from './password.ts'
import { minutesLeft } from './sign-in.ts'

interface Change {
  /** What was kept when the old password was asked for. */
  readonly before: string
  readonly hash: string
}

/** Whose password it is, and since when. */
interface OwnPassword {
  readonly user: string
  readonly since: Instant
}

/** A user's own password: nobody else's can be changed by it. */
const changePassword: Verb<Change, PasswordTable | undefined, OwnPassword> = {
  right: 'own',
  logged: () => ({}),
  read: ({ db, user }) => passwordOf(db, user),
  decide: ({ before, hash }, kept, { user, now: since }) =>
    kept?.hash === before
      ? accept({ result: { user, since }, posting: { secrets: [{ user, hash, temporary: 0 }] } })
      : refuse('old_password', msg.wrongPassword),
}

interface Facts {
  readonly user: UserTable
  readonly control: SecurityControlTable
  readonly oldFits: boolean
}

/** Refusals in the order in which the fields stand. */
const decideNewPassword = (values: Values, facts: Facts): Decision<string> => {
  const [old, wanted, again] = ['old_password', 'new_password', 'again'].map(
    name => textIn(values, name) ?? '',
  ) as [string, string, string]
  const { user, control } = facts
  if (!facts.oldFits) return refuse('old_password', msg.wrongPassword)
  if ([...wanted].length < control.minimum_length) {
    return refuse('new_password', msg.passwordTooShort, control.minimum_length)
  }
  if (wanted === old) return refuse('new_password', msg.passwordNotNew)
  if (isSimple(wanted, user.code, user.name)) return refuse('new_password', msg.passwordSimple)
  if (wanted !== again) return refuse('again', msg.passwordsDiffer)
  return accept(wanted)
}

/** Changes the password of who is at work, who must know the old one. */
export const changeOwnPassword = async (
  books: Books,
  values: Values,
  intent: { readonly id: string; readonly screen: string },
  cost: Cost = standard,
): Promise<Decision<OwnPassword>> => {
  const user = await findUser(books.db, books.user)
  if (!user) return refuse(null, msg.notAUser, books.user)
  // A screen left open is no place to try passwords at: it counts as the door does.
  const { until } = await beginAttempt(books, user.code)
  if (until !== null) {
    return refuse('old_password', msg.lockedOut, minutesLeft(books.now(), until))
  }
  const kept = await passwordOf(books.db, user.code)
  const oldFits = await isPassword(textIn(values, 'old_password') ?? '', kept?.hash)
  if (oldFits) await forgiven(books, user.code)
  const control = await readSecurity(books.db)
  const wanted = decideNewPassword(values, { user, control, oldFits })
  if (!wanted.ok) return wanted
  const change = { before: kept?.hash ?? '', hash: await hashPassword(wanted.value, cost) }
  const done = await perform(books, changePassword, change, intent)
  return done.ok ? accept(done.value.result) : done
}
