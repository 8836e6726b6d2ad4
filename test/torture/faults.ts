import { faultsOfDisk } from './faults-of-disk.ts'
import { faultsOfFiles } from './faults-of-files.ts'
import { faultsOfOthers } from './faults-of-others.ts'
import type { Stage } from './stage.ts'
import { brokenPieces } from './trial.ts'

const trials = [...faultsOfDisk, ...faultsOfFiles, ...faultsOfOthers]

/** Disks fail, clocks are wrong, files go away: a clear message, nothing lost, and the program goes on or leaves. */
export const faults: Stage = {
  name: 'faults',
  mutants: Object.fromEntries(
    trials.map(({ name, mutant }) => [name, `${brokenPieces[mutant]}: ${name}`]),
  ),
  run: async ask => {
    const found: string[] = []
    const untried: string[] = []
    const run = trials.filter(({ name }) => ask.mutant === undefined || ask.mutant === name)
    for (const trial of run) {
      const mutant = ask.mutant === undefined ? {} : { mutant: trial.mutant }
      const wrong = await trial.run({ size: ask.size, seed: ask.seed, ...mutant })
      if (wrong === null) untried.push(trial.name)
      else found.push(...wrong.map(fault => `${trial.name}: ${fault}`))
    }
    const leftOut = untried.length > 0
    const without = leftOut ? `; LEFT OUT without a C compiler: ${untried.join(', ')}` : ''
    const tried = run.length - untried.length
    const measured = `${tried} of ${run.length} cases, ${found.length} faults${without}`
    return { measured, faults: found, leftOut }
  },
}
