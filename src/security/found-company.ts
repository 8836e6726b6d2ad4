import { defaultRights } from '../../db/default-rights.ts'
import { msg } from '../../db/messages.ts'
import type { CompanyTable } from '../../db/schema.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { blankRow } from '../ledger/master.ts'
import type { Verb } from '../ledger/perform.ts'
import { roles } from '../ledger/rights.ts'
import { userNamePattern } from '../ledger/sign-ins.ts'

/** A company that is to be, and who may do everything in it until there are others. */
export interface Founding {
  readonly company: CompanyTable
  readonly user: { readonly code: string; readonly name: string }
  /** The founder's password, as it is kept; null where the operating system says who is there. */
  readonly hash: string | null
}

const everyRole = Object.fromEntries(roles.map(role => [role, 1]))

/** Begins the books of a company: its first user, who may do what, and how doors are kept. */
export const foundCompany: Verb<Founding, null, null> = {
  right: 'founding',
  logged: ({ company, user }) => ({ company, user }),
  read: async () => null,
  decide: ({ company, user, hash }) => {
    if (!userNamePattern.test(user.code)) return refuse('admin', msg.userNameInvalid)
    return accept({
      result: null,
      posting: {
        saves: [
          { table: 'company', row: company },
          { table: 'security_control', row: blankRow('security_control') },
          ...defaultRights.map(row => ({ table: 'menu_security' as const, row })),
          { table: 'user', row: { ...blankRow('user'), ...user, ...everyRole } },
        ],
        ...(hash === null ? {} : { secrets: [{ user: user.code, hash, temporary: 1 as const }] }),
      },
    })
  },
}
