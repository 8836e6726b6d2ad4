import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { accept, type Decision, inRow, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import type { Hook, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import type { Save } from '../ledger/posting.ts'
import { orderEvent } from './order-changes.ts'
import { readOrder, readOrderLines } from './order-rows.ts'
import { amountOf, needsAudit, type OrderRules, readOrderRules } from './order-rules.ts'
import { isInWork, lifeProblem, stateOf } from './order-state.ts'

const orderProblem = (number: string, order: SalesOrderTable | undefined): Refused | undefined =>
  order
    ? lifeProblem('confirm', number, stateOf(order, false))
    : refuse('order_number', msg.orderDoesNotExist, number)

const waiting = (line: SalesOrderLineTable) => line.confirmed === 0 && line.closed === 0

/** Whether an order must be audited, and isn't. */
const lacksAudit = (
  order: SalesOrderTable,
  lines: readonly SalesOrderLineTable[],
  rules: OrderRules | undefined,
): boolean =>
  order.audited_by === null && rules !== undefined && needsAudit(amountOf(order, lines), rules)

/** Reads the order that is to be audited or confirmed, with the lines that wait for it. */
export const readConfirmation: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'order_number') ?? ''
  const [order] = await readOrder(books.db, { number })
  const wrong = orderProblem(number, order)
  if (wrong) return wrong
  const all = await readOrderLines(books.db, { number })
  const lines = all.filter(waiting)
  if (lines.length === 0) return refuse('order_number', msg.nothingToConfirm, number)
  const { sold_to, order_date, due_date, version, entered_by, audited_by } = order!
  const { discount_amount, freight, total, currency } = order!
  const [rules] = await readOrderRules(books.db, { customer: sold_to })
  const customer = await books.db
    .selectFrom('customer')
    .select('name')
    .where('code', '=', sold_to)
    .executeTakeFirst()
  const name = customer?.name ?? null
  const next = lacksAudit(order!, all, rules) ? 'audit' : 'confirm'
  return accept({
    records: {
      confirmation: {
        order_number: number,
        ...{ sold_to, name, order_date, due_date, version, entered_by, audited_by },
        ...{ discount_amount, freight, total, currency },
        state: stateOf(order!, lines.some(isInWork)),
        next,
        confirm_all: next === 'audit' ? 0 : 1,
      },
      confirmation_line: lines.map(line => confirmationRow(line, next === 'audit' ? 0 : 1)),
    },
    existing: true,
    // An audit is of the whole order.
    locked: { confirmation: next === 'audit' ? ['confirm_all'] : [] },
  })
}

const confirmationRow = (line: SalesOrderLineTable, confirmed: number): Values => ({
  line: line.line,
  item: line.item,
  description: line.description,
  quantity: line.quantity,
  unit: line.unit,
  price: line.price,
  amount: line.amount,
  confirmed,
})

/** Yes or No for all lines at once; single lines are then changed in the grid. */
export const confirmAll: Hook<Books> = async (_, { values, draft }) => {
  const confirmed = numberIn(values, 'confirm_all') === 0 ? 0 : 1
  const rows = rowsIn(draft, 'confirmation_line').map(row => ({ ...row, confirmed }))
  return accept({ records: { confirmation_line: rows } })
}

/** The draft's records `confirmation` and `confirmation_line`. */
export interface ConfirmInput {
  readonly confirmation: Values
  readonly lines: readonly Values[]
}

/** The input of the verb from the screen's draft. */
export const confirmInput = (draft: Parameters<typeof formIn>[0]): ConfirmInput => ({
  confirmation: formIn(draft, 'confirmation'),
  lines: rowsIn(draft, 'confirmation_line'),
})

export interface ConfirmFacts {
  readonly before: SalesOrderTable | undefined
  readonly lines: readonly SalesOrderLineTable[]
  readonly rules: OrderRules | undefined
}

export interface Confirmed {
  readonly number: string
  readonly confirmed: number
}

const read = async (books: Books, { confirmation }: ConfirmInput): Promise<ConfirmFacts> => {
  const number = textIn(confirmation, 'order_number') ?? ''
  const [before] = await readOrder(books.db, { number })
  return {
    before,
    lines: await readOrderLines(books.db, { number }),
    rules: (await readOrderRules(books.db, { customer: before?.sold_to ?? '' }))[0],
  }
}

const decide = (
  { confirmation, lines: rows }: ConfirmInput,
  { before, lines, rules }: ConfirmFacts,
): Decision<Posted<Confirmed>> => {
  const number = textIn(confirmation, 'order_number') ?? ''
  const wrong = orderProblem(number, before)
  if (wrong) return wrong
  const version = numberIn(confirmation, 'version')
  if (version !== null && version !== before!.version) {
    return refuse('order_number', msg.changedMeanwhile, number)
  }
  if (lacksAudit(before!, lines, rules)) return refuse('order_number', msg.orderNotAudited, number)
  const known = new Map(lines.map(line => [line.line, line]))
  const chosen: SalesOrderLineTable[] = []
  for (const [row, values] of rows.entries()) {
    const asked = numberIn(values, 'line') ?? 0
    const line = known.get(asked)
    if (!line) return inRow(refuse('line', msg.lineDoesNotExist, number, asked), row)
    if (numberIn(values, 'confirmed') === 1 && waiting(line)) chosen.push(line)
  }
  if (chosen.length === 0) return refuse('order_number', msg.nothingToConfirm, number)

  // From here the lines must be confirmed.
  const saves: Save[] = [
    { table: 'sales_order', row: { ...before!, version: before!.version + 1 } },
    ...chosen.map(line => ({
      table: 'sales_order_line' as const,
      row: { ...line, confirmed: 1 as const },
    })),
  ]
  const events = chosen.map(({ line }) => orderEvent('confirmed', number, { line }))
  return accept({ result: { number, confirmed: chosen.length }, posting: { saves, events } })
}

/** 7.1.5, then: confirms the lines that were marked, so that they may be allocated; an order that lacks its audit is refused. */
export const confirmOrder: Verb<ConfirmInput, ConfirmFacts, Confirmed> = {
  right: '7.1.5.2',
  read,
  decide,
}
