import { signInFirst, vouchedFor } from '../../bin/sign-in.ts'
import type { Role } from '../../db/schema.ts'
import type { Language } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import { changeOwnPassword } from '../../src/security/change-password.ts'
import { type Cost, hashPassword } from '../../src/security/password.ts'
import { users } from '../../src/security/users.ts'
import { sitDown } from '../support/clerk.ts'
import { carryOut, company, today } from '../support/company.ts'

/** Costs nothing to work out: for tests that try many. */
export const cheap = { N: 1024, r: 8, p: 1 }

/** The password of everybody here. */
export const password = 'green harbour crane'

/** Adds a user with the password that everybody has here, given by somebody else or already their own. */
export const addUser = async (
  books: Books,
  code: string,
  roles: readonly Role[],
  { temporary = false } = {},
): Promise<void> => {
  const values = { code, name: `${code} X`, ...Object.fromEntries(roles.map(role => [role, 1])) }
  const first = temporary ? password : 'lent until tomorrow'
  await carryOut(books, users.save, { values, hash: await hashPassword(first, cheap) })
  if (temporary) return
  const own = { ...books, user: code }
  const change = { old_password: first, new_password: password, again: password }
  await changeOwnPassword(own, change, { id: `own-${code}`, screen: 'test' }, cheap)
}

/** Books with anna, who may do everything, carl the clerk, and a clock and a pause that tests turn. */
export const guarded = async (path?: string, cost: Cost = cheap) => {
  let time = new Date(`${today}T10:00:00`).getTime()
  let idle = 0
  const books: Books = { ...(await company(path)), now: () => new Date(time) }
  await addUser(books, 'carl', ['clerk'])
  const place = (language: Language) => ({
    ledger: books,
    language,
    now: books.now,
    directory: 'nowhere',
    elapsed: () => idle,
    cost,
  })
  const found = (await books.db.selectFrom('company').selectAll().executeTakeFirst())!
  return {
    books,
    /** Lets minutes pass, on the wall and at the keyboard. */
    wait: (minutes: number) => {
      time += minutes * 60_000
      idle += minutes * 60_000
    },
    /** A clerk before the door. */
    arrives: async (language: Language) =>
      sitDown(books, await signInFirst(place(language), found), { tickEvery: 10 }),
    /** A clerk whom the operating system has let in. */
    comesBySsh: async (language: Language, name: string) =>
      sitDown(books, await vouchedFor(place(language), name), { tickEvery: 10 }),
  }
}
