import { msg } from '../../db/messages.ts'
import type { Day, Quantity, SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { sum } from '../kernel/arithmetic.ts'
import { accept } from '../kernel/decision.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import { openOf } from './allocate-facts.ts'
import { type AllocationChange, allocationPosting } from './allocate-posting.ts'
import { type FreeStock, readFreeStock, takeFree } from './allocate-proposal.ts'
import { isDueToAllocate } from './allocate-window.ts'
import { linesThatLack } from './open-lines.ts'

interface AutoAllocation {
  readonly order_from: string | null
  readonly order_to: string | null
  readonly promise_to: Day | null
  readonly site: string | null
  readonly item: string | null
}

/** A line that waits, and how far ahead its order lets it be allocated. */
type Waiting = SalesOrderLineTable & Pick<SalesOrderTable, 'allocate_days'>

interface Facts {
  readonly lines: readonly Waiting[]
  readonly stock: FreeStock
}

const askOf = (draft: Draft): AutoAllocation => {
  const values = formIn(draft, 'auto_allocation')
  return {
    order_from: textIn(values, 'order_from'),
    order_to: textIn(values, 'order_to'),
    promise_to: textIn(values, 'promise_to'),
    site: textIn(values, 'site'),
    item: textIn(values, 'item'),
  }
}

/**
 * Lines that wait for stock, the earliest promise first; without a promise the due date stands for
 * it.
 */
const readWaiting = async ({ db }: Books, ask: AutoAllocation): Promise<readonly Waiting[]> => {
  let query = linesThatLack(db).selectAll('line').select('head.allocate_days')
  if (ask.order_from !== null) query = query.where('line.order_number', '>=', ask.order_from)
  if (ask.order_to !== null) query = query.where('line.order_number', '<=', ask.order_to)
  if (ask.site !== null) query = query.where('line.site', '=', ask.site)
  if (ask.item !== null) query = query.where('line.item', '=', ask.item)
  if (ask.promise_to !== null) {
    const to = ask.promise_to
    query = query.where(eb => eb(eb.fn.coalesce('line.promise_date', 'line.due_date'), '<=', to))
  }
  return query
    .orderBy(eb => eb.fn.coalesce('line.promise_date', 'line.due_date'))
    .orderBy('line.due_date')
    .orderBy('line.order_number')
    .orderBy('line.line')
    .execute()
}

/**
 * 7.1.7: promises the stock there is to the lines that wait for it and are due within the Allocate
 * Days of their order, by promise date, due date and order number, from each line's own site: the
 * place that the line names first, then the oldest lot code, then by location. What falls short is
 * told line by line, what isn't due yet by the number of lines.
 */
export const allocateAutomatically: Verb<Draft, Facts, Done> = {
  right: '7.1.7',
  read: async (books, draft) => {
    const lines = await readWaiting(books, askOf(draft))
    return { lines, stock: await readFreeStock(books, lines) }
  },

  decide: (_draft, { lines: waiting, ...facts }, { today }) => {
    if (waiting.length === 0) {
      return accept({ result: { notices: [notice(msg.nothingToAllocate)] }, posting: {} })
    }
    const lines = waiting.filter(line => isDueToAllocate(line, today))
    const later = waiting.length - lines.length
    const left = later === 0 ? [] : [notice(msg.notDueToAllocate, later)]
    if (lines.length === 0) return accept({ result: { notices: left }, posting: {} })
    const stock = structuredClone(facts.stock)
    const changes: AllocationChange[] = []
    const rows: Values[] = []
    let served = 0
    for (const line of lines) {
      const quantity = openOf(line) - line.quantity_allocated
      const shares = takeFree(stock, line, { quantity, fullest: false })
      for (const share of shares) changes.push({ line, ...share })
      if (shares.length > 0) served += 1
      rows.push(resultRow(line, sum(shares.map(share => share.quantity))))
    }
    const short = rows.filter(row => row.short !== 0).length
    const notices = [notice(msg.automaticallyAllocated, served, short), ...left]
    return accept({ result: { notices, rows }, posting: allocationPosting(changes) })
  },
}

/** What is allocated to the line in all, with what it was given now, and what it still lacks. */
const resultRow = (line: SalesOrderLineTable, given: Quantity): Values => ({
  order_number: line.order_number,
  line: line.line,
  item: line.item,
  promise_date: line.promise_date ?? line.due_date,
  open: openOf(line),
  allocated: line.quantity_allocated + given,
  short: openOf(line) - line.quantity_allocated - given,
})
