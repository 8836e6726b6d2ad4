import { afterEach, expect, test } from 'vitest'
import {
  Backspace,
  End,
  Enter,
  F3,
  F7,
  F8,
  ShiftTab,
  signIn,
  signOut,
  Tab,
} from '../support/clerk.ts'

afterEach(signOut)

test('a number changed where it stands loses its commas first, so that none stands wrong', async () => {
  const clerk = await signIn('en')
  await clerk.types('1.4.1', Enter, '10-10000', Enter, Tab, Tab, Tab, '1,234.5', Tab, ShiftTab)
  expect(clerk.screen).toContain('1,234.50')
  await clerk.types(End, Backspace, Backspace, Backspace, Backspace, Tab)
  expect(clerk.screen).toContain(' 123.00')
  await clerk.types(ShiftTab, F3, '1', F3, Tab)
  expect(clerk.screen).toContain('1,123.00')
  await clerk.types(ShiftTab, F8, F7)
  expect(clerk.screen).toContain('Price: 1123.00')
  await clerk.types(Backspace, Backspace, Backspace, Backspace, Tab)
  expect(clerk.screen).toContain(' 112.00')
  // What was refused is as it was typed: 12,50 never becomes 1250.
  await clerk.types(ShiftTab, '12,50', Tab)
  expect(clerk.messages).toEqual([76])
  await clerk.types(End, Tab)
  expect(clerk.messages).toEqual([76])
  expect(clerk.screen).toContain('12,50')
})
