import { parseArgs } from 'node:util'
import type { Ask, Stage } from './stage.ts'
import { stages as all } from './stages.ts'

// `npm run torture`: everything that the books must stand, in full. With --quick as much as every push
// must stand, with --mutants the proof that each stage sees what it is for. Names of stages choose; with
// --part K/N the tries of a stage are spread over N runs, of which this is the Kth.
const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    small: { type: 'boolean' },
    mutants: { type: 'boolean' },
    seed: { type: 'string' },
    part: { type: 'string', default: '1/1' },
  },
  allowPositionals: true,
})
const stages = positionals.length === 0 ? all : all.filter(one => positionals.includes(one.name))
const [part = 1, parts = 1] = values.part.split('/').map(Number)
const seed = (values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)) + part - 1
const size = values.small ? 'small' : values.quick ? 'quick' : 'full'

const say = (line: string) => void process.stdout.write(`${line}\n`)
let failed = false

const runOne = async (stage: Stage, ask: Ask, label: string) => {
  const begun = performance.now()
  const { measured, faults, leftOut = false } = await stage.run(ask)
  const took = `${((performance.now() - begun) / 1000).toFixed(1)} s`
  const asWanted = faults.length > 0 === (ask.mutant !== undefined)
  // What was not tried is neither: it must not be read as held, and hides no fault of the rest.
  const excused = leftOut && faults.length === 0
  const verdict = excused ? 'absent' : asWanted ? 'held  ' : 'FAILED'
  say(`${verdict} ${label} [${took}] ${measured}`)
  for (const fault of faults.slice(0, ask.mutant === undefined ? 10 : 2)) say(`         ${fault}`)
  failed ||= verdict === 'FAILED'
}

say(`seed ${seed}, ${values.mutants ? 'mutants' : size}`)
for (const stage of stages) {
  if (!values.mutants) {
    await runOne(stage, { size, seed, parts }, stage.name)
    continue
  }
  for (const [mutant, broken] of Object.entries(stage.mutants)) {
    const label = `${stage.name} sees that ${broken}`
    await runOne(stage, { size: 'small', seed, mutant }, label)
  }
}
process.exitCode = failed ? 1 : 0
