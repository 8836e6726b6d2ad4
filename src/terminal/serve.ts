import type { Key } from '../session/keys.ts'
import type { Session } from '../session/session.ts'
import { openTerminal, type TerminalOptions } from './terminal.ts'

type Surroundings = Pick<TerminalOptions, 'input' | 'output' | 'env'> & {
  /** Work that waits until the clerk reads: done when no key has come for a while. */
  readonly idle?: () => void
}

/** The clerk is reading, not typing, after so many milliseconds. */
const reading = 400

/** A screen is shown at least this often while keys are waiting, in milliseconds. */
const patience = 60

/**
 * Lets a clerk work in a session at a terminal until they leave or the line drops. Keys are taken one after the other and
 * kept in order, however fast they come; the screen is drawn when no key is waiting.
 */
export const serve = (session: Session, surroundings: Surroundings): Promise<void> =>
  new Promise((resolve, reject) => {
    const waiting: Key[] = []
    let working = false
    let gone = false
    let shownAt = 0
    let resting: NodeJS.Timeout | undefined

    const terminal = openTerminal({
      ...surroundings,
      onKey: key => {
        waiting.push(key)
        if (!working) work().catch(fail)
      },
      onResize: size => {
        session.resize(size)
        if (!working) show()
      },
      onHangUp: () => {
        gone = true
        if (!working) leave().catch(fail)
      },
    })

    const show = () => {
      shownAt = Date.now()
      terminal.show(session.page())
    }
    const work = async () => {
      working = true
      // Keeping the draft is part of the work: a key that came meanwhile waits for it.
      do {
        while (waiting.length > 0 && !session.over) {
          await session.press(waiting.shift()!)
          if (waiting.length > 0 && !gone && Date.now() - shownAt > patience) show()
        }
        if (session.over || gone) return leave()
        show()
        await session.keep()
      } while (waiting.length > 0)
      working = false
      if (gone) return leave()
      rest()
    }
    const rest = () => {
      clearTimeout(resting)
      if (surroundings.idle) resting = setTimeout(surroundings.idle, reading).unref()
    }
    const leave = async () => {
      clearTimeout(resting)
      await session.keep()
      terminal.close()
      resolve()
    }
    const fail = (error: unknown) => {
      terminal.close()
      reject(error)
    }

    session.resize(terminal.size)
    show()
  })
