import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** The line of those who wait to write into the same books, whatever program they wait in. */
export interface Line {
  /** How many stand before: before the place that is held, or in all while none is. */
  ahead(): number
  /** Takes the place at the end, or keeps the one that is held. */
  stand(): void
  leave(): void
}

/** Who hasn't looked for so many milliseconds is dead or stopped, and isn't waited for. */
const longestSilence = 2000

/** The line is a courtesy: where the disk refuses it, SQLite's own lock decides who comes next. */
const perhaps = <T>(otherwise: T, act: () => T): T => {
  try {
    return act()
  } catch {
    return otherwise
  }
}

let tickets = 0

/** By the clock that all programs of a machine share and nobody can set back. */
const nextTicket = () => {
  tickets += 1
  return `${String(process.hrtime.bigint()).padStart(20, '0')}-${process.pid}-${tickets}`
}

/**
 * A line at the books of that name: a directory beside them that is there while anyone waits, with an empty file for each,
 * named by when they came and touched as often as they look. SQLite lets in whoever asks at the right moment, and of a
 * hundred who ask all day some never do.
 */
export const openLine = (books: string): Line => {
  const directory = `${books}-line`
  let held: string | null = null

  const isGone = (ticket: string) => {
    const at = join(directory, ticket)
    const touched = statSync(at, { throwIfNoEntry: false })?.mtimeMs
    const isSilent = touched !== undefined && Math.abs(Date.now() - touched) > longestSilence
    if (isSilent) rmSync(at, { force: true })
    return touched === undefined || isSilent
  }

  return {
    ahead: () =>
      perhaps(0, () => {
        // Asked at every save, and mostly there is none: an error would cost ten times as much.
        if (!existsSync(directory)) return 0
        const before = readdirSync(directory)
          .sort()
          .filter(ticket => held === null || ticket < held)
        // All stand behind the first; who is silent further back is found when they are the first.
        while (before[0] !== undefined && isGone(before[0])) before.shift()
        return before.length
      }),

    stand: () =>
      perhaps(undefined, () => {
        held ??= nextTicket()
        const at = join(directory, held)
        const now = new Date()
        try {
          utimesSync(at, now, now)
        } catch {
          mkdirSync(directory, { recursive: true })
          writeFileSync(at, '')
        }
      }),

    leave: () => {
      if (held === null) return
      const at = join(directory, held)
      held = null
      perhaps(undefined, () => {
        rmSync(at, { force: true })
        // Who leaves last takes the line away; it isn't empty while others stand in it.
        rmdirSync(directory)
      })
    },
  }
}
