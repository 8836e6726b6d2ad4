import { msg } from '../../db/messages.ts'
import type { PaperControlTable, PrinterTable } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { masterData, settingsData } from '../ledger/master.ts'

/** A program with its whole path, and its arguments as they are handed over. */
export type PrinterCommand = readonly [program: string, ...rest: string[]]

const word = /(?:[^\s"']|"[^"]*"|'[^']*')+/g
const words = new RegExp(`^\\s*(?:${word.source}(?:\\s+|$))+$`)

/**
 * Takes a command apart: words between blanks, quotes around what holds blanks, nothing else means anything. Null when a
 * quote is left open, or when the program is looked for somewhere: who may set PATH would choose what runs.
 */
export const commandOf = (text: string): PrinterCommand | null => {
  if (!words.test(text)) return null
  const [program = '', ...rest] = (text.match(word) ?? []).map(one =>
    one.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  )
  return program.startsWith('/') ? [program, ...rest] : null
}

/** A page shorter than this has no room for a heading and goods. */
const shortest = 30

const lengthTrouble = (row: { readonly page_length: number }): Refused | undefined =>
  row.page_length !== 0 && row.page_length < shortest
    ? refuse('page_length', msg.pageTooShort)
    : undefined

/** Printers; the command of one must be such that it can be run. */
export const printers = masterData<'printer', null>('printer', {
  read: async () => null,
  check: ({ row }) =>
    commandOf(row.command) === null
      ? refuse('command', msg.printerCommandWrong)
      : lengthTrouble(row),
})

/** How papers are written into files. */
export const paperControl = settingsData<'paper_control', null>('paper_control', {
  read: async () => null,
  check: ({ row }) => lengthTrouble(row),
})

/** How papers are written into files and shown on the screen. */
export const readPaperControl = ({ db }: Books): Promise<PaperControlTable> =>
  db.selectFrom('paper_control').selectAll().executeTakeFirstOrThrow()

/** A printer by its name as hands type it. */
export const findPrinter = ({ db }: Books, name: string): Promise<PrinterTable | undefined> =>
  db.selectFrom('printer').selectAll().where('code', '=', name.toUpperCase()).executeTakeFirst()
