import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { makeProgram } from '../../bin/build.ts'
import { createHost } from '../../bin/host.ts'
import { openLedger } from '../../db/open.ts'
import { demoUser } from '../../src/exchange/demo.ts'
import { createSession } from '../../src/session/session.ts'
import { addUsers } from '../support/company.ts'
import { median, note, quantile } from './measure.ts'
import { booksOf } from './save.ts'
import { makeDemo } from './start.ts'
import { type Form, formText, takeForm } from './terminal-form.ts'
import { type Answer, type Desk, sitDown } from './terminal-pty.ts'

/** A line of the bench that isn't about milliseconds alone. */
export interface TerminalFigure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'bytes' | 'MB'
  readonly baseline: number
  readonly ratio: number
  readonly aim: number
}

type Report = (figure: TerminalFigure) => void

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const root = path('../..')
const launcher = path('../../bin/launch')
/** Node as the launcher starts it. */
const node = [
  process.execPath,
  .../^flags='(.*)'$/m.exec(readFileSync(launcher, 'utf8'))![1]!.split(' '),
] as const

/** Beside the packages, so that what isn't bundled finds them. */
const cache = join(root, 'node_modules/.cache/dingdan-bench')

const rounded = (value: number) => Math.round(value * 1000) / 1000

const figure = (
  name: string,
  unit: TerminalFigure['unit'],
  { value, baseline, aim }: { value: number; baseline: number; aim: number },
): TerminalFigure => ({
  ...{ name, value: rounded(value), unit, baseline: rounded(baseline) },
  ...{ ratio: rounded(value / baseline), aim },
})

