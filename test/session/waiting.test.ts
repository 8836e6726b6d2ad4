import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLedger } from '../../db/open.ts'
import { type Clerk, Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, today } from '../support/company.ts'
import { holdBooks } from '../support/held-books.ts'

let directory = ''
let path = ''
const held: (() => Promise<void>)[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'waiting-'))
  path = join(directory, 'books.db')
  const books = await company(path)
  await books.db.destroy()
})
afterEach(async () => {
  for (const release of held.splice(0)) await release()
  await signOut()
  await rm(directory, { recursive: true })
})

/** Another process holds the write lock, at the latest until the test is over. */
const hold = async (milliseconds?: number) => {
  const release = await holdBooks(path, milliseconds)
  held.push(release)
  return release
}

const clerkWith = async (patience: number) => {
  const { db, waits } = await openLedger(path, { patience })
  const books = { db, user: 'anna', now: () => new Date(`${today}T10:00:00`) }
  return signIn('en', { company: books, waits })
}

/** Ten pieces typed into 3.9, up to the question. */
const receipt = ['3.9', Enter, '10-10000', Tab, '10', F1]
const saying = 'Others are saving, yours comes in its turn'

const moves = async ({ books }: Clerk) => {
  const rows = await books.db
    .selectFrom('stock_move')
    .select('quantity')
    .where('item', '=', '10-10000')
    .execute()
  return rows.map(({ quantity }) => quantity / 10_000)
}

describe('while another program writes', () => {
  test('a save waits, says so, paints on, and goes through by itself', async () => {
    const clerk = await clerkWith(10_000)
    await clerk.types(...receipt)
    await hold(1000)
    const saved = clerk.types(Enter)
    await clerk.sees(saying)
    expect(clerk.line(22)).toBe(`${saying} … F4 stops waiting`)
    await clerk.resizes({ columns: 100, rows: 30 })
    expect(clerk.line(28)).toBe(`${saying} … F4 stops waiting`)
    await saved
    expect(clerk.messages).toEqual([5010])
    expect(await moves(clerk)).toEqual([100, 10])
  })

  test('keys typed meanwhile come after it, in their order', async () => {
    const clerk = await clerkWith(10_000)
    await clerk.types(...receipt)
    await hold(800)
    const saved = clerk.types(Enter)
    await clerk.sees(saying)
    clerk.sends('10-20000', Tab, '7')
    await saved
    await clerk.types(F1)
    expect(clerk.screen).toContain('10-20000')
    expect(clerk.screen).toContain('Quantity: 7 ')
    expect(clerk.asking).toBe(true)
  })

  test('a save that waited for as long as it may says so once; nothing is written, all is there', async () => {
    const clerk = await clerkWith(700)
    await clerk.types(...receipt)
    const before = clerk.lines.slice(1, 21)
    const release = await hold()
    await clerk.types(Enter)
    expect(clerk.messages).toEqual([9004])
    expect(clerk.lines.slice(1, 21)).toEqual(before)
    await release()
    expect(await moves(clerk)).toEqual([100])
    await clerk.types(F1, Enter)
    expect(clerk.messages).toEqual([5010])
    expect(await moves(clerk)).toEqual([100, 10])
  })

  test('what was typed ahead of a save that came to nothing is not typed into it', async () => {
    const clerk = await clerkWith(700)
    await clerk.types(...receipt)
    const release = await hold()
    const saved = clerk.types(Enter)
    await clerk.sees(saying)
    clerk.sends('10-20000', Tab, '7', F1, Enter)
    await saved
    await release()
    expect(clerk.messages).toEqual([9004, 114])
    expect(clerk.screen).toContain('10-10000')
    expect(await moves(clerk)).toEqual([100])
    await pause(150)
    await clerk.types(F1, Enter)
    expect(await moves(clerk)).toEqual([100, 10])
  })

  test('F4 gives up at once; nothing is written, all is there', async () => {
    const clerk = await clerkWith(10_000)
    await clerk.types(...receipt)
    const before = clerk.lines.slice(1, 21)
    const release = await hold()
    const saved = clerk.types(Enter)
    await clerk.sees(saying)
    const pressed = performance.now()
    clerk.sends(F4)
    await saved
    expect(performance.now() - pressed).toBeLessThan(1000)
    expect(clerk.messages).toEqual([9022])
    expect(clerk.at).toBe('3.9')
    expect(clerk.lines.slice(1, 21)).toEqual(before)
    await release()
    expect(await moves(clerk)).toEqual([100])
    await clerk.types(F1, Enter)
    expect(clerk.messages).toEqual([5010])
  })

  test('F4 among keys typed before the wait was seen keeps its turn', async () => {
    const clerk = await clerkWith(10_000)
    await clerk.types(...receipt)
    await hold(800)
    await clerk.types(Enter, F4)
    expect(await moves(clerk)).toEqual([100, 10])
    expect(clerk.at).toBe('')
  })

  test('work is kept behind the back: typing goes on, and it is kept once it can be', async () => {
    const clerk = await clerkWith(10_000)
    await clerk.types('3.9', Enter)
    const release = await hold()
    clerk.sends('10-10000', Tab)
    await clerk.sees('冷却系统 A12')
    await pause(400)
    clerk.sends('10')
    await clerk.sees('Quantity: 10')
    expect(clerk.messages).not.toContain(9022)
    expect(clerk.messages).not.toContain(9021)
    await release()
    await clerk.types(Tab)
    const kept = () => clerk.books.db.selectFrom('draft').select('screen').execute()
    await expect.poll(kept).toEqual([{ screen: '3.9' }])
  })
})
