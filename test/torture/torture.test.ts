import { expect, test } from 'vitest'
import { stages } from './stages.ts'

// A small helping of each; `npm run torture -- --quick` is what every push must stand.
const seed = Date.now() % 2 ** 31

test.each(stages.map(stage => [stage.name, stage] as const))(
  `%s holds (seed ${seed})`,
  { timeout: 120_000 },
  async (_, stage) => {
    const { measured, faults } = await stage.run({ size: 'small', seed })
    expect(faults, measured).toEqual([])
  },
)
