/** Numbers that look like chance and come again with the same seed. */
export const createChance = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  /** A whole number from 0 up to, not including, `below`. */
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    between: (least: number, most: number) => least + below(most - least + 1),
    /** Happens so often in one. */
    happens: (often: number) => next() < often,
    one: <T>(from: readonly T[]): T => from[below(from.length)]!,
  }
}

export type Chance = ReturnType<typeof createChance>
