/** Runs something later; what it returns calls that off. Tests bring their own clock. */
export type Timer = (run: () => void, milliseconds: number) => () => void

const systemTimer: Timer = (run, milliseconds) => {
  const handle = setTimeout(run, milliseconds)
  return () => clearTimeout(handle)
}

/** Starts the timers of one state, all of which end together. */
export const createClock = (timer: Timer = systemTimer) => {
  let running: (() => void)[] = []
  return {
    after: (milliseconds: number, run: () => void) => {
      running.push(timer(run, milliseconds))
    },
    stop: () => {
      for (const cancel of running) cancel()
      running = []
    },
  }
}

/** The timers of one state. */
export type Clock = ReturnType<typeof createClock>
