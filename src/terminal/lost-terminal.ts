import { closeSync, fstatSync, openSync } from 'node:fs'

const standardStreams = [0, 1, 2]

/**
 * Puts /dev/null in the place of a terminal that is gone. When Node ends it gives its terminals
 * back their first mode, and aborts with a stack trace and a core file when that can't be done.
 */
export const forgetLostTerminal = (): void => {
  for (const descriptor of standardStreams) {
    try {
      if (!fstatSync(descriptor).isCharacterDevice()) continue
      closeSync(descriptor)
      // The lowest free number is given, which is the one just closed.
      openSync('/dev/null', 'r+')
    } catch {
      // A descriptor that is closed already is as good.
    }
  }
}
