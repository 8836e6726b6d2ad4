import { setTimeout as wait } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Verb } from '../../src/ledger/perform.ts'

type AnyVerb = Verb<unknown, unknown, unknown>

const withDb = (books: Books, change: Partial<Books['db']>): Books => ({
  ...books,
  db: new Proxy(books.db, {
    get: (db, name) => {
      const found = name in change ? change[name as never] : Reflect.get(db, name)
      return typeof found === 'function' ? (found as () => unknown).bind(db) : found
    },
  }),
})

/** Books whose transactions are none: each statement stands for itself. */
export const withoutTransactions = (books: Books): Books =>
  withDb(books, {
    transaction: () => ({ execute: (work: (db: unknown) => unknown) => work(books.db) }) as never,
  })

/** Books that take back all that is done to them. */
export const withoutTraces = (books: Books): Books =>
  withDb(books, {
    transaction: () =>
      ({
        execute: async (work: (db: Transaction<Database>) => unknown) => {
          const transaction = await books.db.startTransaction().execute()
          try {
            return await work(transaction)
          } finally {
            await transaction.rollback().execute()
          }
        },
      }) as never,
  })

/** Books whose transactions begin without the lock, as Kysely's own do. */
export const withLateLocks = (books: Books): Books =>
  withDb(books, { transaction: () => books.db.transaction().setAccessMode('read only') as never })

/** A verb that looks, thinks a while, and then acts on what it saw. */
export const checkedTooEarly = async (books: Books, verb: AnyVerb, input: unknown) => {
  const facts = await verb.read(books, input)
  await wait(3)
  return { ...verb, read: async () => facts }
}

/** A verb that tells its answer before the books have it. */
export const toldTooEarly = (verb: AnyVerb, tell: (answer: unknown) => void): AnyVerb => ({
  ...verb,
  decide: (...asked) => {
    const decision = verb.decide(...asked)
    if (decision.ok) tell(decision.value.result)
    return decision
  },
})
