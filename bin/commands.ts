import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { msg } from '../db/messages.ts'
import { asRefusal, DatabaseRefused, type Ledger, openLedger } from '../db/open.ts'
import { fileForm } from '../src/exchange/destination.ts'
import { importFiles, sayImported } from '../src/exchange/import.ts'
import { type ImportKind, importKinds } from '../src/exchange/import-kinds.ts'
import { load } from '../src/exchange/load.ts'
import { dropOutput, openOutputFile } from '../src/exchange/output.ts'
import { sayProblem } from '../src/exchange/problem.ts'
import { type Asked, inquiryWriter, readRange } from '../src/exchange/write-inquiry.ts'
import { type Decision, type Refusal, type Refused, refuse } from '../src/kernel/decision.ts'
import { notice, type Ranges } from '../src/kernel/entry.ts'
import type { Language } from '../src/kernel/format.ts'
import { sayNotice } from '../src/kernel/messages.ts'
import { harmless } from '../src/kernel/text.ts'
import type { Books } from '../src/ledger/books.ts'
import { createHost } from './host.ts'
import { companyOf, trustedUser } from './who.ts'

/** What every command is told. */
export interface Global {
  readonly db: string
  readonly lang: Language
}

/** A line for whoever asked. */
export const say = (text: string) => void process.stdout.write(`${harmless(text)}\n`)
/** A line about what is wrong. */
export const complain = (text: string) => void process.stderr.write(`${harmless(text)}\n`)

/** A refusal in a line of words. */
export const refusalText = ({ message, about }: Refusal, language: Language) =>
  sayNotice({ message, about }, language)

/** What SQLite keeps in memory, or in a file that goes at the end. */
const keptNowhere = new Set([':memory:', ''])

/** Opens a file for a command and closes it again. What the database refuses is told in one line. */
export const withLedger = async (
  { db, lang }: Global,
  work: (ledger: Ledger) => Promise<number>,
): Promise<number> => {
  if (keptNowhere.has(db)) return refused({ db, lang }, refuse(null, msg.databaseKeptNowhere))
  const ledger = await openLedger(db)
  try {
    return await work(ledger)
  } catch (error) {
    const known = asRefusal(error)
    if (!(known instanceof DatabaseRefused)) throw error
    complain(sayNotice(notice(known.problem), lang))
    return 1
  } finally {
    await ledger.close()
  }
}

/** Says why not; the answer is the exit status. */
export const refused = ({ lang }: Global, { refusal }: Refused): number => {
  complain(refusalText(refusal, lang))
  return 1
}

/** A file that must be there already: a misspelt name shouldn't make empty books. */
export const withExistingLedger = (
  options: Global,
  work: (ledger: Ledger) => Promise<number>,
): Promise<number> => {
  if (existsSync(options.db)) return withLedger(options, work)
  return Promise.resolve(refused(options, refuse(null, msg.databaseNotThere, options.db)))
}

/** Books to work in without a screen, by a user whom the operating system vouches for. */
const withBooks = (
  options: Global,
  work: (books: Books, ledger: Ledger) => Promise<number>,
): Promise<number> =>
  withExistingLedger(options, async ledger => {
    const company = await companyOf(ledger, options.db)
    const user = company.ok ? await trustedUser(ledger, company.value) : company
    if (!user.ok) return refused(options, user)
    return work({ db: ledger.db, user: user.value, now: () => new Date() }, ledger)
  })

interface RunOptions {
  readonly range: readonly string[]
  readonly output: string
}

/** `dingdan run 7.1.20.13`: an inquiry into a file or a pipe. */
export const runCommand = (options: Global, number: string, { range, output }: RunOptions) =>
  withBooks(options, async (books, ledger) => {
    const { lang: language } = options
    const host = await createHost({ ledger, user: books.user, language })
    const inquiry = host.screen(host.program(number.replace(/\.[pwr]$/, '')) ?? number)
    if (inquiry?.kind !== 'inquiry') {
      complain(
        sayNotice(notice(inquiry ? msg.notAnInquiry : msg.notAValidChoice, number), language),
      )
      return 1
    }
    let ranges: Ranges = {}
    for (const typed of range) {
      const read = readRange(inquiry.ranges, typed, books.now())
      if (!read.ok) {
        complain(`--range ${typed}: ${refusalText(read.refusal, language)}`)
        return 1
      }
      ranges = { ...ranges, ...read.value }
    }
    const asked = { inquiry, ranges, language }
    const written = await writeTo(books, asked, output)
    return written.ok ? 0 : refused(options, written)
  })

/** Standard output as CSV or text, else a new file. */
const writeTo = async (books: Books, asked: Asked, output: string): Promise<Decision<unknown>> => {
  const piped = output === 'csv' || output === 'text'
  const form = await fileForm(books, piped ? `.${output}` : output)
  const writer = await inquiryWriter(books, asked, form)
  if (!writer.ok) return writer
  const file = piped ? null : await openOutputFile(output)
  if (file?.ok === false) return file
  const intent = { id: randomUUID(), screen: asked.inquiry.code }
  const counted = await writer.value(intent)
  if (counted.ok) await counted.value(file?.value.stream ?? process.stdout)
  else if (file) await dropOutput(file.value)
  return counted
}

/** `dingdan load FILE`: keystrokes from a file, through the same screens. */
export const loadCommand = (options: Global, file: string, { dryRun }: { dryRun?: boolean }) =>
  withBooks(options, async (books, ledger) => {
    const { lang: language } = options
    const loaded = await load({
      file,
      ledger,
      hostOn: one => createHost({ ledger: one, user: books.user, language }),
      dryRun: dryRun ?? false,
      tell: told => say(sayProblem(told, language)),
    })
    const done = dryRun ? msg.loadTried : msg.loadDone
    say(sayNotice(notice(done, loaded.done, loaded.refused), language))
    return loaded.refused === 0 ? 0 : 1
  })

/** `dingdan import KIND FILE…`: CSV by a map of columns, all or nothing. */
export const importCommand = (
  options: Global,
  kind: string,
  files: readonly string[],
  { map }: { map?: string },
) =>
  withBooks(options, async books => {
    const known = importKinds.find(one => one === kind) as ImportKind | undefined
    if (!known) {
      complain(sayNotice(notice(msg.notAChoice, importKinds.join(', ')), options.lang))
      return 1
    }
    const imported = await importFiles(books, { kind: known, files, map })
    for (const line of sayImported(imported, options.lang)) (imported.ok ? say : complain)(line)
    return imported.ok ? 0 : 1
  })
