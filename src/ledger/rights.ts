import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Database, Flag, MenuSecurityTable, Role, UserTable } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'

type Db = Kysely<Database>

/**
 * What a verb asks of who carries it out (R35): the number of the function that it belongs to; or that books which have no
 * users yet are only begun; or nothing but being a user, for what concerns nobody else.
 */
export type Right = `${number}` | `${number}.${string}` | 'founding' | 'own'

/** Everything a user may be, in the order in which screens show it. */
export const roles = [
  'clerk',
  'manager',
  'dispatcher',
  'warehouse',
  'finance',
  'admin',
] as const satisfies readonly Role[]

const activeUser = kept<{ code: string }, UserTable>((db, hole) =>
  db
    .selectFrom('user')
    .selectAll()
    .where('code', '=', hole('code'))
    .where(eb => eb('active', '=', eb.lit(1))),
)

const anyUser = kept<object, { one: number }>(db =>
  db
    .selectFrom('user')
    .select(eb => eb.lit(1).as('one'))
    .limit(1),
)

const longestFirst = kept<{ number: string }, MenuSecurityTable>((db, hole) =>
  db
    .selectFrom('menu_security')
    .selectAll()
    // `7.1` is for 7.1.1 too, and not for 7.10.
    .where(eb =>
      eb(eb.val(hole('number')), 'like', eb('menu', '||', eb.val('.%')) as never).or(
        'menu',
        '=',
        hole('number'),
      ),
    )
    .orderBy(eb => eb.fn('length', ['menu']), 'desc')
    .limit(1),
)

type ByRole = Readonly<Record<Role, Flag>>

const together = (user: ByRole, entry: ByRole): boolean =>
  roles.some(role => user[role] === 1 && entry[role] === 1)

/** The user of this name, if there is one who may still work here. */
export const findUser = async (db: Db, code: string): Promise<UserTable | undefined> =>
  (await activeUser(db, { code }))[0]

const namedUser = kept<{ code: string }, { code: string }>((db, hole) =>
  db.selectFrom('user').select('code').where('code', '=', hole('code')),
)

/** Whether there is a user of this name, who may work here or not. */
const isKnown = async (db: Db, code: string): Promise<boolean> =>
  (await namedUser(db, { code })).length > 0

/** Says no to whom a right was not given. What nobody has a right to is denied to all. */
export const denied = async (db: Db, code: string, right: Right): Promise<Refused | undefined> => {
  if (right === 'founding') {
    return (await anyUser(db, {})).length > 0 ? refuse(null, msg.companyIsThere) : undefined
  }
  const user = await findUser(db, code)
  if (!user) return refuse(null, (await isKnown(db, code)) ? msg.userNotActive : msg.notAUser, code)
  if (right === 'own') return undefined
  const [entry] = await longestFirst(db, { number: right })
  return entry && together(user, entry) ? undefined : refuse(null, msg.notAllowed, right)
}

/** Whether a user may use the function of a number, as a question that can be asked often. */
export const rightsOf = async (db: Db, code: string): Promise<(number: string) => boolean> => {
  const user = await findUser(db, code)
  const entries = new Map<string, ByRole>()
  for (const entry of await db.selectFrom('menu_security').selectAll().execute()) {
    entries.set(entry.menu, entry)
  }
  return number => {
    if (!user) return false
    for (let menu = number; menu !== ''; menu = menu.slice(0, Math.max(0, menu.lastIndexOf('.')))) {
      const entry = entries.get(menu)
      if (entry) return together(user, entry)
    }
    return false
  }
}
