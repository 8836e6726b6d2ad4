import type { Money, Percent, Quantity, SalesOrderLineTable } from '../../db/schema.ts'
import { extendFurther, percentOf } from '../kernel/arithmetic.ts'

/**
 * What a part of a line is sold for. The parts add up to what the whole would cost: each takes what the total has grown
 * by.
 */
export const saleOf = (
  { price }: Pick<SalesOrderLineTable, 'price'>,
  { shipped, quantity }: { readonly shipped: Quantity; readonly quantity: Quantity },
) => ({ price, amount: extendFurther(shipped, quantity, price) })

/** What is asked for lines of one order that come to so much: its discount is rounded once. */
export const discountedSale = (amount: Money, discount: Percent): Money =>
  amount - percentOf(amount, discount)
