import fc from 'fast-check'
import { test } from 'vitest'
import { ask } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { keepGoods, livingBooks, rulesOfCompanies } from '../torture/life-begin.ts'
import { decisions } from '../torture/life-commands.ts'
import { onPaper } from '../torture/life-model.ts'
import { verbOf } from '../torture/life-verbs.ts'
import type { Doing } from './certificates-count.ts'

test(
  'whoever audits, changes, judges, stops and archives, the books say what a second count says',
  { timeout: 120_000 },
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...rulesOfCompanies.slice(1)),
        fc.commands(decisions, { size: '+1' }),
        async (rules, all) => {
          const books = await livingBooks(rules)
          const did: Doing['did'] = async (act, input, user = books.user) => {
            const decision = await ask({ ...books, user }, verbOf(act), input)
            return decision.ok ? (decision.value.result ?? true) : null
          }
          const begin = async () => {
            const life = { model: onPaper(rules), real: { books, did } }
            await keepGoods(life.model, life.real, false)
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
