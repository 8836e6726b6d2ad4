import { msg } from '../../db/messages.ts'
import type { AllocationTable, SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import { type CertifiedLine, readCertified } from './certified.ts'
import { orderEvent } from './order-changes.ts'
import { readAllocations, readMovedLines, readOrder, readOrderLines } from './order-rows.ts'

export interface CancelInput {
  /** The draft's head: its number, and its version as the clerk saw it. */
  readonly order: Values
}

export interface CancelFacts {
  readonly before: SalesOrderTable | undefined
  readonly lines: readonly SalesOrderLineTable[]
  readonly allocations: readonly AllocationTable[]
  readonly certified: readonly CertifiedLine[]
  readonly moved: boolean
}

const read = async (books: Books, { order }: CancelInput): Promise<CancelFacts> => {
  const number = textIn(order, 'number') ?? ''
  const allocations = await readAllocations(books.db, { number })
  return {
    before: (await readOrder(books.db, { number }))[0],
    lines: await readOrderLines(books.db, { number }),
    allocations,
    certified: await readCertified(books, number, allocations),
    moved: (await readMovedLines(books.db, { number })).length > 0,
  }
}

const decide = (
  { order }: CancelInput,
  { before, lines, allocations, certified, moved }: CancelFacts,
): Decision<Posted<{ number: string }>> => {
  const number = textIn(order, 'number') ?? ''
  if (!before) return refuse('number', msg.orderDoesNotExist, number)
  if (before.status === 'cancelled') return refuse('number', msg.orderIsCancelled, number)
  const version = numberIn(order, 'version')
  if (version !== null && version !== before.version) {
    return refuse('number', msg.changedMeanwhile, number)
  }
  if (moved) return refuse('number', msg.shippedNotCancelled, number)
  if (certified[0]) {
    return refuse('number', msg.orderIsCertified, number, certified[0].certificate)
  }

  // From here the order must be cancelled.
  const closed = lines.map(({ line }) => orderEvent('closed', number, { line }))
  return accept({
    result: { number },
    posting: {
      saves: [{ table: 'sales_order', row: { ...before, version: before.version + 1 } }],
      allocations: allocations.map(one => ({ ...one, quantity: -one.quantity })),
      closings: lines.map(line => ({ order_number: number, line: line.line })),
      events: [...closed, orderEvent('cancelled', number)],
    },
  })
}

/** Cancels an order of which nothing was shipped: what it held is free again, and its lines are closed. */
export const cancelOrder: Verb<CancelInput, CancelFacts, { number: string }> = {
  right: '7.1.1',
  read,
  decide,
}
