import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demoBooks, Enter, F1, Tab } from '../support/clerk.ts'
import { openCompany } from '../support/company.ts'
import { holdBooks } from '../support/held-books.ts'
import { oneFileOf } from '../support/program.ts'
import { pty } from './pty.ts'
import { createScreen } from './screen.ts'

let directory = ''
let path = ''
let before = 0

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hang-up-'))
  path = join(directory, 'books.db')
  await (await demoBooks(path)).db.destroy()
  before = 0
  before = (await receipts()).length
})
afterEach(() => rm(directory, { recursive: true }))

const receipts = async () => {
  const { db } = await openCompany(path)
  const rows = await db
    .selectFrom('stock_move')
    .select('quantity')
    .where('type', '=', 'RCT-UNP')
    .orderBy('number')
    .execute()
  await db.destroy()
  return rows.map(({ quantity }) => quantity / 10_000).slice(before)
}

/** The whole program on a real tty. */
const begin = async () => {
  const program = pty!.spawn(
    process.execPath,
    [await oneFileOf('bin/dingdan.ts'), '--db', path, '--lang', 'en'],
    {
      name: 'xterm-256color',
      cols: 80,
      rows: 24,
    },
  )
  const screen = createScreen({ columns: 80, rows: 24 })
  let written = Promise.resolve()
  program.onData(data => {
    written = written.then(() => screen.write(data))
  })
  const ended = new Promise<number>(resolve => program.onExit(({ exitCode }) => resolve(exitCode)))
  const sees = (words: string) =>
    expect
      .poll(
        async () => {
          await written
          return screen.lines().join('\n')
        },
        { timeout: 10_000 },
      )
      .toContain(words)
  return { program, ended, sees }
}

const receipt = (quantity: string) => ['10-10000', Tab, quantity, F1]

describe.skipIf(!pty)('the line drops while a save waits and more is typed', () => {
  const waits = async () => {
    const clerk = await begin()
    await clerk.sees('F4')
    clerk.program.write(['3.9', Enter].join(''))
    await clerk.sees('3.9')
    clerk.program.write(receipt('10').join(''))
    await clerk.sees('Quantity: 10 ')
    await clerk.sees('correct')
    const release = await holdBooks(path)
    clerk.program.write(Enter)
    await clerk.sees('Others are saving')
    clerk.program.write([...receipt('20'), Enter].join(''))
    return { ...clerk, release }
  }

  test('what was begun is saved, nothing of the rest is begun', async () => {
    const { program, ended, release } = await waits()
    process.kill(program.pid, 'SIGHUP')
    await release()
    expect(await ended).toBe(0)
    expect(await receipts()).toEqual([10])
  })

  test('where it can’t be saved, the program is gone within a second, with nothing written, and the work is offered', async () => {
    const { program, ended, release } = await waits()
    const dropped = Date.now()
    process.kill(program.pid, 'SIGHUP')
    expect(await ended).toBe(0)
    expect(Date.now() - dropped).toBeLessThan(1000)
    await release()
    expect(await receipts()).toEqual([])
    const again = await begin()
    await again.sees('3.9')
    again.program.write(Enter)
    await again.sees('Quantity: 10.0 ')
    again.program.kill('SIGKILL')
  })
})
