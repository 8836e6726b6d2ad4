import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { measureAmbiguous } from '../../src/kernel/text.ts'
import type { Page } from '../../src/session/page.ts'
import { leaveDesks, order, showsOrder, sit } from './desk.ts'

afterEach(leaveDesks)

test('a page stands on the screen in the same turn, with the cursor in its field', showsOrder)

test('a key typed costs a byte, a Chinese one three', async () => {
  const { terminal, look } = sit()
  const costs: number[] = []
  for (const number of ['', 'S', 'SO', 'SO1']) {
    terminal.show(order(number))
    costs.push(Buffer.byteLength(await look()))
  }
  terminal.show({ ...order('SO1订'), cursor: { row: 2, column: 19 } })
  expect(costs.slice(2)).toEqual([1, 1])
  // The field grew by a cell, as padEnd counts characters; what matters is that its first new
  // character is typed in place.
  expect((await look()).startsWith('订')).toBe(true)
})

test('of several pages in one go the last is drawn, once, and flush draws now', async () => {
  const { terminal, output, look, take } = sit()
  terminal.show(order(''))
  await look()
  const write = vi.spyOn(output, 'write')
  terminal.show(order('A'))
  terminal.show(order('AB'))
  terminal.show(order('ABC'))
  expect(write).not.toHaveBeenCalled()
  terminal.flush()
  expect(write).toHaveBeenCalledTimes(1)
  await pause(0)
  expect(write).toHaveBeenCalledTimes(1)
  expect(take()).toContain('ABC')
})

test('keys and pastes are heard in order', async () => {
  const { input, heard } = sit()
  input.write('7.1.1\r\u001bOP\u001b[200~C1\r\u001b[201~\u0004')
  await pause(0)
  expect(heard.keys).toEqual([
    { type: 'text', text: '7.1.1' },
    { type: 'key', name: 'enter' },
    { type: 'key', name: 'f1' },
    { type: 'paste', text: 'C1\n' },
    { type: 'key', name: 'ctrl+d' },
  ])
})

test('Ctrl-L draws a spoilt screen anew and tells nobody', async () => {
  const { input, terminal, screen, heard, look } = sit()
  terminal.show(order('SO1'))
  await look()
  const before = screen.lines()
  await screen.write('\u001b[5;5H\u001b[1mBroadcast message\u001b[m\r\n')
  expect(screen.lines()).not.toEqual(before)
  input.write('\u000c')
  await pause(0)
  await look()
  expect(screen.lines()).toEqual(before)
  expect(screen.cursor()).toEqual({ row: 2, column: 17 })
  expect(heard.keys).toEqual([])
})

test('a screen asked to be drawn anew before there is a page shows the first one', async () => {
  const { input, terminal, screen, look } = sit()
  input.write('\u000c')
  await pause(0)
  terminal.show(order('SO1'))
  await look()
  expect(screen.lines()[2]).toContain('SO1')
})

test('a resized terminal has a new size, is drawn anew, and the session is told', async () => {
  const { output, terminal, screen, heard, look } = sit()
  terminal.show(order('SO1'))
  await look()
  screen.terminal.resize(100, 30)
  Object.assign(output, { columns: 100, rows: 30 })
  output.emit('resize')
  await look()
  expect(heard.sizes).toEqual([{ columns: 100, rows: 30 }])
  expect(terminal.size).toEqual({ columns: 100, rows: 30 })
  expect(screen.lines()[23]).toBe('F1=Go  F4=End  Ctrl-D=Delete')
  expect(screen.lines()).toHaveLength(30)
})

test.each([
  [{ TERM: 'xterm-256color' }, '\u001b[38;5;16;48;5;220m'],
  [{ TERM: 'xterm' }, '\u001b[30;43m'],
  [{ TERM: 'xterm-256color', NO_COLOR: '1' }, '\u001b[1m'],
  [{ TERM: 'vt220' }, '\u001b[1m'],
  [{}, '\u001b[1m'],
])('a warning on %j is %j', async (env, look) => {
  const { terminal, look: seen } = sit(env as Record<string, string>)
  terminal.show({ lines: [[{ text: 'Stock is low', style: 'warning' }]], cursor: null })
  const bytes = await seen()
  expect(bytes).toContain(`${look}Stock is low`)
})

describe('on a terminal that draws boxes two cells wide', () => {
  const boxed: Page = {
    lines: [
      [{ text: `┌${'─'.repeat(8)}┐`, style: 'border' }],
      [
        { text: '│', style: 'border' },
        { text: '“订单”', style: 'value' },
        { text: '│', style: 'border' },
      ],
    ],
    cursor: null,
  }
  test('they are + - and |, and what is wide in the east is wide', async () => {
    const { terminal, screen, look } = sit({ TERM: 'xterm', DINGDAN_AMBIGUOUS: 'wide' })
    terminal.show(boxed)
    await look()
    expect(screen.lines()[0]).toBe('+--------+')
    // xterm.js draws the quotes in one cell; the bar stands where a terminal that takes two has room for it.
    expect(screen.cell(1, 9).glyph).toBe('|')
    measureAmbiguous(1)
  })
  test('frames alone can be had in ASCII', async () => {
    const { terminal, screen, look } = sit({ TERM: 'xterm', DINGDAN_FRAMES: 'ascii' })
    terminal.show(boxed)
    await look()
    expect(screen.lines().slice(0, 2)).toEqual(['+--------+', '|“订单”|'])
  })
})

