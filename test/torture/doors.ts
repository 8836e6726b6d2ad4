import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultRights } from '../../db/default-rights.ts'
import { msg } from '../../db/messages.ts'
import type { Role } from '../../db/schema.ts'
import { screens } from '../../screens/menu.ts'
import { inquiryWriter } from '../../src/exchange/write-inquiry.ts'
import type { Decision } from '../../src/kernel/decision.ts'
import type { Draft } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { roles } from '../../src/ledger/rights.ts'
import { hashPassword, standard } from '../../src/security/password.ts'
import { signIn } from '../../src/security/sign-in.ts'
import { users } from '../../src/security/users.ts'
import type { EntryScreen } from '../../src/session/screen.ts'
import { carryOut, company } from '../support/company.ts'
import { runBroken, runProgram } from '../support/program.ts'
import { type Stage, sized } from './stage.ts'

const password = 'green harbour crane'

/** A user of each role alone, and one of none. */
const onlyRoles = async (books: Books) => {
  for (const role of [...roles, 'nothing'] as const) {
    const values = { code: role, name: role, ...(role === 'nothing' ? {} : { [role]: 1 }) }
    await carryOut(books, users.save, { values, hash: null })
  }
}

/** What the table of rights says, read by eye and not by the program: the longest number that fits. */
const mayBy = (role: Role | 'nothing', code: string): boolean => {
  if (role === 'nothing') return false
  const fits = defaultRights.filter(({ menu }) => `${code}.`.startsWith(`${menu}.`))
  const longest = Math.max(0, ...fits.map(({ menu }) => menu.length))
  return fits.some(entry => entry.menu.length === longest && entry[role] === 1)
}

type Write = readonly [
  what: string,
  commit: EntryScreen<Books>['commit'],
  code: string,
  draft?: Draft,
]

/** Screens in which what is chosen says which verb it is, with a right of its own. */
const chosen: Readonly<Record<string, readonly (readonly [right: string, draft: Draft])[]>> = {
  '7.1.5': [
    ['7.1.5.1', { confirmation: { next: 'audit' } }],
    ['7.1.5.2', { confirmation: { next: 'confirm' } }],
  ],
  '7.1.21.1': (['release', 'close', 'stop', 'resume', 'cancel', 'archive'] as const).map(
    (act, index) => [`7.1.21.1.${index + 1}`, { order_life: { act } }] as const,
  ),
  '7.1.23.1': [
    ['7.1.23.1', { change_entry: { judgement: 'withdraw' } }],
    ['7.1.23.1.1', { change_entry: { judgement: 'approve' } }],
    ['7.1.23.1.1', { change_entry: { judgement: 'refuse' } }],
  ],
}

const writes: readonly Write[] = screens.flatMap((screen): readonly Write[] =>
  screen.kind === 'entry'
    ? (chosen[screen.code]?.map(
        ([right, draft]) => [`${right} saves`, screen.commit, right, draft] as const,
      ) ?? [
        [`${screen.code} saves`, screen.commit, screen.code] as const,
        ...(screen.remove ? [[`${screen.code} deletes`, screen.remove, screen.code] as const] : []),
      ])
    : [],
)

const inquiries = screens.filter(screen => screen.kind === 'inquiry')

/** Reads an inquiry as `dingdan run` does, by everyone who may not, and by everyone who may. */
const readings = async (books: Books, mutant: string | undefined) => {
  const faults: string[] = []
  for (const inquiry of inquiries) {
    for (const role of [...roles, 'nothing', 'nobody'] as const) {
      const user = mutant === 'menu-only' ? 'anna' : role
      const asked = { inquiry, ranges: {}, language: 'en' } as const
      const form = { kind: 'csv', pageLength: 66, formFeed: false } as const
      const writer = await inquiryWriter({ ...books, user }, asked, form)
      const may = role !== 'nobody' && mayBy(role, inquiry.code)
      if (isDenied(writer) === may) {
        faults.push(`${inquiry.code} is read: ${role} ${may ? 'was kept out' : 'was let in'}`)
      }
    }
  }
  return faults
}

const isDenied = (decision: Decision<unknown> | null): boolean => {
  const number = decision && !decision.ok ? decision.refusal.message.number : 0
  return number === msg.notAllowed.number || number === msg.notAUser.number
}

/** Everyone's own password is everyone's own affair. */
const own = '36.3.3'

