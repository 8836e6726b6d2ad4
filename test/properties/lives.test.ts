import fc from 'fast-check'
import { test } from 'vitest'
import { ask } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type Asking, beginLife, keepGoods } from '../torture/life-begin.ts'
import { decisions } from '../torture/life-commands.ts'
import { verbOf } from '../torture/life-verbs.ts'
import type { Doing } from './certificates-count.ts'

test(
  'whoever audits, changes, judges, stops and archives, the books say what a second count says',
  { timeout: 120_000 },
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Asking>('all', 'large'),
        fc.commands(decisions, { size: '+1' }),
        async (asking, all) => {
          const { books, paper } = await beginLife(asking)
          const did: Doing['did'] = async (act, input, user = books.user) => {
            const decision = await ask({ ...books, user }, verbOf(act), input)
            return decision.ok ? (decision.value.result ?? true) : null
          }
          const begin = async () => {
            const life = { model: paper, real: { books, did } }
            await keepGoods(life.model, life.real, 'a change')
            return life
          }
          await fc.asyncModelRun(begin, all)
          const wrong = await wrongIn(books)
          if (wrong.length > 0) throw new Error(wrong.join('\n'))
          await books.db.destroy()
        },
      ),
      { numRuns: 40 },
    ),
)
