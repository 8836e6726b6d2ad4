import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import type { Key } from '../../src/session/keys.ts'
import type { Page, Size } from '../../src/session/page.ts'
import { openTerminal, type Terminal } from '../../src/terminal/terminal.ts'
import { createScreen } from './screen.ts'

const open: Terminal[] = []
/** Closes every terminal that a test opened. */
export const leaveDesks = (): void => {
  for (const terminal of open.splice(0)) terminal.close()
}

/** A clerk's desk: a terminal on streams, a screen to look at, and what was heard. */
export const sit = (
  env: Record<string, string> = { TERM: 'xterm-256color' },
  columns = 80,
  rows = 24,
) => {
  const input = Object.assign(new PassThrough(), { setRawMode: vi.fn() })
  const output = Object.assign(new PassThrough(), { columns, rows })
  const screen = createScreen({ columns, rows })
  const heard = { keys: [] as Key[], sizes: [] as Size[], hangUps: [] as string[] }
  let bytes = ''
  output.on('data', (chunk: Buffer) => {
    bytes += chunk.toString()
  })
  const terminal = openTerminal({
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    env,
    onKey: key => heard.keys.push(key),
    onResize: size => heard.sizes.push(size),
    onHangUp: reason => heard.hangUps.push(reason),
  })
  open.push(terminal)
  const take = () => {
    const taken = bytes
    bytes = ''
    return taken
  }
  /** What was written since, also put on the screen. */
  const look = async () => {
    await pause(0)
    const taken = take()
    await screen.write(taken)
    return taken
  }
  return { input, output, screen, heard, terminal, take, look }
}

/** A page in two languages. */
export const order = (number: string): Page => ({
  lines: [
    [{ text: `sosomt.p${'7.1.1 销售订单维护'.padStart(40)}`.padEnd(70), style: 'title' }],
    [],
    [
      { text: '  订单 Order: ', style: 'label' },
      { text: number.padEnd(8), style: 'active' },
      { text: ' 客户 ', style: 'label' },
      { text: 'C1000   ', style: 'field' },
    ],
    ...Array.from({ length: 20 }, () => []),
    [{ text: 'F1=Go  F4=End  Ctrl-D=Delete', style: 'legend' }],
  ],
  cursor: { row: 2, column: 14 + number.length },
})

/** Shows a page and looks at all of the screen. */
export const showsOrder = async (): Promise<void> => {
  const { terminal, screen, look } = sit()
  terminal.show(order(''))
  await look()
  expect(screen.terminal.buffer.active.type).toBe('alternate')
  expect(screen.terminal.modes.bracketedPasteMode).toBe(true)
  expect(screen.terminal.modes.applicationCursorKeysMode).toBe(false)
  const lines = screen.lines().map(line => line.trimEnd())
  expect(lines).toHaveLength(24)
  expect(lines.filter(Boolean)).toEqual([
    `sosomt.p${' '.repeat(28)}7.1.1 销售订单维护`,
    '  订单 Order:          客户 C1000',
    'F1=Go  F4=End  Ctrl-D=Delete',
  ])
  expect(lines[23]).toBe('F1=Go  F4=End  Ctrl-D=Delete')
  expect(screen.cell(0, 75).codes).toBe('7')
  expect(screen.cell(2, 20).codes).toBe('7')
  expect(screen.cell(2, 30).codes).toBe('4')
  expect(screen.cursor()).toEqual({ row: 2, column: 14 })
  expect(screen.cursorHidden()).toBe(false)
}
