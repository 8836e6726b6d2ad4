/** `small` runs inside the tests, `quick` with every push, `full` when there is time. */
export type Size = 'small' | 'quick' | 'full'

export interface Ask {
  readonly size: Size
  readonly seed: number
  /** The name of a deliberately broken piece to work with; it must turn the stage red. */
  readonly mutant?: string
  /** Into how many runs, on other cores or other evenings, the tries are spread; this is one of them. */
  readonly parts?: number
}

export interface Outcome {
  /** What was counted, in words. */
  readonly measured: string
  /** What was wrong; empty when all held. */
  readonly faults: readonly string[]
  /** This machine has not what all of it takes; `measured` says what. */
  readonly leftOut?: boolean
}

/** One kind of torture. */
export interface Stage {
  readonly name: string
  /** By name, what is broken. */
  readonly mutants: Readonly<Record<string, string>>
  readonly run: (ask: Ask) => Promise<Outcome>
}

/** A number for each size. */
export const sized = <T>(size: Size, small: T, quick: T, full: T): T =>
  ({ small, quick, full })[size]

/** How many tries one part of a stage makes. */
export const tries = (
  { size, parts = 1 }: Ask,
  ...each: readonly [small: number, quick: number, full: number]
): number => Math.ceil(sized(size, ...each) / parts)