/** Every verb and every inquiry, called below the screens by everyone who may not, and by everyone who may. */
const matrix = async (mutant: string | undefined): Promise<{ asked: number; faults: string[] }> => {
  const books = await company()
  await onlyRoles(books)
  const faults: string[] = []
  let asked = 0
  for (const [what, commit, code, draft = {}] of writes.filter(one => one[2] !== own)) {
    for (const role of [...roles, 'nothing', 'nobody'] as const) {
      asked += 1
      const user = mutant === 'menu-only' ? 'anna' : role
      const intent = { id: randomUUID(), screen: code, opened: null }
      const decision = await commit({ ...books, user }, draft, intent).catch(() => null)
      const may = role !== 'nobody' && mayBy(role, code)
      if (isDenied(decision) === may)
        faults.push(`${what}: ${role} ${may ? 'was kept out' : 'was let in'}`)
    }
  }
  faults.push(...(await readings(books, mutant)))
  asked += inquiries.length * (roles.length + 2)
  await books.db.destroy()
  return { asked, faults }
}

/** How long names that somebody has and names that nobody has are looked at, in turns. */
const times = async (rounds: number, mutant: string | undefined) => {
  const books = await company()
  const hash = await hashPassword(password)
  const known = Array.from({ length: rounds }, (_, n) => `known${n}`)
  for (const code of known)
    await carryOut(books, users.save, { values: { code, name: code }, hash })
  const taken = { known: 0, unknown: 0 }
  for (const [n, code] of known.entries()) {
    for (const [side, name] of [
      ['known', code],
      ['unknown', `nobody${n}`],
    ] as const) {
      const cost =
        mutant === 'fast-unknown' && side === 'unknown' ? { ...standard, N: 1024 } : standard
      const begun = performance.now()
      await signIn(books, { name, password: 'wrong' }, cost)
      taken[side] += performance.now() - begun
    }
  }
  await books.db.destroy()
  return taken.unknown / taken.known
}

/** A program that counts no failure. */
const uncounted = {
  name: 'uncounted',
  file: 'src/ledger/sign-ins.ts',
  from: 'const failures = (before?.failures ?? 0) + 1',
  to: 'const failures = before?.failures ?? 0',
}

/** Programs try one name fifty times each at once: no more tries than one program has. */
const storm = async (programs: number, mutant: string | undefined) => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-doors-'))
  const path = join(directory, 'company.db')
  const books = await company(path)
  const hash = await hashPassword(password)
  await carryOut(books, users.save, { values: { code: 'carl', name: 'carl' }, hash })
  // Each try that is looked at takes half a second.
  const each = mutant === 'uncounted' ? '4' : '50'
  const knock = async (n: number) => {
    const name = mutant === 'new-names' ? `carl${n}` : 'carl'
    const asked = ['test/torture/knocker.ts', path, name, each] as const
    return Number(
      await (mutant === 'uncounted' ? runBroken(uncounted, ...asked) : runProgram(...asked)),
    )
  }
  const looked = await Promise.all(Array.from({ length: programs }, (_, n) => knock(n)))
  await books.db.destroy()
  await rm(directory, { recursive: true })
  return looked.reduce((sum, one) => sum + one, 0)
}

/** Who may come in, and what they may do there. */
export const doors: Stage = {
  name: 'doors',
  mutants: {
    'menu-only': 'only the menu asks who may',
    'fast-unknown': 'names that nobody has are refused at once',
    'new-names': 'failures are not counted together',
    uncounted: 'the program counts no failure',
  },
  run: async ({ size, mutant }) => {
    const { asked, faults } = await matrix(mutant)
    const rounds = mutant === 'fast-unknown' ? 3 : sized(size, 0, 20, 100)
    const ratio = rounds === 0 ? 1 : await times(rounds, mutant)
    // What is measured is half a second of work, twice: 15 % is the machine's other work.
    if (Math.abs(ratio - 1) > 0.15) faults.push(`unknown names take ${ratio.toFixed(2)} of known`)
    const programs = sized(size, 3, 8, 8)
    const looked = await storm(programs, mutant)
    const tries = `${programs * 50} tries`
    if (looked > 5) faults.push(`${looked} passwords were looked at in ${tries}`)
    const measured =
      `${asked} writes and readings by role, ${rounds} names known and unknown take 1 : ${ratio.toFixed(2)}, ` +
      `${looked} of ${tries} looked at; ${faults.length} faults`
    return { measured, faults }
  },
}
