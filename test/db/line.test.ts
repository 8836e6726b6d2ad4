import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Ledger, openLedger } from '../../db/open.ts'
import { GaveUp } from '../../db/waits.ts'

let directory = ''
let path = ''
const opened: Ledger[] = []

const open = async (patience?: number) => {
  const ledger = await openLedger(path, patience === undefined ? {} : { patience })
  opened.push(ledger)
  return ledger
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'line-'))
  path = join(directory, 'books.db')
  await open()
})
afterEach(async () => {
  for (const ledger of opened.splice(0)) await ledger.close()
  await rm(directory, { recursive: true })
})

const line = () => `${path}-line`

/** Holds the write lock until it is let go. */
const hold = () => {
  const file = new SQLite(path)
  file.exec('begin immediate')
  return () => file.close()
}

const writes = ({ db }: Ledger, done: () => void) =>
  db.transaction().execute(async trx => {
    await sql`select 1`.execute(trx)
    done()
  })

/** So many clerks come, one after the other, while somebody writes. */
const cameInOrder = async (count: number, order: number[]) => {
  const saves: Promise<void>[] = []
  for (let n = 0; n < count; n += 1) {
    const ledger = await open()
    saves.push(writes(ledger, () => order.push(n)))
    await expect.poll(async () => (await readdir(line())).length).toBe(n + 1)
  }
  return saves
}

test('who came first saves first, and the line goes with the last of them', async () => {
  const letGo = hold()
  const order: number[] = []
  const saves = await cameInOrder(8, order)
  letGo()
  await Promise.all(saves)
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(existsSync(line())).toBe(false)
})

test('who comes when the books are free doesn’t pass those who wait', async () => {
  const letGo = hold()
  const order: number[] = []
  const saves = await cameInOrder(3, order)
  const late = await open()
  letGo()
  saves.push(writes(late, () => order.push(9)))
  await Promise.all(saves)
  expect(order).toEqual([0, 1, 2, 9])
})

test('who gives up leaves the line, and the next comes before them', async () => {
  const letGo = hold()
  const order: number[] = []
  const [first, ...others] = await cameInOrder(3, order)
  opened[1]!.waits.giveUp()
  await expect(first).rejects.toThrow(GaveUp)
  letGo()
  await Promise.all(others)
  expect(order).toEqual([1, 2])
})

test('who died in the line is not waited for, and is taken out of it', async () => {
  await mkdir(line())
  const dead = join(line(), `${'0'.repeat(20)}-1-1`)
  await writeFile(dead, '')
  await utimes(dead, new Date(0), new Date(0))
  const order: number[] = []
  await writes(opened[0]!, () => order.push(0))
  expect(order).toEqual([0])
  expect(existsSync(dead)).toBe(false)
})

test('who dies while others stand behind them costs two seconds', async () => {
  await mkdir(line())
  await writeFile(join(line(), `${'0'.repeat(20)}-1-1`), '')
  const began = performance.now()
  await writes(opened[0]!, () => {})
  const took = performance.now() - began
  expect(took).toBeGreaterThan(1000)
  expect(took).toBeLessThan(4000)
})

test('who was taken for dead has kept their place', async () => {
  const letGo = hold()
  const order: number[] = []
  const saves = await cameInOrder(2, order)
  const [first] = (await readdir(line())).sort()
  await rm(join(line(), first!))
  await expect.poll(() => readdir(line())).toContain(first)
  letGo()
  await Promise.all(saves)
  expect(order).toEqual([0, 1])
})

test('where no line can stand, the lock decides', async () => {
  await writeFile(line(), 'not a directory')
  const letGo = hold()
  let done = false
  const saved = writes(opened[0]!, () => {
    done = true
  })
  await pause(100)
  expect(done).toBe(false)
  letGo()
  await saved
  expect(done).toBe(true)
})

test('who has waited for as long as they may tries once more, out of turn', async () => {
  await mkdir(line())
  await writeFile(join(line(), `${'0'.repeat(20)}-1-1`), '')
  const hasty = await open(100)
  let done = false
  await writes(hasty, () => {
    done = true
  })
  expect(done).toBe(true)
})
