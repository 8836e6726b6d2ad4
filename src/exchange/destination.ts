import type { Writable } from 'node:stream'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { readPaperControl } from '../paper/printer.ts'
import { formOf, type PaperForm } from './forms.ts'
import { dropOutput, openOutput, type Spool } from './output.ts'
import { openPrinter, type RunPrinter } from './print.ts'

/** What writes something, whole. */
export type Write = (out: Writable) => Promise<void>

/** What is ready to be written to, once. */
export interface Opened {
  /** Writes it; the answer tells where it went. */
  readonly write: (write: Write) => Promise<Decision<Notice>>
  /** Takes back what nothing was written to. */
  readonly drop: () => Promise<void>
}

/** Where a clerk's output goes, and the form that it takes there; nothing is opened before it is known what to write. */
export interface Destination {
  readonly form: PaperForm
  readonly open: () => Promise<Decision<Opened>>
}

/** Where files and papers may go. */
export interface Outlets {
  /** Where files that a clerk asks for are written. */
  readonly spool: Spool
  readonly runPrinter: RunPrinter
}

/** The form of a file that is named; papers in it are laid out as 36.13.24 says. */
export const fileForm = async (books: Books, name: string): Promise<PaperForm> => {
  const { page_length, form_feed } = await readPaperControl(books)
  return { kind: formOf(name), pageLength: page_length, formFeed: form_feed === 1 }
}

/** What a disk says that has no room or no strength left. */
const diskFault = /^E(?:NOSPC|DQUOT|FBIG|IO|ROFS)$/

const openFile = async (name: string, spool: Spool): Promise<Decision<Opened>> => {
  const output = await openOutput(name, spool)
  if (!output.ok) return output
  const { path, stream } = output.value
  const drop = () => dropOutput(output.value)
  return accept({
    drop,
    write: async write => {
      try {
        await write(stream)
      } catch (error) {
        await drop()
        if (!diskFault.test(String((error as NodeJS.ErrnoException).code))) throw error
        return refuse('output', msg.outputExists, name)
      }
      return accept(notice(msg.outputWritten, path))
    },
  })
}

/** What a clerk typed into Output: what has a point in it is a new file of their own, anything else a printer. */
export const findDestination = async (
  books: Books,
  name: string,
  { spool, runPrinter }: Outlets,
): Promise<Decision<Destination>> => {
  if (name.includes('.')) {
    return accept({ form: await fileForm(books, name), open: () => openFile(name, spool) })
  }
  const printer = await openPrinter(books, name, runPrinter)
  if (!printer.ok) return printer
  const { code, form, print } = printer.value
  return accept({
    form,
    open: async () =>
      accept({
        drop: async () => {},
        write: async write => {
          const printed = await print(write)
          return printed.ok ? accept(notice(msg.printedOn, code)) : printed
        },
      }),
  })
}
