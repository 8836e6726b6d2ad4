import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, by the beginning of its name, the longest first. */
const long = ['torture', 'properties', 'upkeep', 'terminal/painter', 'db', 'screens', 'session']

const rank = ({ moduleId }: TestSpecification) => {
  const at = long.findIndex(name => moduleId.includes(`/test/${name}`))
  return at < 0 ? long.length : at
}

/** The long ones first, so that no processor is idle at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

/** Rooms of which no test touches the process itself: what they stand on is loaded once for all of them. */
const together = [
  ...['certificate', 'consignment', 'credit', 'dictionary', 'exchange', 'inventory', 'item'],
  ...['kernel', 'ledger'],
  ...['northwind', 'paper', 'sales', 'screens', 'security'],
].map(room => `test/${room}/**/*.test.ts`)

export default defineConfig({
  // React runs as it is shipped: its development build is three times as slow.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    env: { NODE_ENV: 'production', TZ: 'Asia/Shanghai' },
    testTimeout: 60_000,
    // One less is usual, and leaves one of two processors idle.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: together },
      },
      { extends: true, test: { name: 'together', include: together, isolate: false } },
    ],
  },
})
