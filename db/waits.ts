import { setTimeout as sleep } from 'node:timers/promises'
import type { Line } from './line.ts'

/** The wait for another writer, as the clerk's side sees it. */
export interface Waits {
  /** Is told when a wait is long enough to be noticed, and when it is over. */
  tell: (waiting: boolean) => void
  /** Ends the wait at hand, if there is one: what waited fails with `GaveUp` and has written nothing. */
  giveUp(): void
}

/** The clerk wouldn't wait any longer. */
export class GaveUp extends Error {}

/** SQLite blocks the whole program while it waits, so it waits hardly at all: milliseconds. */
export const shortWait = 20

/** A wait shorter than this is over before a message about it could be read. */
const noticeable = 200

/** Who is next looks often, who is far back seldom: a hundred who look all the time leave no time to work. */
const pause = (ahead: number) => sleep(Math.min(2 + 4 * ahead, 200))

/** Whether a statement failed because someone else was writing. */
const isBusy = (error: unknown): boolean =>
  String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')

/** Tries in turn until nobody is in the way, for so many milliseconds; the program goes on painting meanwhile. */
export const createWaits = (patience: number, line: Line) => {
  let givenUp = false
  const waits: Waits = {
    tell: () => {},
    giveUp: () => {
      givenUp = true
    },
  }

  const untilFree = async (attempt: () => Promise<unknown>): Promise<void> => {
    const since = performance.now()
    let told = false
    givenUp = false
    try {
      for (;;) {
        const waited = performance.now() - since
        const ahead = line.ahead()
        // The last try is made out of turn: what is refused is then what SQLite refuses.
        if (ahead === 0 || waited >= patience) {
          try {
            await attempt()
            return
          } catch (error) {
            if (!isBusy(error) || waited >= patience) throw error
          }
        }
        if (!told && waited >= noticeable) {
          told = true
          waits.tell(true)
        }
        line.stand()
        await pause(ahead)
        if (givenUp) throw new GaveUp()
      }
    } finally {
      line.leave()
      if (told) waits.tell(false)
    }
  }

  return { waits, untilFree }
}
