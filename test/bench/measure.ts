/** One line of the bench: what was measured, against what, and how far apart they may be. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms'
  readonly baseline: number
  readonly ratio: number
  readonly aim: number
}

/** What is timed, once a call, and what is done after it on nobody's time. */
export interface Side {
  readonly run: (round: number) => unknown
  readonly before?: (round: number) => unknown
  readonly after?: (round: number) => unknown
}

const milliseconds = (value: number) => Math.round(value * 10_000) / 10_000

/** A figure from the two numbers that were measured side by side. */
export const figure = (
  name: string,
  { value, baseline, aim }: { value: number; baseline: number; aim: number },
): Figure => ({
  name,
  value: milliseconds(value),
  unit: 'ms',
  baseline: milliseconds(baseline),
  ratio: Math.round((value / baseline) * 1000) / 1000,
  aim,
})

/** The value below which so large a share of the samples lies: 0.5 is the median. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

const timed = async ({ run, before, after }: Side, round: number): Promise<number> => {
  const prepared = before?.(round)
  if (prepared instanceof Promise) await prepared
  const start = performance.now()
  const done = run(round)
  // Waiting for what isn't a promise would cost the plain side a turn.
  if (done instanceof Promise) await done
  const taken = performance.now() - start
  const tidied = after?.(round)
  if (tidied instanceof Promise) await tidied
  return taken
}

/**
 * Times the sides in turns, so that whatever else the machine does meets all of them: `each` calls
 * of one, as many of the next, and the other way round in the next round. The first `warm` rounds
 * don't count.
 */
export const sideBySide = async (
  sides: readonly Side[],
  { rounds, each, warm = 2 }: { rounds: number; each: number; warm?: number },
): Promise<readonly (readonly number[])[]> => {
  const samples = sides.map(() => [] as number[])
  const turns = sides.map((side, index) => [side, samples[index]!] as const)
  for (let round = 0; round < rounds + warm; round += 1) {
    for (const [side, found] of round % 2 === 0 ? turns : turns.toReversed()) {
      for (let call = 0; call < each; call += 1) {
        const taken = await timed(side, round * each + call)
        if (round >= warm) found.push(taken)
      }
    }
  }
  return samples
}

/** Says something beside the figures. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`)
