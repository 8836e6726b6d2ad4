import { afterEach, expect, test } from 'vitest'
import { demoBooks, Enter, F1, F4, signIn, signOut, Up } from '../support/clerk.ts'

afterEach(signOut)

/** At the question that follows the rows, out of a row that was begun and left empty. */
const asked = async (code: string) => {
  const clerk = await signIn('en', { company: await demoBooks() })
  await clerk.types(code, Enter, 'SO10019', F1)
  for (let count = 0; count < 20 && !clerk.asking; count++) await clerk.types(F1)
  expect(clerk.line(22)).toMatch(/^Is all information correct/)
  return { clerk, rows: clerk.session.standing!.row }
}

test.each([
  ['7.1.6', 'No, and No to leaving', ['n', Enter, Enter]],
  ['7.9.15', 'No, and No to leaving', ['n', Enter, Enter]],
])('%s: %s goes back to the row that was begun', async (code, _, keys) => {
  const { clerk, rows } = await asked(code)
  await clerk.types(...keys)
  expect([clerk.asking, clerk.session.standing?.row, clerk.field]).toEqual([false, rows, 'line'])
  const { row } = clerk.cursor
  expect(clerk.line(row + 1)).toMatch(/^│ +│$/)
  await clerk.types('77')
  expect(clerk.line(row + 1)).toMatch(/^│ ?77 +│$/)
  await clerk.types(F4, Up)
  expect([clerk.session.standing?.row, clerk.messages]).toEqual([rows - 1, []])
  await clerk.types(F4)
  expect(clerk.asking).toBe(true)
})
