import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { accept, type Decision, meanwhile, refuse } from '../kernel/decision.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import type { Moment } from '../ledger/books.ts'
import type { Posted } from '../ledger/perform.ts'
import { changedFields, changePosting, type OrderChange } from './change-request.ts'
import { headChanges } from './order-changes.ts'
import { amountOf, needsApproval, type OrderRules } from './order-rules.ts'
import type { OrderInput, RowToSave, SavedOrder, SaveFacts } from './save-order-facts.ts'

/** Whether anything differs from what stands in the books. */
export const altered = (order: SalesOrderTable, { before, rows, removed }: SaveFacts): boolean =>
  !before ||
  rows.some(row => row.changed) ||
  removed.length > 0 ||
  headChanges(before, order) !== null

/** Whether the order was confirmed, and its rules ask for an approval of what changes since (R2). */
export const mustAsk = (
  {
    before,
    linesBefore,
    after,
    lines,
  }: {
    readonly before: SalesOrderTable
    readonly linesBefore: readonly SalesOrderLineTable[]
    readonly after: SalesOrderTable
    readonly lines: readonly SalesOrderLineTable[]
  },
  rules: OrderRules,
): boolean =>
  linesBefore.some(line => line.confirmed === 1) &&
  (needsApproval(amountOf(after, lines), rules) ||
    needsApproval(amountOf(before, linesBefore), rules))

/** A request in the place of the change: what was typed is kept with it, and saved when it is approved. */
export const askChange = (
  input: OrderInput,
  change: Pick<OrderChange, 'before' | 'after'> & { readonly rows: readonly RowToSave[] },
  facts: SaveFacts,
  moment: Moment,
): Decision<Posted<SavedOrder>> => {
  const { before, after } = change
  const { number, version, total } = before
  const result = { number, version, total, short: [], over: 0, held: false, toAudit: false }
  if (!altered(after, facts)) return accept({ result: { ...result, request: 0 }, posting: {} })
  const { waiting, last, lastMove } = facts.change!
  if (waiting) {
    return refuse('number', msg.changeWaits, number, waiting.requested_by, waiting.number)
  }
  const reason = textIn(input.order, 'reason')
  if (reason === null) {
    const no = refuse('reason', msg.changeReasonRequired)
    // Where approvals came to be asked for since the order was opened, its screen has no field for the reason yet.
    return numberIn(input.order, 'asks_reason') === 1 ? no : meanwhile(no)
  }

  // From here the change must be asked for.
  const lines = [
    ...change.rows.filter(row => row.changed).map(row => ({ before: row.before, after: row.line })),
    ...facts.removed.map(line => ({ before: line, after: undefined })),
  ]
  const request = {
    number: last + 1,
    order_number: number,
    order_version: version,
    last_move: lastMove,
    input: JSON.stringify(input),
    reason,
  }
  return accept({
    result: { ...result, request: request.number },
    posting: changePosting(request, changedFields({ before, after, lines }), moment),
  })
}
