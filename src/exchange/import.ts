import { createHash, randomUUID } from 'node:crypto'
import { msg } from '../../db/messages.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { notice } from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import { sayNotice } from '../kernel/messages.ts'
import { type Books, momentOf } from '../ledger/books.ts'
import { perform, type Verb } from '../ledger/perform.ts'
import { type ImportKind, masterKinds } from './import-kinds.ts'
import { judgeMasters, judgePrices } from './import-masters.ts'
import { judgeOrders } from './import-orders.ts'
import { judgeStock } from './import-stock.ts'
import type { Judged } from './judged.ts'
import { type Problem, refusedAt, sayProblem } from './problem.ts'
import { type ImportAsk, type ImportRows, readImport } from './read-import.ts'

export type { ImportAsk }

export type Imported =
  | { readonly ok: true; readonly records: number; readonly repeated: boolean }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** So many faults are told at once; a wrong map has one in every row. */
const mostProblems = 100

/** Brings in files in one transaction: all of it, or nothing and all that is wrong. */
export const importFiles = async (books: Books, ask: ImportAsk): Promise<Imported> => {
  const rows = await readImport(ask, dayOf(books.now()))
  if (rows.problems.length > 0) return failed(rows.problems)
  const request = { kind: ask.kind, files: ask.files, map: ask.map ?? null }
  const verb = importing(ask.kind, rows)
  const done = await perform(books, verb, request, {
    id: intentOf(ask.kind, rows),
    screen: 'import',
    byContent: true,
  })
  if (done.ok) return { ok: true, records: done.value.result, repeated: done.value.repeated }
  // A file that was refused is judged once more, to tell all that is wrong of it.
  const { problems } = await judge(books, ask.kind, rows)
  // Where no row is wrong, whoever asked may not.
  const whole = { file: ask.files[0]!, line: 0 }
  return failed(problems.length > 0 ? problems : [refusedAt(whole, done.refusal)])
}

const failed = (problems: readonly Problem[]): Imported => ({
  ok: false,
  problems: problems.slice(0, mostProblems),
})

/** Stock and orders that come a second time, cell for cell, are the same intent: nothing is doubled. */
const intentOf = (kind: ImportKind, { heads, lines }: ImportRows) => {
  if (kind !== 'stock' && kind !== 'orders') return randomUUID()
  const content = JSON.stringify([kind, heads.map(row => row.values), lines.map(row => row.values)])
  return `import-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`
}

const importing = (kind: ImportKind, rows: ImportRows): Verb<object, Judged, number> => ({
  right: '36.15.1',
  read: books => judge(books, kind, rows),
  decide: (_, { problems, posting, records }) =>
    problems[0]
      ? refuse(problems[0].field, problems[0].message, ...problems[0].about)
      : accept({ result: records, posting }),
})

const judge = (books: Books, kind: ImportKind, { heads, lines }: ImportRows): Promise<Judged> => {
  const moment = momentOf(books)
  switch (kind) {
    case 'orders':
      return judgeOrders(books, heads, lines, moment)
    case 'stock':
      return judgeStock(books, heads, moment)
    case 'prices':
      return judgePrices(books, heads, moment)
    default:
      return judgeMasters(books, masterKinds[kind], heads, moment)
  }
}

/** What an import came to, a line each: what is wrong by file and line, or how much was brought in. */
export const sayImported = (imported: Imported, language: Language): string[] => {
  if (!imported.ok) {
    const { problems } = imported
    const count = problems.length < mostProblems ? String(problems.length) : `${mostProblems}+`
    return [
      ...problems.map(problem => sayProblem(problem, language)),
      sayNotice(notice(msg.importRefused, count), language),
    ]
  }
  const said = imported.repeated
    ? notice(msg.importDoneBefore)
    : notice(msg.importDone, imported.records)
  return [sayNotice(said, language)]
}