describe('a line that is slower than we are', () => {
  test('gets the newest page when it has drained, and none of those between', async () => {
    const { terminal, output, screen, take } = sit()
    terminal.show(order(''))
    await pause(0)
    await screen.write(take())
    output.pause()
    // What the line takes before it is full.
    for (let n = 0; !output.writableLength; n += 1) {
      terminal.show(order(String(n).repeat(8)))
      terminal.flush()
      terminal.show(order('$'.repeat(8)))
      terminal.flush()
    }
    const stuck = output.writableLength
    const write = vi.spyOn(output, 'write')
    for (let n = 0; n < 1000; n += 1) {
      terminal.show(order(`N${n}`))
      terminal.flush()
    }
    await pause(5)
    expect(write).not.toHaveBeenCalled()
    expect(output.writableLength).toBe(stuck)
    output.resume()
    await pause(20)
    expect(write).toHaveBeenCalledTimes(1)
    await screen.write(take())
    expect(screen.lines()[2]).toContain('N999')
  })
})

test('a window pulled by its corner is drawn at most every 50 ms, at its last size at the end', async () => {
  const { output, terminal, screen, heard, look, take } = sit()
  terminal.show(order('SO1'))
  await look()
  for (let n = 1; n <= 100; n += 1) {
    Object.assign(output, { columns: 200 - n, rows: 24 + (n % 9) })
    output.emit('resize')
    if (n % 10 === 0) await pause(1)
  }
  expect(heard.sizes.length).toBeLessThanOrEqual(3)
  await pause(60)
  expect(heard.sizes.at(-1)).toEqual({ columns: 100, rows: 25 })
  screen.terminal.resize(100, 25)
  await screen.write(take())
  expect(screen.lines()[2]).toContain('SO1')
  const times = heard.sizes.length
  await pause(120)
  expect(heard.sizes).toHaveLength(times)
})

test('any size, down to one cell and back, shows what there is room for', async () => {
  const { output, terminal, screen, look, heard } = sit()
  terminal.show(order('SO1'))
  await look()
  const before = screen.lines()
  for (const [columns, rows] of [
    [40, 10],
    [1, 1],
    [2, 1],
    [1, 50],
    [300, 100],
    [80, 24],
  ] as const) {
    screen.terminal.resize(columns, rows)
    Object.assign(output, { columns, rows })
    output.emit('resize')
    await pause(55)
    await look()
    expect(heard.sizes.at(-1)).toEqual({ columns, rows })
    // A page may be late: it is then for another size than the terminal's.
    terminal.show(order('SO1'))
    await look()
    expect(screen.cursor().row).toBeLessThan(rows)
  }
  expect(screen.lines()).toEqual(before)
})

describe('the terminal is given back', () => {
  const restored = '\u001b[m\u001b[r\u001b[?25h\u001b[?2004l\u001b[24;1H\u001b[K\u001b[?1049l'
  const signals = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGQUIT'] as const

  test('once, at close, after what was shown last', async () => {
    const { input, terminal, take, heard } = sit()
    terminal.show(order('LAST'))
    terminal.close()
    terminal.close()
    // Its listeners are still there in this turn.
    process.emit('SIGCONT')
    process.emit('SIGTERM')
    await pause(0)
    const bytes = take()
    expect(bytes.indexOf('LAST')).toBeGreaterThan(0)
    expect(bytes.split('\u001b[?1049l')).toHaveLength(2)
    expect(bytes.endsWith(restored)).toBe(true)
    expect(input.setRawMode.mock.calls).toEqual([[true], [false]])
    terminal.show(order('never'))
    expect(heard.hangUps).toEqual([])
    await pause(0)
    expect(take()).toBe('')
  })

  test.each(signals)('at %s, and the session is told once', async signal => {
    const { take, heard } = sit()
    process.emit(signal)
    process.emit(signal)
    await pause(0)
    expect(take().endsWith(restored)).toBe(true)
    expect(heard.hangUps).toEqual([signal])
  })

  test('at the end of input', async () => {
    const { input, take, heard } = sit()
    input.end('x')
    await pause(10)
    expect(take().endsWith(restored)).toBe(true)
    expect(heard.keys).toEqual([{ type: 'text', text: 'x' }])
    expect(heard.hangUps).toEqual(['input ended'])
  })

  test.each(['EIO', 'EPIPE'])('when output fails with %s, without another write', async code => {
    const { input, output, heard, terminal, take } = sit()
    take()
    output.emit('error', Object.assign(new Error(code), { code }))
    terminal.show(order('x'))
    await pause(0)
    expect(take()).toBe('')
    expect(heard.hangUps).toEqual(['output failed'])
    expect(input.setRawMode).toHaveBeenLastCalledWith(false)
    output.emit('error', new Error('again'))
    expect(heard.hangUps).toHaveLength(1)
  })

  test('and no listener is left on the process', async () => {
    const events = [...signals, 'SIGCONT', 'SIGTSTP', 'exit', 'uncaughtExceptionMonitor']
    const count = () => events.map(event => process.listenerCount(event))
    // Those of the terminal before this one go when the event loop has turned.
    await pause(5)
    const before = count()
    const { terminal } = sit()
    expect(count()).not.toEqual(before)
    terminal.close()
    await pause(5)
    expect(count()).toEqual(before)
  })

  test('a program that was stopped takes it again', async () => {
    const { terminal, take, look } = sit()
    terminal.show(order('SO1'))
    await look()
    process.emit('SIGCONT')
    await pause(0)
    const bytes = take()
    expect(bytes.startsWith('\u001b[?1049h\u001b[?2004h')).toBe(true)
    expect(bytes).toContain('SO1')
  })
})
