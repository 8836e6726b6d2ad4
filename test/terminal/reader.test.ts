import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import type { Language } from '../../src/kernel/format.ts'
import { createSession } from '../../src/session/session.ts'
import { serve } from '../../src/terminal/serve.ts'
import {
  Backspace,
  CtrlD,
  Delete,
  Down,
  demoBooks,
  End,
  Enter,
  F1,
  F2,
  F3,
  F4,
  F8,
  Home,
  Left,
  Right,
  ShiftTab,
} from '../support/clerk.ts'
import { leaveDesks, order, sit } from './desk.ts'

afterEach(leaveDesks)

/** A clerk who hears the demo company's screens; what each burst of keys has said. */
const listen = async (language: Language = 'en', env: Record<string, string> = {}) => {
  const { PassThrough } = await import('node:stream')
  const books = await demoBooks()
  const host = await createHost({ ledger: books, user: 'anna', language, now: books.now })
  const session = await createSession(host)
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { columns: 80, rows: 24 })
  let heard = ''
  output.on('data', chunk => {
    heard += String(chunk)
  })
  const done = serve(session, {
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    env: { TERM: 'xterm', DINGDAN_READER: '1', ...env },
  })
  /** Until something was said and nothing more is; a busy machine takes its time to begin. */
  const hear = async () => {
    for (let waited = 0; heard === '' && waited < 2000; waited += 25) await pause(25)
    for (let before = ''; before !== heard; ) {
      before = heard
      await pause(50)
    }
    const said = heard
    heard = ''
    return said.replaceAll('\r\n', '\n')
  }
  return {
    first: await hear(),
    types: async (keys: string) => {
      input.write(keys)
      return hear()
    },
    leave: async () => {
      input.end()
      await done
      return hear()
    },
  }
}

test('the menu, a screen, its fields, a list and a refusal are said as lines', async () => {
  const { first, types, leave } = await listen()
  expect(first).toBe(
    '\u001b[?2004hmfmenu, Main Menu, 2026-11-22\nPlease select a function.  F4 or blank to EXIT: ',
  )
  expect(await types('7.1.1')).toBe('7.1.1')
  expect(await types(Enter)).toBe('\nsosomt, 7.1.1 Sales Order Maintenance, 2026-11-22\nOrder: ')
  expect(await types(Enter)).toBe('\nSold-To: ')
  const list = await types(F2)
  expect(list).toMatch(/^\nCustomers\nCustomer, Name, City, Telephone\n\d{8}, /)
  const next = await types(Down)
  expect(next).toMatch(/^\d{8}, [^\n]+\n$/)
  expect(await types(Enter)).toBe(`Sold-To [${next.slice(0, 8)}]: `)
  expect(await types('9')).toMatch(/\nError: Longer than the field[^\n]+\nSold-To \[\d{8}\]: $/)
  expect(await types(F8)).toBe('\nSold-To: ')
  expect(await types('9')).toBe('9')
  expect(await types('9')).toBe('9')
  expect(await types(Backspace)).toBe('\b \b')
  expect(await types(Enter)).toMatch(/\nError: [^\n]+\nSold-To \[9\]: $/)
  // The same answer once more is said once more.
  expect(await types(Enter)).toMatch(/\nError: [^\n]+\nSold-To \[9\]: $/)
  await leave()
})

test('lines of a grid are named by their first column', async () => {
  const { types, leave } = await listen()
  await types(`7.1.1${Enter}${Enter}`)
  expect(await types(`01000001${F1}${F1}${F1}`)).toMatch(/Sales Order Line\nLn 1, Item[^\n]*: $/)
  expect(await types('10-10000')).toBe('10-10000')
  expect(await types(Enter)).toMatch(/\nOn Hand: [^\n]+\nLn 1, Qty Ord[^\n]*: $/)
  expect(await types(`12${F1}`)).toMatch(/\nLn 2, Item[^\n]*: $/)
  await leave()
})

test('a question is said with its proposal, and the answer echoed', async () => {
  const { types, leave } = await listen()
  expect(await types(F4)).toBe('\nPlease confirm exit [No]: ')
  expect(await types('n')).toBe('n')
  expect(await types(Enter)).toMatch(/\nPlease select/)
  await leave()
})

