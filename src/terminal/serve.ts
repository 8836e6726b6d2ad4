import { setImmediate as turn } from 'node:timers/promises'
import type { Key } from '../session/keys.ts'
import type { Session } from '../session/session.ts'
import { openTerminal, type TerminalOptions } from './terminal.ts'

type Surroundings = Pick<TerminalOptions, 'input' | 'output' | 'env'> & {
  /** Work that waits until the clerk reads: done when no key has come for a while. */
  readonly idle?: () => void
  /** How often a session is asked whether its clerk has been away too long, in milliseconds. */
  readonly tickEvery?: number
}

/** The clerk is reading, not typing, after so many milliseconds. */
const reading = 400

/** A screen is shown at least this often while keys are waiting, in milliseconds. */
const patience = 60

/** What comes so soon after keys that were thrown away was typed with them, in milliseconds. */
const burst = 100

/** When the line is gone, this many milliseconds later the program is, too. */
const farewell = 500

/**
 * Lets a clerk work in a session at a terminal until they leave or the line drops. Keys are taken
 * one after the other and kept in order, however fast they come; the screen is drawn when no key is
 * waiting.
 */
export const serve = (session: Session, surroundings: Surroundings): Promise<void> =>
  new Promise((resolve, reject) => {
    const waiting: Key[] = []
    let working = false
    let gone = false
    let shownAt = 0
    let deafUntil = 0
    let resting: NodeJS.Timeout | undefined
    let dropped: NodeJS.Timeout | undefined

    const terminal = openTerminal({
      ...surroundings,
      onKey: key => {
        if (session.interrupt(key)) return
        if (performance.now() < deafUntil) return drop()
        waiting.push(key)
        if (!working) work().catch(fail)
      },
      onResize: size => {
        session.resize(size)
        if (!working) show()
      },
      onHangUp: reason => {
        gone = true
        // Nothing new is begun for a clerk who can't see what comes of it. A pipe's end is no such
        // thing: what came through it is meant.
        if (reason !== 'input ended' || surroundings.input.isTTY) waiting.length = 0
        dropped = setTimeout(finish, farewell)
        dropped.unref()
        if (!working) leave().catch(fail)
      },
    })

    const show = () => {
      shownAt = performance.now()
      terminal.show(session.page())
    }
    const drop = () => {
      waiting.length = 0
      // A clock that is put back meanwhile must not shut a clerk out.
      deafUntil = performance.now() + burst
      session.dropped()
    }
    const work = async () => {
      working = true
      // Keeping the draft is part of the work: a key that came meanwhile waits for it.
      do {
        while (waiting.length > 0 && !session.over) {
          await session.press(waiting.shift()!)
          if (session.unseen && waiting.length > 0) drop()
          // That the line dropped meanwhile is heard before another key is taken.
          if (waiting.length > 0) await turn()
          if (waiting.length > 0 && !gone && performance.now() - shownAt > patience) show()
        }
        if (session.over || gone) return leave()
        show()
        await session.keep()
        // That work can't be kept is heard before more of it is typed.
        if (session.unseen) show()
      } while (waiting.length > 0)
      working = false
      if (gone) return leave()
      rest()
    }
    const tick = async () => {
      if (working || gone || !session.tick) return
      working = true
      const changed = await session.tick()
      working = false
      if (session.over || gone) return leave()
      if (changed) show()
      if (waiting.length > 0) return work()
    }
    const ticking = session.tick
      ? setInterval(() => tick().catch(fail), surroundings.tickEvery ?? 5000).unref()
      : undefined
    const rest = () => {
      clearTimeout(resting)
      if (surroundings.idle) resting = setTimeout(surroundings.idle, reading).unref()
    }
    const finish = () => {
      clearInterval(ticking)
      clearTimeout(resting)
      clearTimeout(dropped)
      terminal.close()
      resolve()
    }
    const leave = async () => {
      await session.keep(true)
      finish()
    }
    const fail = (error: unknown) => {
      clearInterval(ticking)
      clearTimeout(resting)
      clearTimeout(dropped)
      terminal.close()
      reject(error)
    }

    session.watch(() => {
      if (working && !gone) show()
    })
    session.resize(terminal.size)
    show()
  })
