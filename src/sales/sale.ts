import type { Quantity, SalesOrderLineTable } from '../../db/schema.ts'
import { extend } from '../kernel/arithmetic.ts'

/**
 * What a part of a line is sold for. The parts add up to what the whole would cost: each takes what the total has grown
 * by.
 */
export const saleOf = (
  { price }: Pick<SalesOrderLineTable, 'price'>,
  { shipped, quantity }: { readonly shipped: Quantity; readonly quantity: Quantity },
) => ({ price, amount: extend(shipped + quantity, price) - extend(shipped, price) })
