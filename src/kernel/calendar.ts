import { addDays, addMonths, differenceInCalendarDays, format, isValid, parse } from 'date-fns'
import type { Day } from '../../db/schema.ts'

const toDay = (date: Date): Day => format(date, 'yyyy-MM-dd')

/** The calendar day where the clerk sits. */
export const dayOf = (now: Date): Day => toDay(now)

const timeIn = (instant: string, shape: string): string => {
  const at = new Date(instant)
  return isValid(at) ? format(at, shape) : instant.slice(0, shape.length)
}

const withoutToday = (time: string, now: Date): string => {
  const today = `${dayOf(now)} `
  return time.startsWith(today) ? time.slice(today.length) : time
}

/** Day and time of an instant, where the clerk sits; what is no instant is shown as it stands. */
export const localTime = (instant: string): string => timeIn(instant, 'yyyy-MM-dd HH:mm')

/** The same to the second, as spreadsheets read it: in UTC an instant would stand under another day. */
export const localSecond = (instant: string): string => timeIn(instant, 'yyyy-MM-dd HH:mm:ss')

/** The same where today's times need no date. */
export const shortTime = (instant: string, now: Date): string =>
  withoutToday(localTime(instant), now)

/** The same to the second, for what happened while nobody saw it. */
export const exactTime = (instant: string, now: Date): string =>
  withoutToday(timeIn(instant, 'yyyy-MM-dd HH:mm:ss'), now)

/** Whether a text is a day that there is, as the books write it. */
export const isDay = (text: string): boolean => {
  const date = parse(text, 'yyyy-MM-dd', new Date(0))
  return isValid(date) && toDay(date) === text
}

/** A day some days later (or earlier: negative). */
export const plusDays = (day: Day, days: number): Day =>
  toDay(addDays(parse(day, 'yyyy-MM-dd', new Date(0)), days))

/** The same day some months later (or earlier: negative), the last of the month where that has no such day. */
export const plusMonths = (day: Day, months: number): Day =>
  toDay(addMonths(parse(day, 'yyyy-MM-dd', new Date(0)), months))

/** How many days lie between two days; negative when the second comes first. */
export const daysBetween = (from: Day, to: Day): number =>
  differenceInCalendarDays(parse(to, 'yyyy-MM-dd', 0), parse(from, 'yyyy-MM-dd', 0))

/** What hands type for a date, tried in this order; digits alone are read year first. */
const shapes: readonly [RegExp, string][] = [
  [/^\d{4}-\d{1,2}-\d{1,2}$/, 'yyyy-M-d'],
  [/^\d{4}\/\d{1,2}\/\d{1,2}$/, 'yyyy/M/d'],
  [/^\d{8}$/, 'yyyyMMdd'],
  [/^\d{6}$/, 'yyMMdd'],
  [/^\d{2}-\d{1,2}-\d{1,2}$/, 'yy-M-d'],
  [/^\d{1,2}\/\d{1,2}\/\d{2}$/, 'M/d/yy'],
  [/^\d{1,2}\/\d{1,2}\/\d{4}$/, 'M/d/yyyy'],
  [/^\d{4}$/, 'MMdd'],
  [/^\d{1,2}[-/.]\d{1,2}$/, 'M-d'],
]

/** In months: as far as six digits reach. */
const fiveYears = 60

/** More days than lie between any day and the nearest one of its name. */
const halfYear = 184

/** A day without its year is the nearest of its name: in November 0105 is next January, in January 1230 was last year's. */
const nearestDay = (text: string, shape: string, today: Day): Day | null => {
  const year = Number.parseInt(today.slice(0, 4), 10)
  const found = [year, year - 1, year + 1].flatMap(one => {
    const day = parse(text, shape, new Date(one, 0, 1))
    return isValid(day) ? [toDay(day)] : []
  })
  const far = (day: Day) => Math.abs(daysBetween(today, day))
  const [nearest] = found.toSorted((a, b) => far(a) - far(b))
  return nearest !== undefined && far(nearest) <= halfYear ? nearest : null
}

/**
 * Reads a typed date: 2026-11-22, 20261122, 261122, 1122, 11-22, QAD's 11/22/26, t for today, +3 and -3 for days from
 * today. Null when it is none of these or no such day exists, and for six digits that say a day years from here: who types
 * 120526 means a day of this year, and not one of 2012.
 */
export const readDay = (typed: string, today: Day): Day | null => {
  const text = typed.trim().toLowerCase()
  if (text === 't') return today
  if (/^[+-]\d{1,4}$/.test(text)) return plusDays(today, Number.parseInt(text, 10))
  const shape = shapes.find(([pattern]) => pattern.test(text))
  if (!shape) return null
  const normal = shape[1] === 'M-d' ? text.replace(/[/.]/, '-') : text
  if (!shape[1].includes('y')) return nearestDay(normal, shape[1], today)
  const found = parse(normal, shape[1], parse(today, 'yyyy-MM-dd', new Date(0)))
  if (!isValid(found) || found.getFullYear() < 1900 || found.getFullYear() > 2999) return null
  const day = toDay(found)
  const isNear = day >= plusMonths(today, -fiveYears) && day <= plusMonths(today, fiveYears)
  return shape[1] === 'yyMMdd' && !isNear ? null : day
}
