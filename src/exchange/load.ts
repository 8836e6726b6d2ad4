import { readFile } from 'node:fs/promises'
import { openCopy } from '../../db/copy.ts'
import type { Ledger } from '../../db/open.ts'
import { accept } from '../kernel/decision.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import { type Message, msg, type Text } from '../kernel/messages.ts'
import type { Host } from '../session/host.ts'
import type { EntryScreen } from '../session/screen.ts'
import { allCells } from '../session/view/flow.ts'
import { isPoint, type LoadLine, readLines } from './load-lines.ts'
import { beginRecord, type LoadRecord, type Rest } from './load-record.ts'
import { type Problem, problemAt } from './problem.ts'

export interface LoadOptions<Context> {
  readonly file: string
  readonly ledger: Pick<Ledger, 'db'>
  /** The screens over the books, or over their copy in a dry run. */
  readonly hostOn: (ledger: Pick<Ledger, 'db'>) => Promise<Host<Context>>
  /** Does all of it on a copy of the books, and throws the copy away. */
  readonly dryRun?: boolean
  /** Hears refusals, warnings and what was saved, each as it happens. */
  readonly tell: (told: Problem) => void
}

export interface Loaded {
  /** Records that were saved; in a dry run, those that would be. */
  readonly done: number
  readonly refused: number
}

/**
 * Loads a file in QAD's CIM format through the screens: a line a frame, values between blanks, `-` keeps what stands
 * there, a point is F4, an empty line is F1. Good records are kept, whatever becomes of the others.
 */
export const load = async <C>(options: LoadOptions<C>): Promise<Loaded> => {
  const { file, ledger, hostOn, tell } = options
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) {
    tell(problemAt({ file, line: 0 }, null, msg.fileCannotBeRead, file))
    return { done: 0, refused: 1 }
  }
  if (!options.dryRun) return loadLines(await hostOn(ledger), { file, bytes, tell })
  const copy = await openCopy(ledger)
  try {
    return await loadLines(printsNothing(await hostOn(copy)), { file, bytes, tell })
  } finally {
    await copy.close()
  }
}

/** A dry run finds out where papers would go, and takes them back. */
const printsNothing = <C>(host: Host<C>): Host<C> => ({
  ...host,
  outlet: async name => {
    const opened = await host.outlet(name)
    if (!opened.ok) return opened
    const write = async () => {
      await opened.value.drop()
      return notice(msg.outputWritten, name)
    }
    return accept({ ...opened.value, write })
  },
})

interface Source {
  readonly file: string
  readonly bytes: Uint8Array
  readonly tell: (told: Problem) => void
}

const begins = /^@@batchload\s+(\S+)\s*$/i
const ends = /^@@end\s*$/i

/** Walks the lines of a file, batch by batch and record by record. */
const loadLines = async <C>(host: Host<C>, source: Source): Promise<Loaded> => {
  const tally = createTally(source)
  /** The screen of the batch; 'refused' skips all of it. */
  let batch: EntryScreen<C> | 'refused' | null = null
  let record: LoadRecord | null = null
  /** What follows of a record that was refused. */
  let rest: readonly Rest[] = []

  const begin = async (line: number, name: string) => {
    if (batch) end(line, msg.loadNotEnded)
    const screen = screenOf(host, name)
    const may = screen && (await host.may(screen.code))
    batch = may ? screen : 'refused'
    if (!screen) tally.refuse(line, notice(msg.loadNotThere, name))
    else if (!may) tally.refuse(line, notice(msg.notAllowed, screen.code))
  }
  const end = (line: number, problem?: Message) => {
    if (record) tally.refuse(line, notice(msg.loadCutShort))
    if (problem) tally.refuse(line, notice(problem))
    record = null
    rest = []
    batch = null
  }
  const skip = (text: string | null) => {
    if (rest[0] === 'line' || isPoint(text)) rest = rest.slice(1)
  }
  const take = async (screen: EntryScreen<C>, { line, text }: LoadLine) => {
    record ??= await beginRecord(host, screen)
    const taken = await record.take(text)
    for (const one of taken.said) tally.say(line, one)
    if (taken.state !== 'open') record = null
    if (taken.state === 'done') tally.done()
    if (taken.state !== 'refused') return
    const cell = allCells(screen).find(({ name }) => name === taken.field)
    tally.refuse(line, taken.refusal, taken.field, cell?.field.label)
    rest = taken.rest
  }
  const outside = ({ line, text }: LoadLine) => {
    if (text === null) tally.refuse(line, notice(msg.loadNotUtf8))
    else if (text.trim() !== '' && !text.startsWith('#')) {
      tally.refuse(line, notice(msg.loadOutsideBatch))
    }
  }

  let last = 0
  for (const read of readLines(source.bytes)) {
    last = read.line
    const name = begins.exec(read.text ?? '')?.[1]
    if (name !== undefined) await begin(last, name)
    else if (batch === null) outside(read)
    else if (ends.test(read.text ?? '')) end(last)
    else if (rest.length > 0) skip(read.text)
    else if (batch !== 'refused') await take(batch, read)
  }
  if (batch) end(last, msg.loadNotEnded)
  return tally.count
}

const createTally = ({ file, tell }: Source) => {
  const count = { done: 0, refused: 0 }
  const say = (line: number, { message, about }: Notice, field: string | null, label?: Text) =>
    tell({ ...problemAt({ file, line }, field, message, ...about), ...(label ? { label } : {}) })
  return {
    count,
    say: (line: number, told: Notice) => say(line, told, null),
    done: () => {
      count.done += 1
    },
    refuse: (line: number, told: Notice, field: string | null = null, label?: Text) => {
      count.refused += 1
      say(line, told, field, label)
    },
  }
}

/** The screen of a program or a number; inquiries have nothing to load. */
const screenOf = <C>(host: Host<C>, name: string): EntryScreen<C> | undefined => {
  const program = name.toLowerCase().replace(/\.[pwr]$/, '')
  const screen = host.screen(host.program(program) ?? name)
  return screen?.kind === 'entry' ? screen : undefined
}
