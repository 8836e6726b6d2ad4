import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { perform } from '../../src/ledger/perform.ts'
import type { Posting } from '../../src/ledger/posting.ts'
import { company } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type ActName, verbOf } from './acts.ts'
import { commands, type Real } from './life-acts.ts'
import { onPaper } from './life-model.ts'
import { type Stage, sized } from './stage.ts'

/** Which part of which act's posting a mutant forgets. */
const forgets: Readonly<Record<string, readonly [ActName, keyof Posting]>> = {
  'ship-keeps': ['ship', 'allocations'],
  'cancel-keeps': ['cancel', 'allocations'],
  'never-closes': ['ship', 'closings'],
  'confirms-nothing': ['confirm', 'saves'],
}

const verbWith = (act: ActName, mutant: string | undefined) => {
  const verb = verbOf(act)
  const [broken, part] = (mutant !== undefined && forgets[mutant]) || []
  if (act !== broken || part === undefined) return verb
  return {
    ...verb,
    decide: (...asked: Parameters<typeof verb.decide>) => {
      const decision = verb.decide(...asked)
      if (!decision.ok) return decision
      const { result, posting } = decision.value
      return { ...decision, value: { result, posting: { ...posting, [part]: [] } } }
    },
  }
}

/** Orders live every life that can be thought of, in the books and on paper. */
export const life: Stage = {
  name: 'life',
  mutants: {
    'ship-keeps': 'a shipment keeps its allocation',
    'cancel-keeps': 'a cancelled order keeps its allocations',
    'never-closes': 'a cancelled backorder stays open',
    'confirms-nothing': 'a confirmation is only said',
  },
  run: async ({ size, seed, mutant }) => {
    const numRuns = sized(size, 60, 2000, 100_000)
    const faults: string[] = []
    let acts = 0
    const lives = fc.asyncProperty(fc.commands(commands, { size: '+1' }), async all => {
      const books = await company()
      const did: Real['did'] = async (act, input) => {
        acts += 1
        const intent = { id: randomUUID(), screen: 'torture' }
        const decision = await perform(books, verbWith(act, mutant), input, intent)
        return decision.ok ? (decision.value.result ?? true) : null
      }
      try {
        await fc.asyncModelRun(() => ({ model: onPaper(), real: { books, did } }), all)
        const wrong = await wrongIn(books)
        if (wrong.length > 0) throw new Error(wrong.join('\n'))
      } finally {
        await books.db.destroy()
      }
    })
    const report = await fc.check(lives, { numRuns, seed })
    if (report.failed) {
      const why = report.errorInstance instanceof Error ? report.errorInstance.message : ''
      faults.push(`after ${report.numRuns} lives: ${report.counterexample} ${why}`)
      faults.push(`fast-check: seed ${report.seed}, path ${report.counterexamplePath}`)
    }
    return { measured: `${report.numRuns} lives, ${acts} acts, ${faults.length} faults`, faults }
  },
}
