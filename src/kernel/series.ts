import { msg } from '../../db/messages.ts'
import { type Refused, refuse } from './decision.ts'
import { cells } from './text.ts'

/** How documents of a kind are numbered. */
export interface Series {
  readonly prefix: string
  readonly next: number
}

/** Cells of the fields in which numbers of orders, certificates and delivery notes are typed. */
const widest = 8

/** Numbers that a series must hold when it is set. */
const ahead = 1000

const fits = (number: string) => cells(number) <= widest

/** Refuses a number that could be typed nowhere; its series is kept in the function `control`. */
export const outgrownNumber = (number: string, control: string): Refused | undefined =>
  fits(number) ? undefined : refuse(null, msg.numberOutgrown, number, String(widest), control)

/** Refuses, in the field of its next number, a series that would soon outgrow the fields of its numbers. */
export const seriesTrouble = (
  field: string,
  { prefix, next }: Series,
  before: Series | undefined,
): Refused | undefined => {
  const isSame = before?.prefix === prefix && before.next === next
  return isSame || fits(`${prefix}${next + ahead}`)
    ? undefined
    : refuse(field, msg.seriesTooLong, `${prefix}${next}`, String(ahead), String(widest))
}
