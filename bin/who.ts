import { userInfo } from 'node:os'
import { msg } from '../db/messages.ts'
import type { Ledger } from '../db/open.ts'
import type { CompanyTable } from '../db/schema.ts'
import { demoUser } from '../src/exchange/demo.ts'
import { accept, type Decision, refuse } from '../src/kernel/decision.ts'
import { findUser } from '../src/ledger/rights.ts'

/** The account that this program was started for: whoever used sudo, else its own. */
export const accountName = (): string =>
  (process.env['SUDO_USER'] ?? userInfo().username).toLowerCase()

/** The company of these books. */
export const companyOf = async (
  { db }: Pick<Ledger, 'db'>,
  path: string,
): Promise<Decision<CompanyTable>> => {
  const company = await db.selectFrom('company').selectAll().executeTakeFirst()
  return company ? accept(company) : refuse(null, msg.companyNotThere, path)
}

/**
 * The user whom nobody asks for a password: in a company to practise in whoever was named, else the one whom the
 * operating system has let in to these books' file.
 */
export const trustedUser = async (
  { db }: Pick<Ledger, 'db'>,
  company: CompanyTable,
): Promise<Decision<string>> => {
  const name = company.is_demo ? (process.env['DINGDAN_USER'] ?? demoUser) : accountName()
  return (await findUser(db, name)) ? accept(name) : refuse(null, msg.notAUser, name)
}
