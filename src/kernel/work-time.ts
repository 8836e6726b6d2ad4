import { addDays, format, isWeekend, parse, set, startOfDay } from 'date-fns'
import type { Day } from '../../db/schema.ts'

/** When work is done: from–to as HH:MM on Monday to Friday, but for the days that are otherwise. */
export interface WorkCalendar {
  readonly from: string
  readonly to: string
  /** Holidays are false, Saturdays and Sundays on which everybody works are true. */
  readonly special: ReadonlyMap<Day, boolean>
}

/** Nobody is away for longer: a calendar in which nobody ever works ends here. */
const longest = 3660

const works = (at: Date, { special }: WorkCalendar) =>
  special.get(format(at, 'yyyy-MM-dd')) ?? !isWeekend(at)

const atTime = (day: Date, time: string) => {
  const [hours, minutes] = time.split(':').map(part => Number.parseInt(part, 10))
  return set(startOfDay(day), { hours: hours!, minutes: minutes! })
}

/** The instant that lies so many working hours before another, where the clerk sits. */
export const workingHoursBefore = (now: Date, hours: number, calendar: WorkCalendar): Date => {
  let left = hours * 3_600_000
  for (let back = 0; back < longest; back += 1) {
    const day = addDays(now, -back)
    if (!works(day, calendar)) continue
    const from = atTime(day, calendar.from).getTime()
    const to = Math.min(atTime(day, calendar.to).getTime(), back === 0 ? now.getTime() : Infinity)
    const worked = Math.max(0, to - from)
    if (worked >= left) return new Date(to - left)
    left -= worked
  }
  return new Date(0)
}

/** The day that lies so many working days before another. */
export const workingDaysBefore = (today: Day, days: number, calendar: WorkCalendar): Day => {
  let left = days
  let day = parse(today, 'yyyy-MM-dd', 0)
  for (let back = 0; back < longest && left > 0; back += 1) {
    day = addDays(day, -1)
    if (works(day, calendar)) left -= 1
  }
  return format(day, 'yyyy-MM-dd')
}
