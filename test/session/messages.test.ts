import { afterEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { notice } from '../../src/kernel/entry.ts'
import { messageRows } from '../../src/session/view/messages.ts'
import { demoBooks, Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'

afterEach(signOut)

test('an order that is short and waits for its audit says so, and that it is saved', async () => {
  const clerk = await signIn('en', { company: await demoBooks() })
  await clerk.types('7.1.1', Enter, Enter, '01000001', F1, F1, F1, '10-10000', Tab, '9000', F1)
  await clerk.types(F4, F1, F4)
  await clerk.types('y', Enter)
  expect(clerk.messages.length).toBeGreaterThan(2)
  expect(clerk.line(22)).toMatch(/^Warning: .* …$/)
  expect(clerk.line(23)).toMatch(/Order SO\d+ saved/)
})

const saved = notice(msg.recordSaved, 'SO10001')
const other = notice(msg.recordDeleted)
const short = (lines: string) => notice(msg.linesShort, lines)
const long = Array.from({ length: 40 }, (_, at) => String(at)).join(', ')

test.each([
  [
    'two fit',
    [short('1'), saved],
    ['Warning: Not enough free stock for line 1 (87)', 'Saved SO10001'],
  ],
  [
    'of three, two that are as urgent share a row',
    [short('1'), saved, other],
    ['Warning: Not enough free stock for line 1 (87)', 'Saved SO10001  Record deleted'],
  ],
])('%s', (_, notices, rows) => {
  expect(messageRows(notices, 'en', 80).map(({ text }) => text)).toEqual(rows)
})

test('a warning of many rows leaves one for what is saved, and shows that it goes on', () => {
  const [first, second] = messageRows([short(long), saved], 'en', 80)
  expect(first!.text).toMatch(/^Warning: .* …$/)
  expect(second!.text).toBe('Saved SO10001')
})
