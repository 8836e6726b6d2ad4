import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type {
  Day,
  Quantity,
  ReasonCodeTable,
  SalesOrderLineTable,
  SalesOrderTable,
  StockMoveTable,
} from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { dateTrouble, openPlaceTrouble, quantityTrouble } from '../inventory/refusals.ts'
import { type PlaceFacts, readPlace } from '../inventory/stock.ts'
import { dayOf, shortTime } from '../kernel/calendar.ts'
import { showMoney, showQuantity } from '../kernel/decimal.ts'
import { accept, inField, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, type Hook, notice } from '../kernel/entry.ts'
import { asNow, isOvertaken, type Standing, showingAnew, type Touch } from '../kernel/overtaken.ts'
import type { Books, Moment } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import { readOrder } from '../sales/order-rows.ts'
import {
  type ReturnFacts,
  readReason,
  readReturn,
  reasonTrouble,
  returnable,
} from '../sales/returns.ts'
import { saleOf } from '../sales/sale.ts'
import { consignedMove } from './moves.ts'
import { readLine } from './rows.ts'

interface UndoAsk {
  readonly usage: number
  readonly quantity: Quantity
  readonly effective_date: Day
  readonly reason: string | null
}

const record = 'usage_undo'

const askOf = (draft: Draft): UndoAsk => {
  const entry = formIn(draft, record)
  return {
    usage: numberIn(entry, 'usage') ?? 0,
    quantity: numberIn(entry, 'quantity') ?? 0,
    effective_date: textIn(entry, 'effective_date') ?? '',
    reason: textIn(entry, 'reason'),
  }
}

type Used = StockMoveTable & {
  readonly order_number: string
  readonly line: number
  readonly customer: string
}

const findUsage = kept<{ number: number }, Used>(
  (db, hole) =>
    db
      .selectFrom('stock_move')
      .selectAll()
      .where('number', '=', hole('number'))
      .where('consignment', '=', 'used') as never,
)

interface UndoFacts {
  readonly used: Used | undefined
  readonly order: SalesOrderTable | undefined
  readonly line: SalesOrderLineTable | undefined
  /** What of it was not undone, and what orders return: what came back can't be undone too. */
  readonly left: ReturnFacts | undefined
  readonly place: PlaceFacts | undefined
  readonly reason: ReasonCodeTable | undefined
  /** Who undid some of it last; undefined where nobody did. */
  readonly undoer: Touch | undefined
}

const undoer = kept<{ usage: number }, Touch>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select(['created_by', 'created_at'])
    .where('undoes', '=', hole('usage'))
    .orderBy('number', 'desc')
    .limit(eb => eb.lit(1)),
)

const readUndo = async (books: Books, { usage, reason }: UndoAsk): Promise<UndoFacts> => {
  const [used] = await findUsage(books.db, { number: usage })
  return {
    used,
    order: used && (await readOrder(books.db, { number: used.order_number }))[0],
    line: used && (await readLine(books, used.order_number, used.line)),
    left: used && (await readReturn(books, usage, '')),
    place: used && (await readPlace(books, used.item, used)),
    reason: await readReason(books, reason),
    undoer: (await undoer(books.db, { usage }))[0],
  }
}

/** What of a usage was undone, and what still can be. */
const standingOf = ({ quantity }: Used, left: ReturnFacts): Standing => ({
  figures: { undone: -quantity - left.shipped },
  proposed: { quantity: Math.max(returnable(left), 0) },
})

/** What was typed to a usage of which somebody else undid some. */
const overtakenTrouble = (
  draft: Draft,
  { standing, undoer: by }: { readonly standing: Standing; readonly undoer: Touch | undefined },
  { now }: Moment,
): Refused | null => {
  const shown = formIn(draft, record)
  if (!by || !isOvertaken(shown, standing)) return null
  const anew = asNow(shown, standing)
  const undone = showQuantity(numberIn(anew, 'undone') ?? 0)
  const at = shortTime(by.created_at, new Date(now))
  const said = [numberIn(shown, 'usage') ?? 0, by.created_by, at, undone]
  return showingAnew(refuse('quantity', msg.undoOvertaken, ...said), { [record]: anew })
}

/** 7.18.22, when the usage is named: whose it is, and what of it can be undone. */
export const openUsage: Hook<Books> = async (books, { values }) => {
  const usage = numberIn(values, 'usage') ?? 0
  const { used, order, left } = await readUndo(books, { ...askOf({}), usage })
  if (!used || !left) return refuse('usage', msg.usageDoesNotExist, usage)
  if (order?.archived === 1) return refuse('usage', msg.orderIsArchived, order.number)
  const [customer] = await findCustomer(books.db, { code: used.customer })
  const standing = standingOf(used, left)
  return accept({
    values: {
      usage,
      customer: used.customer,
      name: customer?.name ?? null,
      order_number: used.order_number,
      line: used.line,
      item: used.item,
      used: -used.quantity,
      ...standing.figures,
      ...standing.proposed,
      effective_date: dayOf(books.now()),
      reason: null,
    },
    existing: true,
  })
}

/** 7.18.22: goods that weren't used after all lie with the customer again, where they lay, at the price they were used at. */
export const undoUsage: Verb<Draft, UndoFacts, Done> = {
  right: '7.18.22',
  read: (books, draft) => readUndo(books, askOf(draft)),
  decide: (draft, { used, order, line, left, place, reason, undoer }, moment) => {
    const ask = askOf(draft)
    const { usage, quantity, effective_date } = ask
    if (!used || !line || !left || !place) return refuse('usage', msg.usageDoesNotExist, usage)
    // Its goods would lie with the customer again.
    if (order?.archived === 1) return refuse('usage', msg.orderIsArchived, order.number)
    const trouble =
      overtakenTrouble(draft, { standing: standingOf(used, left), undoer }, moment) ??
      quantityTrouble(quantity) ??
      dateTrouble(effective_date, moment) ??
      reasonTrouble(ask.reason, reason)
    if (trouble) return trouble
    if (effective_date < used.effective_date) {
      return refuse('effective_date', msg.undoneBeforeUsed, used.effective_date)
    }
    const most = returnable(left)
    if (quantity > most) {
      return refuse('quantity', msg.exceedsUsed, usage, showQuantity(Math.max(most, 0)))
    }
    const closed = openPlaceTrouble(used, place)
    if (closed) return inField(closed, 'usage')

    // From here the usage must be undone.
    const sale = saleOf(line, { shipped: line.quantity_used, quantity: -quantity })
    const move = consignedMove(used, used, {
      type: 'ISS-SO',
      effective_date,
      ...sale,
      quantity,
      consignment: 'undone',
      undoes: usage,
      reason: ask.reason,
      reference: used.reference,
    })
    const said = [usage, showQuantity(quantity), showMoney(sale.amount)]
    return accept({
      result: { notices: [notice(msg.usageUndone, ...said)], recall: { usage } },
      posting: { moves: [move] },
    })
  },
}
