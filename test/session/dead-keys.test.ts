import { afterEach, expect, test } from 'vitest'
import { Enter, F1, F6, F7, F9, F10, F11, F12, signIn, signOut, Tab } from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

const lines = ['7.1.1', Enter, Enter, 'C001', F1, F1, F1]

test.each([
  ['F11 in the lines of an order', [...lines, F11], [73]],
  ['F9 on the first line', [...lines, '10-10000', Tab, '2', F1, F9, F9], [21]],
  ['F10 on the last line', [...lines, F10], [20]],
  ['F9 behind the key', ['1.4.1', Enter, '10-10000', Enter, F9], [73]],
  ['letters in a list without a search', ['1.6', Enter, F1, 'x'], [73]],
  ['F12 in a list', ['1.6', Enter, F1, F12], [73]],
  ['F11 on the menu', [F11], [73]],
  ['F7 on the menu', [F7], [73]],
])('%s says that it does nothing', async (_, keys, says) => {
  const clerk = await signIn('en', { company: await company() })
  await clerk.types(...keys)
  expect(clerk.messages).toEqual(says)
})

test('the key is named as it is printed', async () => {
  const clerk = await signIn('en')
  await clerk.types(F11)
  expect(clerk.line(22)).toBe('Warning: F11 does nothing here (73)')
})

test('F6 to the screen on top itself: no F4 is advised, which would lose the line', async () => {
  const clerk = await signIn('en', { company: await company() })
  await clerk.types(...lines, '10-10000', Tab, F6, '7.1.1', Enter)
  expect([clerk.at, clerk.field, clerk.messages]).toEqual(['7.1.1', 'quantity', [113]])
  expect(clerk.line(22)).toBe('Warning: 7.1.1 is this screen itself: go on here (113)')
  await clerk.types(F6, '1.4.1', Enter, F6, '7.1.1', Enter)
  expect([clerk.at, clerk.messages]).toEqual(['1.4.1', [94]])
})
