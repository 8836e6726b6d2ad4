import { expect, test, vi } from 'vitest'
import type { Page } from '../../src/session/page.ts'
import { createStage } from '../../src/terminal/stage.tsx'
import { createTheme } from '../../src/terminal/theme.ts'

// An Ink of the future, in which our way to its root leads nowhere.
vi.mock('ink', async original => {
  const ink = await original<typeof import('ink')>()
  return {
    ...ink,
    render: (_node: unknown, options: Parameters<typeof ink.render>[1]) =>
      ink.render(null, options),
  }
})

test('a clerk has a screen though Ink has changed inside', () => {
  const { lookOf } = createTheme({ colours: 0 })
  const size = { columns: 12, rows: 2 }
  const stage = createStage(size, { lookOf, asciiFrames: false })
  const page: Page = {
    lines: [[{ text: '订单 SO1', style: 'active' }]],
    cursor: { row: 0, column: 5 },
  }
  const frame = stage.draw(page, size)
  expect(stage.isWalked()).toBe(false)
  expect(frame.glyphs.join('').trimEnd()).toBe('订单 SO1')
  expect([...frame.looks.slice(0, 9)]).toEqual([...Array(8).fill(lookOf('active')), 0])
  expect(frame.cursor).toEqual(page.cursor)
  stage.close()
})
