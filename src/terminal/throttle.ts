import { createClock, type Timer } from './clock.ts'

/** Does something at once, and while it is asked for again and again only as often as is of use. */
export interface Throttle {
  readonly ask: () => void
  readonly stop: () => void
}

/** What was asked for last is always done, at the latest after the pause. */
export const createThrottle = (pause: number, act: () => void, timer?: Timer): Throttle => {
  const clock = createClock(timer)
  let resting = false
  let asked = false
  const perform = () => {
    asked = false
    resting = true
    clock.after(pause, () => {
      clock.stop()
      resting = false
      if (asked) perform()
    })
    act()
  }
  return {
    ask: () => {
      if (resting) asked = true
      else perform()
    },
    stop: clock.stop,
  }
}
