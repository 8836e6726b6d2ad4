import type { Money, Price, Quantity } from '../../db/schema.ts'
import { largest } from './arithmetic.ts'

const grouped = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?-?$/

/** A number without the commas between its thousands. Elsewhere a comma may mean decimals: there it stays. */
export const ungrouped = (text: string): string =>
  grouped.test(text) ? text.replaceAll(',', '') : text

/** A typed number as digits of 10^-scale and its sign. Null when it isn't one, or has more decimals than can be kept. */
const parse = (typed: string, scale: number) => {
  const text = ungrouped(typed.trim())
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(-?)$/.exec(text)
  if (!found) return null
  const [, sign, whole = '', fraction = '', trailing] = found
  if (whole === '' && fraction === '') return null
  if (sign !== '' && trailing !== '') return null
  const decimals = fraction.replace(/0+$/, '')
  if (decimals.length > scale) return null
  const digits = BigInt(whole + decimals.padEnd(scale, '0'))
  return { digits, negative: sign === '-' || trailing === '-' }
}

/** More than can be kept exactly. */
const most = BigInt(largest)

/** Whether it is a number, but too large to be exact. */
export const isTooLarge = (typed: string, scale: number): boolean =>
  (parse(typed, scale)?.digits ?? 0n) > most

/**
 * Reads a typed number as an integer of 10^-scale: `readDecimal('1,234.5', 4)` is 12345000. Null when it isn't a number,
 * has more decimals than can be kept, or is too large to be exact.
 */
export const readDecimal = (typed: string, scale: number): number | null => {
  const read = parse(typed, scale)
  if (read === null || read.digits > most) return null
  const value = Number(read.digits)
  return value !== 0 && read.negative ? -value : value
}

export interface DecimalStyle {
  readonly scale: number
  /** Decimals always shown; more are shown as far as they aren't zero. */
  readonly decimals: number
  /** Commas between thousands. */
  readonly grouped: boolean
}

/** Writes an integer of 10^-scale as a decimal number, exactly. */
export const showDecimal = (value: number, style: DecimalStyle): string => {
  const { scale, decimals, grouped } = style
  const digits = Math.abs(value)
    .toString()
    .padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const kept = digits
    .slice(digits.length - scale)
    .replace(/0+$/, '')
    .padEnd(decimals, '0')
  const shown = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return `${value < 0 ? '-' : ''}${shown}${kept === '' ? '' : `.${kept}`}`
}

/** A quantity as messages and papers say it: 1,000.5. */
export const showQuantity = (quantity: Quantity): string =>
  showDecimal(quantity, { scale: 4, decimals: 1, grouped: true })

/** Money as messages and papers say it: 1,000.50. */
export const showMoney = (money: Money): string =>
  showDecimal(money, { scale: 2, decimals: 2, grouped: true })

/** A quantity or a price as a hand types it: 1000.5. */
export const showTyped = (value: Quantity | Price): string =>
  showDecimal(value, { scale: 4, decimals: 0, grouped: false })
