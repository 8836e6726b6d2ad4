// biome-ignore lint/plugin: a printer's command is an administrator's own, run without a shell
import { spawn } from 'node:child_process'
import { pipeline } from 'node:stream/promises'
import type { RunPrinter } from '../src/exchange/print.ts'
import { harmless } from '../src/kernel/text.ts'

/** A printer that hasn't taken a paper by then is stuck. */
const patience = 60_000

/** After its end so much longer is waited for its last complaint, in milliseconds: what it left behind may hold that open. */
const lastWord = 300

/** So much of what it complains of is told. */
const told = 40

const killGroup = (leader: number | undefined) => {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL')
  } catch {
    // All of it has ended.
  }
}

/**
 * Runs a printer's command with the paper on its input: no shell, no more of our environment than a program needs, and
 * nothing of what it writes gets on the screen.
 */
export const runPrinter: RunPrinter = ([program, ...rest], paper) =>
  new Promise(resolve => {
    const child = spawn(program, rest, {
      shell: false,
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
      cwd: '/',
      // What it starts is of its group, and ends with it.
      detached: true,
    })
    const stuck = setTimeout(() => killGroup(child.pid), patience)
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (complaint.length < told) complaint += text
    })
    child.on('error', error => {
      clearTimeout(stuck)
      resolve((error as NodeJS.ErrnoException).code ?? error.message)
    })
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      child.stderr.destroy()
      const said = harmless(complaint.trim().replace(/\s+/g, ' ')).slice(0, told)
      resolve(code === 0 ? null : said || String(signal ?? code))
    }
    child.on('exit', (code, signal) => {
      clearTimeout(stuck)
      const waited = setTimeout(() => ended(code, signal), lastWord)
      child.on('close', () => {
        clearTimeout(waited)
        ended(code, signal)
      })
    })
    // One that has heard enough closes its input; whether it printed is told by how it ends.
    pipeline(paper, child.stdin).catch(() => null)
  })
