import { afterEach, expect, test, vi } from 'vitest'
import { leaveDesks, showsOrder } from './desk.ts'

// Ink looks for CI when it is loaded, so that it must be set before any import.
vi.hoisted(() => {
  process.env.CI = 'true'
  process.env.INK_SCREEN_READER = 'true'
})

afterEach(leaveDesks)

test('a page also stands on the screen where CI=true, which keeps Ink from drawing', async () => {
  expect(process.env.CI).toBe('true')
  await showsOrder()
})