test('help is read out, and Ctrl-L says all of the page', async () => {
  const { types, leave } = await listen()
  await types(`7.1.1${Enter}${Enter}${Enter}`)
  await types(`01000001${Enter}`)
  const help = await types(F2)
  expect(help.split('\n').length).toBeGreaterThan(2)
  await types(F4)
  const page = await types('\u000c')
  expect(page).toContain('Sales Order Maintenance')
  expect(page).toContain('F1=Go')
  expect(page).not.toMatch(/[─│┌┐└┘]/)
  await leave()
})

test('it speaks Chinese', async () => {
  const { first, types, leave } = await listen('zh')
  expect(first).toContain('主菜单')
  expect(await types(`7.1.1${Enter}${Enter}`)).toMatch(/7\.1\.1 销售订单维护, .*\n销往: $/s)
  await leave()
})

test('going back says the field with what was typed there', async () => {
  const { types, leave } = await listen()
  await types(`7.1.1${Enter}${Enter}01000001${Enter}`)
  expect(await types(ShiftTab)).toMatch(/\nSold-To \[01000001\]: $/)
  await leave()
})

test('nothing but text is sent to a terminal that knows no sequences', async () => {
  const { first, types, leave } = await listen('en', { TERM: 'dumb', DINGDAN_READER: '' })
  const all = [first, await types(`7.1.1${Enter}${CtrlD}${F2}`), await leave()].join('')
  expect(all).not.toMatch(/\u001b/)
  expect(all).toContain('7.1.1 Sales Order Maintenance')
})

test.each([
  ['en', 'end', 'blank'],
  ['zh', '末尾', '空格'],
] as const)('the cursor says what it comes to inside a field: %s', async (language, end, blank) => {
  const { types, leave } = await listen(language)
  await types(`1.4.1${Enter}`)
  await types('9Z')
  await types(Enter)
  await types('a 订')
  expect(await types(Left)).toBe('\n订\n')
  expect(await types(Left)).toBe(`${blank}\n`)
  expect(await types(Left)).toBe('a\n')
  expect(await types(End)).toBe(`${end}\n`)
  expect(await types(Home)).toBe('a\n')
  expect(await types(Right)).toBe(`${blank}\n`)
  expect(await types(Right)).toBe('订\n')
  expect(await types(Right)).toBe(`${end}\n`)
  // What is changed there is said with its field.
  expect(await types('b')).toMatch(/^[^\n]+ \[a 订b\]: $/)
  expect(await types(Backspace)).toMatch(/a 订\]: $/)
  await types(Left)
  expect(await types(Delete)).toMatch(/^[^\n]+ \[a\]: $/)
  await leave()
})

test.each([
  ['en', 'INS', 'OVR'],
  ['zh', '插入', '改写'],
] as const)(
  'F3 says how is typed from now on, and the field: %s',
  async (language, insert, over) => {
    const { types, leave } = await listen(language)
    await types(`1.4.1${Enter}`)
    await types('9Z')
    expect(await types(F3)).toMatch(new RegExp(`^\\n${insert}\\n[^\\n]+ \\[9Z\\]: $`))
    expect(await types(F3)).toMatch(new RegExp(`^\\n${over}\\n[^\\n]+ \\[9Z\\]: $`))
    await leave()
  },
)

test('the letters of a password stay stars under the cursor', async () => {
  const { types, leave } = await listen()
  await types('36.3.3')
  await types(Enter)
  await types('ab')
  expect(await types(Left)).toBe('\n*\n')
  await leave()
})

test('every page is said, however slow the line', async () => {
  const { terminal, output, take } = sit({ TERM: 'xterm', DINGDAN_READER: '1' })
  output.pause()
  const pages = 5000
  for (let n = 0; n < pages; n += 1) {
    terminal.show(order(`N${n}`))
    terminal.flush()
  }
  expect(output.writableLength).toBeGreaterThan(0)
  output.resume()
  await pause(20)
  expect(take().match(/N\d+\]: /g)).toHaveLength(pages)
})

test('a password is heard as stars, one a letter, and nothing is said again', async () => {
  const { types, leave } = await listen()
  await types('36.3.3')
  expect(await types(Enter)).toMatch(/Present Password: $/)
  for (const letter of 'se*') expect(await types(letter)).toBe('*')
  expect(await types(Backspace)).toBe('\b \b')
  expect(await types(Enter)).toBe('\nNew Password: ')
  expect(await types('n订')).toBe('***')
  expect(await types(ShiftTab)).toBe('\nPresent Password [**]: ')
  // The first letter takes the place of what was there.
  expect(await types('x')).toBe('*')
  await leave()
})
