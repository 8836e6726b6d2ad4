import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { msg } from '../db/messages.ts'
import type { Ledger } from '../db/open.ts'
import type { CompanyTable } from '../db/schema.ts'
import { demoUser } from '../src/exchange/demo.ts'
import { accept, type Decision, refuse } from '../src/kernel/decision.ts'
import { findUser } from '../src/ledger/rights.ts'

interface Program {
  readonly name: string
  readonly parent: string
  /** The accounts that it runs as: who started it, and whose rights it has. */
  readonly accounts: readonly string[]
}

/** What Linux says of a program that runs; undefined where it says nothing. */
const programAt = (pid: string): Program | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const said = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
    return { name: said('Name'), parent: said('PPid'), accounts: said('Uid').split(/\s+/) }
  } catch {
    return undefined
  }
}

/**
 * Whether sudo made us the account that we are: above us, and whatever else runs as that, it waits with root's rights, and
 * another account started it. What else of root's may be called sudo through a link, somebody would have started as theirs.
 */
const isBySudo = (): boolean => {
  const own = String(process.geteuid?.())
  // Root may say it is anybody, and be so.
  if (own === '0') return true
  let above = programAt(String(process.ppid))
  while (above?.accounts.every(one => one === own)) above = programAt(above.parent)
  const [started, rights] = above?.accounts ?? []
  return above?.name === 'sudo' && rights === '0' && started !== own
}

/** The account that this program was started for: whoever used sudo, else its own; the environment alone is not believed. */
export const accountName = (): string => {
  const { SUDO_USER: asked } = process.env
  return (asked !== undefined && isBySudo() ? asked : userInfo().username).toLowerCase()
}

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
