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

const orderProblem = (number: string, order: SalesOrderTable | undefined): Refused | undefined => {
  if (!order) return refuse('order_number', msg.orderDoesNotExist, number)
  if (order.status === 'cancelled') return refuse('order_number', msg.orderIsCancelled, number)
  if (order.action_status === 'HD') return refuse('order_number', msg.heldNotConfirmed, number)
  return undefined
}

const waiting = (line: SalesOrderLineTable) => line.confirmed === 0 && line.closed === 0

/** Reads the order that is to be confirmed, with the lines that wait for it. */
export const readConfirmation: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'order_number') ?? ''
  const [order] = await readOrder(books.db, { number })
  const wrong = orderProblem(number, order)
  if (wrong) return wrong
  const lines = (await readOrderLines(books.db, { number })).filter(waiting)
  if (lines.length === 0) return refuse('order_number', msg.nothingToConfirm, number)
  const { sold_to, order_date, due_date, total, status, version } = order!
  const customer = await books.db
    .selectFrom('customer')
    .select('name')
    .where('code', '=', sold_to)
    .executeTakeFirst()
  const name = customer?.name ?? null
  return accept({
    records: {
      confirmation: {
        order_number: number,
        ...{ sold_to, name, order_date, due_date, total, status, version, confirm_all: 1 },
      },
      confirmation_line: lines.map(line => confirmationRow(line, 1)),
    },
    existing: true,
  })
}

const confirmationRow = (line: SalesOrderLineTable, confirmed: number): Values => ({
  line: line.line,
  item: line.item,
  description: line.description,
  quantity: line.quantity,
  unit: line.unit,
  due_date: line.due_date,
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
}

export interface Confirmed {
  readonly number: string
  readonly confirmed: number
}

const read = async (books: Books, { confirmation }: ConfirmInput): Promise<ConfirmFacts> => {
  const number = textIn(confirmation, 'order_number') ?? ''
  return {
    before: (await readOrder(books.db, { number }))[0],
    lines: await readOrderLines(books.db, { number }),
  }
}

const decide = (
  { confirmation, lines: rows }: ConfirmInput,
  { before, lines }: ConfirmFacts,
): Decision<Posted<Confirmed>> => {
  const number = textIn(confirmation, 'order_number') ?? ''
  const wrong = orderProblem(number, before)
  if (wrong) return wrong
  const version = numberIn(confirmation, 'version')
  if (version !== null && version !== before!.version) {
    return refuse('order_number', msg.changedMeanwhile, number)
  }
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

/** Confirms the lines that were marked, so that they may be allocated; a held order is refused. */
export const confirmOrder: Verb<ConfirmInput, ConfirmFacts, Confirmed> = {
  right: '7.1.5',
  read,
  decide,
}
