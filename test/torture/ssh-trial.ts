import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ClerkName, type Host, until } from '../ssh/host.ts'
import { type Call, callIn, type Line } from '../ssh/line.ts'
import { openCompany } from '../support/company.ts'
import type { Chance } from './chance.ts'

/** What a trial works with; lines that it leaves open are cut after it. */
export interface Trying {
  readonly host: Host
  readonly rounds: number
  readonly chance: Chance
  readonly call: (name: ClerkName, how?: Call) => Line
}

/** One way in which a line could give more than it should, or lose something; answers what was wrong. */
export type Trial = (trying: Trying) => Promise<readonly string[]>

/** Those of some claims that don't hold. */
export const wrongOf = (claims: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.entries(claims).flatMap(([words, holds]) => (holds ? [] : [words]))

/** What a program answers; one that goes on is ended after a while. */
export const answerOf = (
  [command, ...args]: readonly string[],
  { input = '', within = 5000, env = {} as Record<string, string> } = {},
) =>
  new Promise<{ status: number | null; said: string }>(resolve => {
    const child = spawn(command!, args, { env: { ...process.env, ...env } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        said += chunk
      })
    }
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    const late = setTimeout(() => child.kill('SIGKILL'), within)
    child.once('close', status => {
      clearTimeout(late)
      resolve({ status, said })
    })
  })

/** Processes that work for a clerk's line. */
export const working = (host: Host) =>
  host.processes().filter(({ user, words }) => user !== 'root' || /\bsudo\b/.test(words))

/** Node at work, for one line that is open. */
export const nodeOf = (host: Host): number => {
  const found = host.processes().find(({ words }) => /^\S*node .*dingdan\.cjs/.test(words))
  if (!found) throw new Error('the program does not run')
  return found.pid
}

/** Waits until nobody is at work on the host any more. */
export const nobodyWorks = (host: Host, within?: number) =>
  until(() => working(host).length === 0, 'nobody is at work', within)

/** The lines of a trial, to be cut when it is over. */
export const createLines = (host: Host) => {
  const open: Line[] = []
  return {
    call: (name: string, how: Call = {}) => {
      const line = callIn(host, name, how)
      open.push(line)
      return line
    },
    cutAll: async () => {
      for (const line of open.splice(0)) await line.cut()
      await nobodyWorks(host)
    },
  }
}

/** What is in the books. */
export const inBooks = async ({ path }: Host) => {
  const books = await openCompany(path)
  const orders = await books.db
    .selectFrom('sales_order')
    .select(['number', 'entered_by'])
    .orderBy('number')
    .execute()
  const drafts = await books.db.selectFrom('draft').select(['id', 'created_by']).execute()
  await books.db.destroy()
  return { orders, drafts }
}

/** Throws away what a trial left unfinished, or the next would be offered it. */
export const forgetDrafts = async ({ path }: Host) => {
  const { db } = await openCompany(path)
  await db.deleteFrom('draft').execute()
  await db.destroy()
}

/** What was left by whatever ran that shouldn't. */
export const marks = ({ home }: Host) => readdirSync(join(home, 'marks'))
