import type { CertificateLineTable, Quantity, SalesOrderTable } from '../../db/schema.ts'
import { type OrderFacts, openOf } from '../sales/allocate-facts.ts'

/** An order with all its lines. */
export interface Whole {
  readonly order: Pick<SalesOrderTable, 'partial_ok'> | undefined
  readonly lines: OrderFacts['lines']
}

type Leaving = Pick<CertificateLineTable, 'order_number' | 'order_line' | 'quantity'>

/** What an order that ships whole or not at all would still lack. */
export interface Lacking {
  readonly order: string
  readonly line: number
  readonly quantity: Quantity
}

/** The first line that would be left over of an order that ships whole or not at all. */
export const firstLacking = (
  orders: ReadonlyMap<string, Whole>,
  leaving: readonly Leaving[],
): Lacking | undefined => {
  for (const [number, { order, lines }] of orders) {
    if (order?.partial_ok !== 0) continue
    for (const line of lines) {
      // What comes back, or stays ours, stands on no certificate.
      if (line.quantity < 0 || line.consigned === 1) continue
      let left = openOf(line)
      for (const one of leaving) {
        if (one.order_number === number && one.order_line === line.line) left -= one.quantity
      }
      if (left !== 0) return { order: number, line: line.line, quantity: left }
    }
  }
  return undefined
}
