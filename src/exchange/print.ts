import { PassThrough, type Readable, type Writable } from 'node:stream'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { commandOf, findPrinter, type PrinterCommand } from '../paper/printer.ts'
import type { PaperForm } from './forms.ts'

/** Runs a printer's command with the paper on its input; answers why it failed, null when it didn't. */
export type RunPrinter = (command: PrinterCommand, paper: Readable) => Promise<string | null>

/** A printer that is ready to be given something. */
export interface ReadyPrinter {
  readonly code: string
  readonly form: PaperForm
  readonly print: (write: (out: Writable) => Promise<void>) => Promise<Decision<null>>
}

/** The printer that was typed into Output, if papers can be sent to it. */
export const openPrinter = async (
  books: Books,
  name: string,
  run: RunPrinter,
): Promise<Decision<ReadyPrinter>> => {
  const printer = await findPrinter(books, name)
  if (!printer) return refuse('output', msg.printerDoesNotExist, name)
  const { code, form, page_length, form_feed, active } = printer
  if (active === 0) return refuse('output', msg.printerNotActive, code)
  const command = commandOf(printer.command)
  if (!command) return refuse('output', msg.printerFailed, code, printer.command)
  return accept({
    code,
    form: { kind: form, pageLength: page_length, formFeed: form_feed === 1 },
    print: async write => {
      const paper = new PassThrough()
      const writing = write(paper).catch(stoppedReading)
      const why = await run(command, paper)
      // What was not read is not waited for.
      paper.destroy(why === null ? undefined : new Stopped())
      await writing
      return why === null ? accept(null) : refuse('output', msg.printerFailed, code, why)
    },
  })
}

/** Nobody reads the paper any more. */
class Stopped extends Error {}

const unread = new Set([
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
])

/** A printer that stops reading tells why by how it ends; any other error is ours. */
const stoppedReading = (error: unknown) => {
  const { code } = error as NodeJS.ErrnoException
  if (!(error instanceof Stopped) && !unread.has(code ?? '')) throw error
}
