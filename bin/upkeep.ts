import { type Message, msg } from '../db/messages.ts'
import { asRefusal, DatabaseRefused, type Ledger } from '../db/open.ts'
import { accept, type Decision, refuse } from '../src/kernel/decision.ts'
import { type Notice, notice } from '../src/kernel/entry.ts'
import { sayNotice } from '../src/kernel/messages.ts'
import type { Books } from '../src/ledger/books.ts'
import { type Head, headOf, linkWith } from '../src/ledger/chain.ts'
import { sayFinding, verify } from '../src/ledger/checks.ts'
import { type Replayed, replay } from '../src/ledger/replay.ts'
import { backup } from '../src/upkeep/backup.ts'
import { examine, whoReads } from '../src/upkeep/doctor.ts'
import { readKey } from '../src/upkeep/key.ts'
import { restore } from '../src/upkeep/restore.ts'
import { complain, type Global, refused, say, withExistingLedger } from './commands.ts'
import { accountName, companyOf } from './who.ts'

interface SealedOptions {
  readonly keyFile?: string
  /** Books that aren't true are taken all the same. */
  readonly untrue?: boolean
}

const teller =
  ({ lang }: Global) =>
  (message: Message, ...about: (string | number)[]) =>
    say(sayNotice(notice(message, ...about), lang))

const tellHead = (options: Global, { number, hash }: Head) =>
  teller(options)(msg.headOfBooks, number, hash)

/** Tells a refusal in one line, a disk that is full too; the answer is the exit status. */
const failed = ({ lang }: Global, error: unknown): number => {
  const full = ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code))
  const known = full ? new DatabaseRefused(msg.databaseFull, '') : asRefusal(error)
  if (!(known instanceof DatabaseRefused)) throw error
  complain(sayNotice(notice(known.problem), lang))
  return 1
}

/** Who keeps the books needn't be one who works in them. */
const booksOf = ({ db }: Ledger): Books => ({ db, user: accountName(), now: () => new Date() })

const secondsSince = (begun: number) => ((performance.now() - begun) / 1000).toFixed(1)

interface VerifyOptions {
  readonly head?: string
  readonly replay?: boolean
}

/** What a head looks like. */
const hashes = /^[0-9a-f]{64}$/i

/** `dingdan verify`: every check of the books; status 1 when something is wrong, or could not be looked at as asked. */
export const verifyCommand = (options: Global, { head: noted, replay: again }: VerifyOptions) =>
  withExistingLedger(options, async ledger => {
    if (noted !== undefined && !hashes.test(noted.trim())) {
      return refused(options, refuse('head', msg.headMalformed, noted))
    }
    const company = await companyOf(ledger, options.db)
    if (!company.ok) return refused(options, company)
    const books = booksOf(ledger)
    const tell = teller(options)
    const findings = await verify(books)
    for (const finding of findings) say(sayFinding(finding, options.lang))
    if (findings.length === 0) tell(msg.booksAreTrue)
    const same = again ? tellReplayed(options, await replay(books)) : true
    tellHead(options, await headOf(books.db))
    const number = noted === undefined ? 0 : await linkWith(books.db, noted.trim().toLowerCase())
    if (number === undefined) tell(msg.headMissing, noted!)
    else if (noted !== undefined) tell(msg.headFound, number)
    return findings.length === 0 && same && number !== undefined ? 0 : 1
  })

/** Says what came of doing the log again; true when it came to the same books. */
const tellReplayed = (options: Global, { operations, untold, differences, findings }: Replayed) => {
  const tell = teller(options)
  for (const finding of findings) say(sayFinding(finding, options.lang))
  if (untold !== null) tell(msg.logTooOld, untold)
  else if (differences > 0) tell(msg.differencesInAll, differences)
  else tell(msg.logDoneAgain, operations)
  return untold === null && differences === 0
}

/** `dingdan backup FILE`: the books as they are, checked and sealed. */
export const backupCommand = async (
  options: Global,
  file: string,
  { keyFile, plain, untrue = false }: SealedOptions & { plain?: boolean },
): Promise<number> => {
  const begun = performance.now()
  if (plain && keyFile !== undefined) return refused(options, refuse('key', msg.plainAndKey))
  const key = plain ? accept(null) : await keyFor(keyFile, msg.plainOrKey)
  if (!key.ok) return refused(options, key)
  await warnOfOpenKey(options, keyFile)
  return withExistingLedger(options, async ledger => {
    const order = { path: options.db, file, key: key.value, untrue }
    const made = await backup(booksOf(ledger), order)
    if (!made.ok) return refused(options, made)
    const { manifest, bytes, untold, areTrue } = made.value
    teller(options)(msg.backupMade, file, (bytes / 1e6).toFixed(1), secondsSince(begun))
    if (!areTrue) warn(options, msg.untrueBackedUp)
    warnOfUntold(options, untold)
    tellHead(options, manifest.head)
    return 0
  }).catch(error => failed(options, error))
}

/** Checks alone don't say whether the rows are those of the log. */
const warnOfUntold = (options: Global, untold: number | null) => {
  if (untold !== null) warn(options, msg.logTooOld, untold)
}

const warn = ({ lang }: Global, message: Message, ...about: (string | number)[]) =>
  complain(sayNotice(notice(message, ...about), lang))

const keyFor = async (
  keyFile: string | undefined,
  missing: Message,
): Promise<Decision<string | null>> => {
  const key = await readKey(keyFile, process.env['DINGDAN_KEY'])
  return key.ok && key.value === null ? refuse('key', missing) : key
}

/** Whoever may read the key may read the backup. */
const warnOfOpenKey = async ({ lang }: Global, keyFile: string | undefined) => {
  const told = keyFile === undefined ? [] : await whoReads(keyFile, '600')
  for (const one of told) {
    if (one.message.level === 'warning') complain(sayNotice(one, lang))
  }
}

/** `dingdan restore FILE`: a backup, checked, in the place of the books. */
export const restoreCommand = async (
  options: Global,
  file: string,
  { keyFile, replace = false, untrue = false }: SealedOptions & { replace?: boolean },
): Promise<number> => {
  const begun = performance.now()
  const key = await readKey(keyFile, process.env['DINGDAN_KEY'])
  try {
    const order = { file, path: options.db, replace, untrue, now: () => new Date() }
    const done = key.ok ? await restore({ ...order, key: key.value }) : key
    if (!done.ok) return refused(options, done)
    const { manifest, kept, untold, areTrue } = done.value
    const tell = teller(options)
    tell(msg.restored, manifest.made_at, secondsSince(begun))
    if (kept !== null) tell(msg.formerKept, kept)
    if (!areTrue) warn(options, msg.untrueRestored)
    warnOfUntold(options, untold)
    tellHead(options, manifest.head)
    return 0
  } catch (error) {
    return failed(options, error)
  }
}

/** `dingdan doctor`: whether the machine and the files are such that the books are safe. */
export const doctorCommand = (options: Global) =>
  withExistingLedger(options, async ledger => {
    const told = await examine(booksOf(ledger), options.db)
    const fine = (one: Notice) => one.message.level === 'information'
    for (const one of told) say(`${fine(one) ? 'OK  ' : ''}${sayNotice(one, options.lang)}`)
    return told.every(fine) ? 0 : 1
  })