/** Ours as it is shipped, in one file; Ink as a program has it that is not bundled. */
const buildPrograms = async () => {
  await makeProgram(path('terminal-ours.ts'), cache)
  const ours = join(cache, 'dingdan.cjs')
  const ink = join(cache, 'ink.mjs')
  await build({
    entryPoints: [path('terminal-ink.tsx')],
    outfile: ink,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return { ours, ink }
}

/** The form in C, where there is a compiler and ncurses; else undefined, and a line says so. */
const buildNcurses = (directory: string, form: Form): readonly [string, string] | undefined => {
  const program = join(directory, 'form')
  const text = join(directory, 'form.txt')
  writeFileSync(text, formText(form))
  try {
    execFileSync('cc', ['-O2', '-o', program, path('form.c'), '-lncursesw'], { stdio: 'pipe' })
    return [program, text]
  } catch {
    note('bench: no compiler or no libncurses-dev: bytes are not compared with ncurses')
    return undefined
  }
}

const toForm = '\u0018'
const toMenu = '\u0005'
const tab = '\t'
const latin = 'abcdefgh'
const chinese = '物料价目'

/** What a program answered to each kind of key. */
interface Answers {
  readonly latin: Answer[]
  readonly chinese: Answer[]
  readonly tab: Answer[]
  readonly form: Answer[]
}

const noAnswers = (): Answers => ({ latin: [], chinese: [], tab: [], form: [] })

/** The programs take turns at every key, so that whatever else the machine does meets all of them. */
const typeSideBySide = async (desks: readonly Desk[], fields: number) => {
  const answers = desks.map(noAnswers)
  const each = async (kind: keyof Answers | null, keys: string) => {
    for (const [at, desk] of desks.entries()) {
      const answer = await desk.send(keys)
      if (kind) answers[at]![kind].push(answer)
    }
  }
  for (let n = 0; n < 5; n += 1) {
    await each('form', toForm)
    await each(null, toMenu)
  }
  await each(null, toForm)
  // The first keys compile the program.
  for (let n = 0; n < 4; n += 1) for (const key of `${latin}${tab}`) await each(null, key)
  const used = desks.map(desk => desk.used())
  for (let n = 0; n < fields; n += 1) {
    const isChinese = n % 6 === 5
    for (const key of isChinese ? chinese : latin) await each(isChinese ? 'chinese' : 'latin', key)
    await each('tab', tab)
  }
  const keys = answers[0]!.latin.length + answers[0]!.chinese.length + answers[0]!.tab.length
  const perKey = desks.map((desk, at) => (desk.used() - used[at]!) / keys)
  return { answers, perKey }
}

const bytesOf = (answers: readonly Answer[]) => median(answers.map(({ bytes }) => bytes))
const times = ({ latin: one, chinese: other }: Answers) =>
  [...one, ...other].map(({ time }) => time)

const reportBytes = (report: Report, ours: Answers, ncurses: Answers | undefined) => {
  const kinds = [
    ['latin', 'bytes of a typed character', 0.1],
    ['chinese', 'bytes of a typed Chinese character', 0.2],
    ['tab', 'bytes of Tab to the next field', 0.75],
    ['form', 'bytes from menu to form', 0.9],
  ] as const
  report(figure(kinds[0][1], 'bytes', { value: bytesOf(ours.latin), baseline: 1, aim: 1 }))
  report(figure(kinds[1][1], 'bytes', { value: bytesOf(ours.chinese), baseline: 3, aim: 1 }))
  for (const [kind, name, aim] of kinds) {
    if (!ncurses) continue
    const sides = { value: bytesOf(ours[kind]), baseline: bytesOf(ncurses[kind]) }
    report(figure(`${name} against ncurses`, 'bytes', { ...sides, aim }))
  }
}

/** Who sits at ten desks. */
const clerks = Array.from({ length: 10 }, (_, n) => `clerk${n}`)

/** The pages of a clerk of the demo company. */
const formOf = async (db: string): Promise<Form> => {
  await makeDemo(db)
  const ledger = await openLedger(db)
  const books = booksOf(ledger)
  const { now } = books
  await addUsers({ ...books, user: demoUser }, ...clerks)
  const host = await createHost({ ledger, user: demoUser, language: 'zh', now })
  const form = await takeForm(await createSession(host))
  await ledger.close()
  return form
}

/** Bytes, latency and processor time of a key, all three on one form. */
const measureKeys = async (
  report: Report,
  programs: { ours: string; ink: string; ncurses: readonly [string, string] | undefined },
) => {
  const desks = [sitDown([...node, programs.ours]), sitDown([process.execPath, programs.ink])]
  if (programs.ncurses) desks.push(sitDown(programs.ncurses))
  try {
    for (const desk of desks) await desk.begun
    const { answers, perKey } = await typeSideBySide(desks, 60)
    const [ours, ink, ncurses] = answers
    reportBytes(report, ours!, ncurses)
    const sides = (share: number) => ({
      value: quantile(times(ours!), share),
      baseline: quantile(times(ink!), share),
    })
    report(figure('key to last byte against Ink, median', 'ms', { ...sides(0.5), aim: 0.2 }))
    report(figure('key to last byte against Ink, p99', 'ms', { ...sides(0.99), aim: 0.35 }))
    report(figure('key to last byte, p99', 'ms', { ...sides(0.99), baseline: 5, aim: 1 }))
    const [value, baseline] = perKey
    report(
      figure('processor time of a key against Ink', 'ms', {
        value: value!,
        baseline: baseline!,
        aim: 0.2,
      }),
    )
  } finally {
    for (const desk of desks) desk.leave()
  }
}

const megabyte = 1024 * 1024

const measureHeap = async (report: Report, ours: string, directory: string) => {
  const file = join(directory, 'heap.json')
  const desk = sitDown([...node, '--expose-gc', ours], { BENCH_HEAP: file })
  try {
    await desk.begun
    desk.say('\u0007')
    for (let waited = 0; !existsSync(file) && waited < 60_000; waited += 100) await pause(100)
    await pause(100)
    const [before, after] = JSON.parse(readFileSync(file, 'utf8')) as [number, number]
    const value = Math.max(0, (after - before) / megabyte)
    report(figure('heap growth over 10,000 keys', 'MB', { value, baseline: 1, aim: 1 }))
  } finally {
    desk.leave()
  }
}

/** A process's share of what it has in memory, with that of its children; Linux says it. */
const share = (pid: number): number => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
  const own = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
  const theirs = children.filter(Boolean).map(child => share(Number(child)))
  return theirs.reduce((sum, one) => sum + one, Number(own) / 1024)
}

const tenSessions = async (open: (clerk: string) => Desk, keys: readonly string[]) => {
  const desks: Desk[] = []
  try {
    for (const clerk of clerks) {
      const desk = open(clerk)
      desks.push(desk)
      await desk.begun
      for (const key of keys) await desk.send(key)
    }
    return median(desks.map(({ pid }) => share(pid)))
  } finally {
    for (const desk of desks) desk.leave()
    await pause(200)
  }
}

/** The whole program with its books open in an order, against a form of Ink's and nothing else. */
const measureSessions = async (report: Report, ink: string, db: string) => {
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 2, 2] })
  const letters = [...latin, tab, ...latin]
  const value = await tenSessions(
    clerk => sitDown([launcher, '--db', db, '--lang', 'zh'], { DINGDAN_USER: clerk }),
    ['7.1.1\r', '\r', ...'01000001', '\r', '\u001bOP'],
  )
  const baseline = await tenSessions(() => sitDown([process.execPath, ink]), [toForm, ...letters])
  report(figure('memory of one of ten sessions against Ink', 'MB', { value, baseline, aim: 0.5 }))
}

/** The terminal side by side with Ink writing by itself and with ncurses, on one order form. */
export const benchTerminal = async (report: Report): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'dingdan-terminal-'))
  try {
    const db = join(directory, 'demo.db')
    const form = await formOf(db)
    process.env['BENCH_FORM'] = join(directory, 'form.json')
    writeFileSync(process.env['BENCH_FORM'], JSON.stringify(form))
    const programs = { ...(await buildPrograms()), ncurses: buildNcurses(directory, form) }
    await measureKeys(report, programs)
    await measureHeap(report, programs.ours, directory)
    if (existsSync('/proc/self/smaps_rollup')) await measureSessions(report, programs.ink, db)
    else note('bench: this system does not say what share of memory a process has')
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
