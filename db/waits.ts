import { setTimeout as sleep } from 'node:timers/promises'

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

/** Tries come at odd moments, else writers that met once would meet again and again. */
const pause = () => sleep(5 + Math.random() * 25)

/** Whether a statement failed because someone else was writing. */
const isBusy = (error: unknown): boolean =>
  String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')

/** Tries until nobody is in the way, for so many milliseconds; the program goes on painting meanwhile. */
export const createWaits = (patience: number) => {
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
        try {
          await attempt()
          return
        } catch (error) {
          const waited = performance.now() - since
          if (!isBusy(error) || waited >= patience) throw error
          if (!told && waited >= noticeable) {
            told = true
            waits.tell(true)
          }
        }
        await pause()
        if (givenUp) throw new GaveUp()
      }
    } finally {
      if (told) waits.tell(false)
    }
  }

  return { waits, untilFree }
}
