import type { ScryptOptions } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { signIn } from '../../src/security/sign-in.ts'
import { users } from '../../src/security/users.ts'
import { addUser, cheap, password } from '../security/door-support.ts'
import { carryOut, company } from '../support/company.ts'

// What takes the time of a sign-in is told from here, and done as ever: a stopwatch would tell of the machine's other work.
const worked = vi.hoisted(() => [] as ScryptOptions[])
vi.mock(import('node:crypto'), async original => {
  const real = await original()
  const scrypt = ((...asked: Parameters<typeof real.scrypt>) => {
    worked.push(asked[3])
    real.scrypt(...asked)
  }) as typeof real.scrypt
  return { ...real, scrypt }
})

test('a name that nobody has costs the work that a known one does, and gets its answer', async () => {
  const books = await company()
  await addUser(books, 'carl', ['clerk'])
  await addUser(books, 'eve', ['clerk'])
  await books.db.updateTable('user').set({ active: 0 }).where('code', '=', 'eve').execute()
  await carryOut(books, users.save, { values: { code: 'fay', name: 'no password' }, hash: null })
  const asked = [
    ['carl', 'wrong'],
    ['nobody', password],
    ['eve', password],
    ['fay', password],
  ] as const
  const heard = []
  for (const [name, typed] of asked) {
    worked.length = 0
    const answer = await signIn(books, { name, password: typed }, cheap)
    heard.push([answer.ok ? 'in' : answer.refusal.message.number, worked.map(({ N }) => N)])
  }
  expect(heard).toEqual(asked.map(() => [9203, [cheap.N]]))
})
