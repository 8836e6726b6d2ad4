import { msg } from '../../db/messages.ts'
import type { UserTable } from '../../db/schema.ts'
import { accept, refuse } from '../kernel/decision.ts'
import type { Values } from '../kernel/entry.ts'
import { type MasterInput, type MasterRules, masterData, type SaveFacts } from '../ledger/master.ts'
import type { Verb } from '../ledger/perform.ts'
import { userNamePattern } from '../ledger/sign-ins.ts'

const otherAdmins: MasterRules<'user', number>['read'] = async (books, row) => {
  const { others } = await books.db
    .selectFrom('user')
    .select(eb => eb.fn.countAll<number>().as('others'))
    .where('admin', '=', 1)
    .where('active', '=', 1)
    .where('code', '<>', row.code)
    .executeTakeFirstOrThrow()
  return others
}

const isAdmin = (user: UserTable) => user.active === 1 && user.admin === 1

const plain = masterData('user', {
  read: otherAdmins,
  check: ({ row, more: others }) => {
    if (!userNamePattern.test(row.code)) return refuse('code', msg.userNameInvalid)
    if (others === 0 && !isAdmin(row)) return refuse('admin', msg.lastAdmin)
    return undefined
  },
  stays: (row, others) =>
    others === 0 && isAdmin(row) ? refuse('code', msg.lastAdmin) : undefined,
})

/** What is saved of a user, with a new password where one was given. */
export interface UserInput extends MasterInput {
  readonly hash?: string | null
}

/** A password that was given must be changed by its owner, and opens a door that was locked. */
const save: Verb<UserInput, SaveFacts<'user', number>, Values> = {
  ...plain.save,
  logged: ({ hash = null, ...rest }) => ({ ...rest, new_password: hash === null ? 0 : 1 }),
  decide: (input, facts, moment) => {
    const decision = plain.save.decide(input, facts, moment)
    if (!decision.ok) return decision
    const { result, posting } = decision.value
    const user = String(result['code'])
    const { hash = null, values } = input
    return accept({
      result,
      posting: {
        ...posting,
        ...(hash === null ? {} : { secrets: [{ user, hash, temporary: 1 as const }] }),
        ...(hash !== null || values['unlock'] === 1 ? { unlocks: [user] } : {}),
      },
    })
  },
}

/** Users; there is always an administrator who is active. */
export const users = { ...plain, save }
