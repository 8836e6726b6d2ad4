import stringWidth from 'string-width'
import { afterEach, expect, test } from 'vitest'
import { demoBooks, Enter, F2, signIn, signOut } from '../support/clerk.ts'

// What the monkey found, each as short as it could be made.

afterEach(signOut)

test('a search longer than the screen is wide keeps the list in its box', async () => {
  const clerk = await signIn('en', { company: await demoBooks() })
  await clerk.types('1.1.13', Enter, F2, '深沟球轴承'.repeat(12))
  const page = clerk.session.page()
  const widths = page.lines.map(line => stringWidth(line.map(({ text }) => text).join('')))
  expect(new Set(widths)).toEqual(new Set([80]))
})

test('a window of one cell is told to be too small, whatever is open', async () => {
  const clerk = await signIn('en', { company: await demoBooks() })
  for (const keys of [[], ['1.1.13', Enter], [F2]]) {
    await clerk.types(...keys)
    clerk.session.resize({ columns: 1, rows: 1 })
    expect(clerk.session.page().lines).toHaveLength(1)
    clerk.session.resize({ columns: 80, rows: 24 })
  }
})
