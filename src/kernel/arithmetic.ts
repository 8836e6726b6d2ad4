import type { Money, Percent, Price, Quantity } from '../../db/schema.ts'

/**
 * Exact arithmetic on scaled integers (see db/schema.ts): quantities and prices in ten-thousandths, money in hundredths,
 * percents in hundredths of a percent. Products are formed in BigInt and rounded once.
 */

/** Half away from zero, so that a return of 3 costs what a sale of 3 does. */
const divide = (dividend: bigint, divisor: bigint): number => {
  const half = divisor / 2n
  return Number(dividend >= 0n ? (dividend + half) / divisor : -((-dividend + half) / divisor))
}

/** What a quantity costs at a price, rounded to the minor unit once. */
export const extend = (quantity: Quantity, price: Price): Money =>
  divide(BigInt(quantity) * BigInt(price), 1_000_000n)

/** What so much more costs of what is taken in parts: what the total grows by, so that the parts add up to the whole. */
export const extendFurther = (taken: Quantity, quantity: Quantity, price: Price): Money =>
  extend(taken + quantity, price) - extend(taken, price)

/** A price less a percentage. */
export const discounted = (price: Price, discount: Percent): Price =>
  divide(BigInt(price) * BigInt(10_000 - discount), 10_000n)

/** A percentage of an amount of money. */
export const percentOf = (amount: Money, percent: Percent): Money =>
  divide(BigInt(amount) * BigInt(percent), 10_000n)

/** By what percentage a price lies under the list price (negative: above it); 0 without a list price. */
export const discountBetween = (listPrice: Price, price: Price): Percent =>
  listPrice === 0 ? 0 : divide(BigInt(listPrice - price) * 10_000n, BigInt(listPrice))

/** The largest number that the books take: every reader of them can hold it exactly. */
export const largest = 9_000_000_000_000_000

const isTooLarge = (value: bigint) => value > BigInt(largest) || value < -BigInt(largest)

/** So many times a number; null when that is too large to be exact. */
export const multiplied = (value: number, times: number): number | null => {
  const product = BigInt(value) * BigInt(times)
  return isTooLarge(product) ? null : Number(product)
}

/** The sum of many amounts: exact where it is no larger than the books can hold, however large it was on its way. */
export const sum = (amounts: Iterable<number>): number => {
  let total = 0n
  for (const amount of amounts) total += BigInt(amount)
  return Number(total)
}
