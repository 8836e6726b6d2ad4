import { randomUUID } from 'node:crypto'
import { asRefusal, DatabaseRefused, type Ledger } from '../db/open.ts'
import { lookups } from '../screens/lookups.ts'
import { codeOf, menuOf, screenOf } from '../screens/menu.ts'
import { openPaperOutlet } from '../src/exchange/paper-outlet.ts'
import type { RunPrinter } from '../src/exchange/print.ts'
import { writeOut } from '../src/exchange/write-inquiry.ts'
import type { Language } from '../src/kernel/format.ts'
import type { Books } from '../src/ledger/books.ts'
import { createDraftStore, type Holder } from '../src/ledger/drafts.ts'
import { rightsOf } from '../src/ledger/rights.ts'
import type { Host, Position } from '../src/session/host.ts'
import { runPrinter } from './printer.ts'
import { thisProgram } from './this-program.ts'

export interface HostOptions {
  readonly ledger: Pick<Ledger, 'db'> & Partial<Pick<Ledger, 'waits'>>
  readonly user: string
  readonly language: Language
  readonly now?: () => Date
  /** Who holds the drafts; this program where nobody else is named. */
  readonly holder?: Holder
  /** Where files that clerks ask for are written, each into a directory of their own. */
  readonly directory?: string
  /** Gives a paper to a printer's command. */
  readonly runPrinter?: RunPrinter
}

/** What a session stands on: our screens over an open ledger. */
export const createHost = async (options: HostOptions): Promise<Host<Books>> => {
  const { ledger, user, language, directory = 'output' } = options
  const now = options.now ?? (() => new Date())
  const context: Books = { db: ledger.db, user, now }
  const outlets = { spool: { directory, user }, runPrinter: options.runPrinter ?? runPrinter }
  const company = await ledger.db.selectFrom('company').selectAll().executeTakeFirst()
  return {
    context,
    language,
    company: company?.name ?? '',
    menu: menuOf(await rightsOf(ledger.db, user)),
    may: async code => (await rightsOf(ledger.db, user))(code),
    screen: screenOf,
    program: codeOf,
    lookup: name => lookups[name],
    drafts: createDraftStore<Position>(context, options.holder ?? thisProgram),
    ...(ledger.waits ? { waits: ledger.waits } : {}),
    now,
    newId: randomUUID,
    write: ({ inquiry, ranges, name, intent }) =>
      writeOut(context, { inquiry, ranges, language }, name, {
        ...outlets,
        intent,
      }),
    outlet: name => openPaperOutlet(context, name, { language, ...outlets }),
    problem: error => {
      const known = asRefusal(error)
      return known instanceof DatabaseRefused ? known.problem : null
    },
  }
}
