import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { perform } from '../../src/ledger/perform.ts'
import type { Posting } from '../../src/ledger/posting.ts'
import { certifying } from '../certificate/certificate-support.ts'
import type { Doing } from '../properties/certificates-count.ts'
import { q } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type ActName, verbOf } from './acts.ts'
import { automatic, commands, enter } from './life-acts.ts'
import { onPaper, type Paper } from './life-model.ts'
import { type Stage, sized } from './stage.ts'

/** Which part of which act's posting a mutant forgets. */
const forgets: Readonly<Record<string, readonly [ActName, keyof Posting]>> = {
  'ship-keeps': ['ship', 'allocations'],
  'cancel-keeps': ['cancel', 'allocations'],
  'never-closes': ['ship', 'closings'],
  'confirms-nothing': ['confirm', 'saves'],
  'good-twice': ['ship-by', 'certificateEvents'],
  'keeps-certified': ['ship-by', 'allocations'],
  'unsigned-note': ['sign-note', 'noteEvents'],
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

/** Two orders whose goods are kept for them: with that, certificates are something to fight for. */
const keepGoods = async (paper: Paper, real: Doing) => {
  const lines = [
    ['10-10000', q(30)],
    ['10-20000', q(40)],
  ] as const
  for (const step of [enter(lines, true), enter(lines, true), automatic]) await step(paper, real)
}

/** Orders live every life that can be thought of, in the books and on paper. */
export const life: Stage = {
  name: 'life',
  mutants: {
    'ship-keeps': 'a shipment keeps its allocation',
    'cancel-keeps': 'a cancelled order keeps its allocations',
    'never-closes': 'a cancelled backorder stays open',
    'confirms-nothing': 'a confirmation is only said',
    'good-twice': 'a certificate that was shipped stays good',
    'keeps-certified': 'what left by certificate stays allocated',
    'unsigned-note': 'a signature on a note is only said',
  },
  run: async ({ size, seed, mutant }) => {
    const numRuns = sized(size, 60, 2000, 100_000)
    const faults: string[] = []
    const done = { acts: 0, left: 0, signed: 0 }
    const anyLife = fc.commands(commands, { size: '+1' })
    const lives = fc.asyncProperty(fc.nat({ max: 3 }), anyLife, async (kept, all) => {
      const books = await certifying()
      const did: Doing['did'] = async (act, input, user = books.user) => {
        done.acts += 1
        const intent = { id: randomUUID(), screen: 'torture' }
        const decision = await perform({ ...books, user }, verbWith(act, mutant), input, intent)
        if (!decision.ok) return null
        if (act === 'ship-by') done.left += 1
        if (act === 'sign-note') done.signed += 1
        return decision.value.result ?? true
      }
      const begin = async () => {
        const life = { model: onPaper(), real: { books, did } }
        if (kept > 0) await keepGoods(life.model, life.real)
        return life
      }
      try {
        await fc.asyncModelRun(begin, all)
        const wrong = await wrongIn(books)
        if (wrong.length > 0) throw new Error(wrong.join('\n'))
      } finally {
        await books.db.destroy()
      }
    })
    // A broken piece need only be seen; what it takes at least to see it is nobody's question.
    const report = await fc.check(lives, { numRuns, seed, endOnFailure: mutant !== undefined })
    if (report.failed) {
      const why = report.errorInstance instanceof Error ? report.errorInstance.message : ''
      faults.push(`after ${report.numRuns} lives: ${report.counterexample} ${why}`)
      faults.push(`fast-check: seed ${report.seed}, path ${report.counterexamplePath}`)
    }
    const measured =
      `${report.numRuns} lives, ${done.acts} acts, ${done.left} certificates fetched, ` +
      `${done.signed} notes signed, ${faults.length} faults`
    return { measured, faults }
  },
}
