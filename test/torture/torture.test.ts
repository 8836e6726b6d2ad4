import { expect, test } from 'vitest'
import { stages } from './stages.ts'

// A small helping of each; `npm run torture -- --quick` is what every push must stand.
const seed = Date.now() % 2 ** 31

test.each(stages.map(stage => [stage.name, stage] as const))(
  `%s holds (seed ${seed})`,
  { timeout: 120_000 },
  async (_, stage) => {
    const { measured, faults, leftOut } = await stage.run({ size: 'small', seed })
    if (leftOut) process.stderr.write(`${stage.name}: ${measured}\n`)
    expect(faults, measured).toEqual([])
  },
)
