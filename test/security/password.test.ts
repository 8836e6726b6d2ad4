import { expect, test } from 'vitest'
import {
  hashPassword,
  isPassword,
  isSimple,
  isWeak,
  newPassword,
} from '../../src/security/password.ts'
import { cheap } from './door-support.ts'

test('a password is known by its hash, in any of its written forms, and no other is', async () => {
  const kept = await hashPassword('Ｎorth wind 风 é', cheap)
  expect(await isPassword('North wind 风 é', kept)).toBe(true)
  expect(await isPassword('north wind 风 é', kept)).toBe(false)
  expect(await isPassword('', kept)).toBe(false)
  expect(await hashPassword('Ｎorth wind 风 é', cheap)).not.toBe(kept)
})

test('what was kept cheaply is known, and told from what is kept today', async () => {
  expect(isWeak(await hashPassword('x', cheap))).toBe(true)
  expect(isWeak(await hashPassword('x'))).toBe(false)
})

test('a hash that is none is nobody’s', async () => {
  for (const kept of ['', 'scrypt', 'scrypt$1024$8$1$$', 'plain$x', undefined]) {
    expect(await isPassword('', kept)).toBe(false)
  }
})

test.each([
  ['passwordpassword', true],
  ['Password123456', true],
  ['qwerty123456789', true],
  ['chenchenchen2026', true],
  ['陈晓雯陈晓雯陈晓雯', true],
  ['111111111111', true],
  ['aaaaaaaaaaaaaaaa', true],
  ['dingdan-admin-1', true],
  ['green harbour crane', false],
  ['秋天的港口起重机很高', false],
  ['k7mp-x2qr-9fgh-wz3t', false],
])('%s is simple: %s', (password, simple) => {
  expect(isSimple(password, 'chen', '陈晓雯')).toBe(simple)
})

test('passwords that are handed out differ, and are not simple', () => {
  const some = Array.from({ length: 200 }, newPassword)
  expect(new Set(some).size).toBe(200)
  expect(some.filter(one => !/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/.test(one))).toEqual([])
})
