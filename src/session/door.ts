import type { Page, Size } from './page.ts'
import type { Session } from './session.ts'

/** After so many milliseconds without a key. */
export interface Limits {
  readonly lock: number
  readonly leave: number
}

/** What a session that asks says to the door. */
export interface Porter<Who> {
  readonly admit: (who: Who) => void
  /** A password is on its way to be checked. */
  readonly checking: () => void
}

/** Whose screen is locked, and why: nobody was there, or they have to prove anew who they are. */
export interface Locked<Who> {
  readonly who: Who
  readonly why: 'away' | 'stale'
}

export interface DoorOptions<Who> {
  /**
   * A session that asks who is there and says so once it knows. Of a screen that is locked, only the one whose work it
   * is may go on.
   */
  readonly ask: (porter: Porter<Who>, locked: Locked<Who> | null) => Promise<Session>
  /** Somebody who is known already is not asked first. */
  readonly known?: Who
  /** The session of somebody who is known. */
  readonly enter: (who: Who) => Promise<Session>
  readonly limits: () => Promise<Limits>
  /** Whether somebody who came in may still work here. */
  readonly mayStay: (who: Who) => Promise<boolean>
  /** Whether what somebody came in with no longer opens the door. */
  readonly isStale: (who: Who) => Promise<boolean>
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number
  readonly size: Size
}

/** A session behind a door: who is there is asked before it, and again after a pause. */
export interface Door extends Session {
  /** It ended by itself, because nobody pressed a key any more. */
  readonly leftAlone: boolean
  /** It ended by itself, because its user may not work here any more. */
  readonly dismissed: boolean
}

/** Asks who is there, lets them work, and locks the screen over their work when they are away. */
export const createDoor = async <Who>(options: DoorOptions<Who>): Promise<Door> => {
  const { ask, enter, limits, mayStay, isStale, elapsed } = options
  let size = options.size
  let inside: Session | null = null
  let asking: Session | null = null
  let known: Who | null = null
  let admitted: Who | null = null
  let over = false
  let leftAlone = false
  let dismissed = false
  let checking = false
  let lastKey = elapsed()
  let changed = () => {}

  const askAgain = async (why: Locked<Who>['why']) => {
    admitted = null
    const porter: Porter<Who> = {
      admit: who => {
        admitted = who
      },
      checking: () => {
        checking = true
      },
    }
    asking = await ask(porter, known === null ? null : { who: known, why })
    asking.resize(size)
  }
  const letIn = async (who: Who) => {
    known = who
    if (!inside) {
      inside = await enter(who)
      inside.watch(() => changed())
    }
    inside.resize(size)
    asking = null
  }
  const current = () => asking ?? inside!
  if (options.known === undefined) await askAgain('away')
  else await letIn(options.known)

  return {
    press: async key => {
      lastKey = elapsed()
      try {
        await current().press(key)
        if (asking && admitted !== null) await letIn(admitted)
        else if (current().over) over = true
      } finally {
        checking = false
      }
      lastKey = elapsed()
    },
    page: (): Page => current().page(),
    resize: next => {
      size = next
      current().resize(next)
    },
    // What is locked was kept when its last key was pressed.
    keep: async typed => {
      if (!asking || typed) await inside?.keep(typed)
    },
    // What is typed while a password is checked may be one, and the menu would show it.
    interrupt: key => current().interrupt(key) || checking,
    watch: listener => {
      changed = listener
    },
    tick: async () => {
      const idle = elapsed() - lastKey
      const { lock, leave } = await limits()
      if (idle >= leave) {
        over = true
        leftAlone = true
        return true
      }
      if (asking) return false
      if (known !== null && !(await mayStay(known))) {
        over = true
        dismissed = true
        return true
      }
      const stale = known !== null && (await isStale(known))
      if (!stale && idle < lock) return (await inside?.tick?.()) ?? false
      await askAgain(stale ? 'stale' : 'away')
      return true
    },
    get leftAlone() {
      return leftAlone
    },
    get dismissed() {
      return dismissed
    },
    get over() {
      return over
    },
    get notices() {
      return current().notices
    },
    get unseen() {
      return current().unseen
    },
    dropped: () => current().dropped(),
    get asking() {
      return current().asking
    },
    get depth() {
      return current().depth
    },
    get standing() {
      return current().standing
    },
  }
}
