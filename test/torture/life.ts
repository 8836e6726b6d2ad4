import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { perform } from '../../src/ledger/perform.ts'
import type { Posting } from '../../src/ledger/posting.ts'
import type { Doing } from '../properties/certificates-count.ts'
import { wrongIn, wrongNow } from '../support/wrong-in.ts'
import { type ActName, verbOf } from './acts.ts'
import { type Asking, beginLife, type Kept, keepGoods } from './life-begin.ts'
import { commands } from './life-commands.ts'
import { look } from './life-compare.ts'
import { type Stage, tries } from './stage.ts'

/** Which part of which act's posting a mutant forgets. */
const forgets: Readonly<Record<string, readonly [ActName, keyof Posting]>> = {
  'ship-keeps': ['ship', 'allocations'],
  'cancel-keeps': ['cancel', 'allocations'],
  'never-closes': ['ship', 'closings'],
  'confirms-nothing': ['confirm', 'saves'],
  'good-twice': ['ship-by', 'certificateEvents'],
  'keeps-certified': ['ship-by', 'allocations'],
  'unsigned-note': ['sign-note', 'noteEvents'],
  'audits-nothing': ['audit', 'saves'],
  'approves-nothing': ['approve-change', 'saves'],
  'uses-nothing': ['use', 'moves'],
  'holds-nothing': ['judge-credit', 'saves'],
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
    'good-twice': 'a certificate that was shipped stays good',
    'keeps-certified': 'what left by certificate stays allocated',
    'unsigned-note': 'a signature on a note is only said',
    'audits-nothing': 'an audit is only said',
    'approves-nothing': 'an approved change is not saved',
    'uses-nothing': 'what was used stays where it lay',
    'holds-nothing': 'a hold is only said',
  },
  run: async ask => {
    const { seed, mutant } = ask
    // A broken piece is looked for until it is seen; what it takes at least to see it is nobody's question.
    const numRuns = mutant === undefined ? tries(ask, 60, 2000, 100_000) : 1000
    const faults: string[] = []
    let tried = 0
    const done = new Map<ActName, number>()
    const anyLife = fc.commands(commands, { size: '+1' })
    const anyBeginning = fc.record({
      asking: fc.constantFrom<Asking>('nothing', 'all', 'large'),
      kept: fc.constantFrom<Kept>('nothing', 'goods', 'a change', 'consigned'),
      // Empty books to do the log again in take longer to make than a life does: every eighth is replayed.
      replayed: fc.nat({ max: 7 }).map(one => one === 0),
    })
    const lives = fc.asyncProperty(anyBeginning, anyLife, async (begun, all) => {
      const { asking, kept, replayed } = begun
      const { books, paper } = await beginLife(asking)
      const did: Doing['did'] = async (act, input, user = books.user) => {
        const intent = { id: randomUUID(), screen: 'torture' }
        const decision = await perform({ ...books, user }, verbWith(act, mutant), input, intent)
        tried += 1
        if (!decision.ok) return null
        done.set(act, (done.get(act) ?? 0) + 1)
        return decision.value.result ?? true
      }
      const begin = async () => {
        const life = { model: paper, real: { books, did } }
        await keepGoods(life.model, life.real, kept)
        return life
      }
      try {
        await fc.asyncModelRun(begin, all)
        await look(paper, books)
        const wrong = await (replayed ? wrongIn : wrongNow)(books)
        if (wrong.length > 0) throw new Error(wrong.join('\n'))
      } finally {
        await books.db.destroy()
      }
    })
    const report = await fc.check(lives, { numRuns, seed, endOnFailure: mutant !== undefined })
    if (report.failed) {
      const why = report.errorInstance instanceof Error ? report.errorInstance.message : ''
      const [begun, acts] = report.counterexample!
      faults.push(`after ${report.numRuns} lives: ${JSON.stringify(begun)},${acts} ${why}`)
      faults.push(`fast-check: seed ${report.seed}, path ${report.counterexamplePath}`)
    }
    const ofKind = (...acts: ActName[]) => acts.reduce((sum, act) => sum + (done.get(act) ?? 0), 0)
    const ended = ofKind('close', 'cancel', 'call-off', 'archive')
    const measured =
      `${report.numRuns} lives, ${tried} acts: ${ofKind('audit')} audits, ` +
      `${ofKind('approve-change', 'refuse-change', 'withdraw-change')} changes judged, ${ofKind('stop', 'resume')} stops and resumptions, ` +
      `${ended} orders closed, cancelled and archived, ${ofKind('use', 'undo')} usages and undoings, ` +
      `${ofKind('ship-by')} certificates fetched, ${ofKind('sign-note')} notes signed, ${faults.length} faults`
    return { measured, faults }
  },
}
