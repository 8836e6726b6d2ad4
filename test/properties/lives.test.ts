import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask } from '../support/company.ts'
import { wrongIn, wrongNow } from '../support/wrong-in.ts'
import { verbOf } from '../torture/acts.ts'
import { type Asking, beginLife, type Kept, keepGoods } from '../torture/life-begin.ts'
import { commands, decisions } from '../torture/life-commands.ts'
import type { Doing } from './certificates-count.ts'

test.each([
  ['what is decided about orders', decisions, 'a change', 40],
  ['whatever is sold, certified, lost, shipped, used and returned', commands, 'goods', 40],
] as const)(
  '%s: the books say what a second count says, and are true after each act',
  { timeout: 240_000 },
  (_, some, kept: Kept, numRuns) =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Asking>('all', 'large'),
        fc.commands([...some], { size: '+1' }),
        async (asking, all) => {
          const { books, paper } = await beginLife(asking)
          const did: Doing['did'] = async (act, input, user = books.user) => {
            const decision = await ask({ ...books, user }, verbOf(act), input)
            expect(await wrongNow(books)).toEqual([])
            return decision.ok ? (decision.value.result ?? true) : null
          }
          const begin = async () => {
            const life = { model: paper, real: { books, did } }
            await keepGoods(life.model, life.real, kept)
            return life
          }
          await fc.asyncModelRun(begin, all)
          expect(await wrongIn(books)).toEqual([])
          await books.db.destroy()
        },
      ),
      { numRuns },
    ),
)
