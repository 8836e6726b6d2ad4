import { isSame, type Notice } from '../kernel/entry.ts'

/** What rows 22 and 23 say. */
export const createSaying = () => {
  let notices: readonly Notice[] = []
  let onScreen: readonly Notice[] = []
  return {
    get notices(): readonly Notice[] {
      return notices
    },
    say: (...more: readonly Notice[]) => {
      for (const one of more) {
        if (!notices.some(other => isSame(other, one))) notices = [...notices, one]
      }
    },
    /** Says this in the place of all that was said. */
    sayInstead: (...more: readonly Notice[]) => {
      notices = more
    },
    /**
     * An error was not on the screen yet: what was typed before goes on from what was refused. Warnings and information
     * stop nobody who types ahead.
     */
    get isUnseen(): boolean {
      return notices.some(one => one.message.level === 'error' && !onScreen.includes(one))
    },
    /** These stand on the screen. */
    seen: (shown: readonly Notice[]) => {
      onScreen = shown
    },
  }
}
