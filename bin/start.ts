import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Field } from '../db/dictionary/field.ts'
import { dictionary } from '../db/dictionary/index.ts'
import { type Message, msg } from '../db/messages.ts'
import { fillDemo } from '../src/exchange/demo.ts'
import { isCurrency } from '../src/kernel/currency.ts'
import {
  type About,
  accept,
  type Decision,
  inField,
  type Refused,
  refuse,
} from '../src/kernel/decision.ts'
import { notice } from '../src/kernel/entry.ts'
import { readValue } from '../src/kernel/format.ts'
import { sayNotice } from '../src/kernel/messages.ts'
import { cells } from '../src/kernel/text.ts'
import type { Books } from '../src/ledger/books.ts'
import { perform } from '../src/ledger/perform.ts'
import { userNamePattern } from '../src/ledger/sign-ins.ts'
import { foundCompany } from '../src/security/found-company.ts'
import { hashPassword, newPassword } from '../src/security/password.ts'
import type { Door } from '../src/session/door.ts'
import { serve } from '../src/terminal/serve.ts'
import { openToOthers } from '../src/upkeep/doctor.ts'
import { complain, type Global, refusalText, refused, say, withLedger } from './commands.ts'
import { practise, signInFirst, vouchedFor } from './sign-in.ts'
import { accountName, companyOf, trustedUser } from './who.ts'

interface StartOptions {
  readonly trustSsh?: boolean
}

/** What makes Node, the loader or a shell run or read something else before this program has a say. */
const loadsCode =
  /^(?:NODE_(?!ENV$)|LD_|DYLD_|BASH_|GCONV_|(?:ENV|LOCPATH|OPENSSL_CONF|SHELLOPTS)$)/

const no = async (options: Global, ...why: [Message, ...About[]]) =>
  refused(options, refuse(null, ...why))

/** `dingdan`: the screens. A database that isn't there begins as the demo company. */
export const startCommand = async (
  options: Global,
  { trustSsh }: StartOptions,
): Promise<number> => {
  const isNew = !existsSync(options.db)
  if (trustSsh) {
    const meddled = Object.keys(process.env).find(name => loadsCode.test(name))
    if (meddled) return no(options, msg.unsafeEnvironment, meddled)
    // Clerks who come to work must not find a company to practise in because somebody moved the file.
    if (isNew) return no(options, msg.databaseNotThere, options.db)
    // Whoever can write the books can write any name into them; the log would be as open as its database.
    const open = await openToOthers(options.db)
    if (open) return no(options, msg.databaseOpenToOthers, ...open.about)
  }
  return withLedger(options, async ledger => {
    if (isNew) await fillDemo({ db: ledger.db, now: () => new Date() })
    const found = await companyOf(ledger, options.db)
    if (!found.ok) return refused(options, found)
    const company = found.value
    const directory = join(dirname(options.db), 'output')
    const place = { ledger, language: options.lang, directory }
    const { stdin: input, stdout: output, env } = process
    const atTerminal = { input, output, env, idle: ledger.checkpoint }
    if (!company.is_demo && !trustSsh) {
      return behindDoor(options, await signInFirst(place, company), atTerminal)
    }
    const user = await trustedUser(ledger, company)
    if (!user.ok) return refused(options, user)
    if (!company.is_demo) {
      return behindDoor(options, await vouchedFor(place, user.value), atTerminal)
    }
    await serve(await practise(place, user.value), atTerminal)
    return 0
  })
}

const behindDoor = async (
  { lang }: Global,
  door: Door,
  atTerminal: Parameters<typeof serve>[1],
): Promise<number> => {
  await serve(door, atTerminal)
  if (door.leftAlone) say(sayNotice(notice(msg.signedOut), lang))
  if (door.dismissed) say(sayNotice(notice(msg.dismissed), lang))
  return 0
}

interface InitOptions {
  readonly company: string
  readonly currency: string
  readonly admin?: string
  readonly name?: string
}

/** Reads what an option was given as a clerk's typing into a field is read; what is refused names the option. */
const readGiven = <Option extends string>(
  given: Readonly<Record<Option, readonly [typed: string, field: Field]>>,
): Decision<Record<Option, string>> => {
  const values: Record<string, string> = {}
  for (const [option, [typed, { label, format }]] of Object.entries<readonly [string, Field]>(
    given,
  )) {
    const read = readValue(typed, format, '')
    if (!read.ok) return inField(read, option)
    const text = String(read.value ?? '')
    const { width } = format as { readonly width: number }
    if (text === '') return refuse(option, msg.blankNotAllowed, label)
    if (cells(text) > width) return refuse(option, msg.longerThan, width, text)
    values[option] = text
  }
  return accept(values as Record<Option, string>)
}

/** `dingdan init`: the books of a real company, with one user who may do everything until there are others. */
export const initCommand = async (options: Global, asked: InitOptions): Promise<number> => {
  const admin = (asked.admin ?? accountName()).toLowerCase()
  const { company, user } = dictionary
  const read = readGiven({
    company: [asked.company, company.name],
    currency: [asked.currency, company.currency],
    admin: [admin, user.code],
    name: [asked.name ?? admin, user.name],
  })
  if (!read.ok) return refusedOption(options, read)
  const { currency } = read.value
  // Before any file is made.
  if (!userNamePattern.test(admin))
    return refusedOption(options, refuse('admin', msg.userNameInvalid))
  if (!isCurrency(currency)) {
    return refusedOption(options, refuse('currency', msg.notACurrency, currency))
  }
  return found(options, read.value)
}

const refusedOption = ({ lang }: Global, { refusal }: Refused): number => {
  complain(`${refusal.field === null ? '' : `--${refusal.field}: `}${refusalText(refusal, lang)}`)
  return 1
}

type Given = Readonly<Record<'company' | 'currency' | 'admin' | 'name', string>>

const found = (options: Global, given: Given): Promise<number> =>
  withLedger(options, async ledger => {
    const user = { code: given.admin, name: given.name }
    const company = { id: 1, name: given.company, currency: given.currency, is_demo: 0 } as const
    const password = newPassword()
    const books: Books = { db: ledger.db, user: user.code, now: () => new Date() }
    const founded = await perform(
      books,
      foundCompany,
      { company, user, hash: await hashPassword(password) },
      { id: randomUUID(), screen: 'init' },
    )
    if (!founded.ok) return refusedOption(options, founded)
    say(sayNotice(notice(msg.companyFounded, company.name, user.code), options.lang))
    say(sayNotice(notice(msg.initialPassword, user.code, password), options.lang))
    return 0
  })
