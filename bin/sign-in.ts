import { randomUUID } from 'node:crypto'
import { msg } from '../db/messages.ts'
import type { Ledger } from '../db/open.ts'
import type { CompanyTable, UserTable } from '../db/schema.ts'
import { signInScreen } from '../screens/sign-in.ts'
import { shortTime } from '../src/kernel/calendar.ts'
import { type Notice, notice } from '../src/kernel/entry.ts'
import type { Books } from '../src/ledger/books.ts'
import { findUser } from '../src/ledger/rights.ts'
import { passwordOf, readSecurity } from '../src/ledger/sign-ins.ts'
import { type Cost, standard } from '../src/security/password.ts'
import type { SignedIn } from '../src/security/sign-in.ts'
import {
  createDoor,
  type Door,
  type Limits,
  type Locked,
  type Porter,
} from '../src/session/door.ts'
import type { Host } from '../src/session/host.ts'
import { createSession, type Session } from '../src/session/session.ts'
import { createHost, type HostOptions } from './host.ts'

const size = { columns: 80, rows: 24 }
const minutes = 60_000

type Place = Omit<HostOptions, 'user'> & {
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed?: () => number
  /** What a guess at a password costs. */
  readonly cost?: Cost
}

const limitsOf =
  ({ db }: Pick<Ledger, 'db'>) =>
  async (): Promise<Limits> => {
    const { lock_minutes, sign_out_minutes } = await readSecurity(db)
    return { lock: lock_minutes * minutes, leave: sign_out_minutes * minutes }
  }

/** What somebody hears who has just come in: since when, and whether others tried. */
const welcomeTo = ({ user, before }: SignedIn, now: Date): Notice => {
  if (before.last === null) return notice(msg.firstSignIn, user.name)
  const last = shortTime(before.last, now)
  return before.failures > 0
    ? notice(msg.failedSince, last, before.failures)
    : notice(msg.lastSignIn, user.name, last)
}

const isActive = async ({ db }: Pick<Ledger, 'db'>, code: string) =>
  (await findUser(db, code)) !== undefined

const sessionOf = async (place: Place, user: UserTable, welcome: readonly Notice[]) => {
  const language = user.language ?? place.language
  const host = await createHost({ ...place, user: user.code, language })
  return createSession(host, { welcome })
}

/** What a session before the door stands on: one screen, and nothing that could be kept or looked up. */
const doorway = async (
  place: Place,
  screen: ReturnType<typeof signInScreen>,
): Promise<Host<Books>> => {
  const host = await createHost({ ...place, user: '' })
  return {
    ...host,
    screen: () => screen,
    may: async () => true,
    lookup: () => undefined,
    newId: randomUUID,
  }
}

const askWho =
  (place: Place, company: CompanyTable) =>
  async (porter: Porter<SignedIn>, held: Locked<SignedIn> | null): Promise<Session> => {
    const { lock_minutes } = await readSecurity(place.ledger.db)
    const locked = held && {
      user: held.who.user.code,
      told:
        held.why === 'stale' ? notice(msg.passwordIsNew) : notice(msg.screenLocked, lock_minutes),
    }
    const screen = signInScreen({
      company: company.name,
      cost: place.cost ?? standard,
      porter,
      locked,
    })
    const language = held?.who.user.language ?? place.language
    return createSession(await doorway({ ...place, language }, screen), { screen: screen.code })
  }

/** A session that asks for name and password, and for the password again when its clerk was away. */
export const signInFirst = (place: Place, company: CompanyTable): Promise<Door> => {
  const now = place.now ?? (() => new Date())
  return createDoor<SignedIn>({
    ask: askWho(place, company),
    enter: who => sessionOf(place, who.user, [welcomeTo(who, now())]),
    limits: limitsOf(place.ledger),
    mayStay: who => isActive(place.ledger, who.user.code),
    // Whoever came in by a password that is no longer the user's may be anybody.
    isStale: async ({ user, since }) =>
      (await passwordOf(place.ledger.db, user.code))?.changed_at !== since,
    elapsed: place.elapsed ?? (() => performance.now()),
    size,
  })
}

/** A session of somebody for whom the operating system vouches: no password, so nothing to lock with. */
export const vouchedFor = async (place: Place, name: string): Promise<Door> => {
  const limits = limitsOf(place.ledger)
  return createDoor<string>({
    known: name,
    ask: () => Promise.reject(new Error('nobody to ask')),
    enter: async () => sessionOf(place, (await findUser(place.ledger.db, name))!, []),
    mayStay: code => isActive(place.ledger, code),
    isStale: async () => false,
    limits: async () => ({ ...(await limits()), lock: Number.POSITIVE_INFINITY }),
    elapsed: place.elapsed ?? (() => performance.now()),
    size,
  })
}

/** The demo company's clerk comes in without being asked, and is told so. */
export const practise = async (place: Place, name: string): Promise<Session> =>
  sessionOf(place, (await findUser(place.ledger.db, name))!, [notice(msg.demoSignIn, name)])
