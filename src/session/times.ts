import { dayOf } from '../kernel/calendar.ts'

/** Day and time of an instant, where the clerk sits. */
export const localTime = (instant: string): string => {
  const at = new Date(instant)
  return `${dayOf(at)} ${at.toTimeString().slice(0, 5)}`
}

/** The same where today's times need no date. */
export const shortTime = (instant: string, now: Date): string => {
  const today = `${dayOf(now)} `
  const time = localTime(instant)
  return time.startsWith(today) ? time.slice(today.length) : time
}
