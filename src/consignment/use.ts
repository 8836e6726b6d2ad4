import { msg } from '../../db/messages.ts'
import type { CustomerTable, Day, Quantity } from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { type Place, placeIn, showPlace } from '../inventory/place.ts'
import { dateTrouble } from '../inventory/refusals.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showMoney, showQuantity } from '../kernel/decimal.ts'
import { accept, inRow, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, notice, type Values } from '../kernel/entry.ts'
import { type OvertakenRows, overtakenRows, showingAnew, type Touch } from '../kernel/overtaken.ts'
import type { Books, Moment } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import type { StockMove } from '../ledger/posting.ts'
import { saleOf } from '../sales/sale.ts'
import { consignedMove } from './moves.ts'
import { lyingTrouble, readMover } from './overtaken.ts'
import {
  beforeSentTrouble,
  type Consigned,
  consignedKey,
  readConsignedTo,
  readLyingSince,
} from './rows.ts'

/** So much of what lies with the customer for a line at a place. */
interface UseRow {
  /** Where it stands in the grid, for refusals. */
  readonly row: number
  readonly order_number: string
  readonly line: number
  readonly place: Place
  readonly quantity: Quantity
}

interface UseAsk {
  readonly customer: string
  readonly effective_date: Day
  readonly reference: string | null
  readonly rows: readonly UseRow[]
}

const record = 'usage_line'

const rowOf = (values: Values, row: number): UseRow => ({
  row,
  order_number: textIn(values, 'order_number') ?? '',
  line: numberIn(values, 'line') ?? 0,
  place: placeIn(values),
  quantity: numberIn(values, 'quantity') ?? 0,
})

const askOf = (draft: Draft): UseAsk => {
  const entry = formIn(draft, 'usage_entry')
  const rows = rowsIn(draft, record).map(rowOf)
  return {
    customer: textIn(entry, 'customer') ?? '',
    effective_date: textIn(entry, 'effective_date') ?? '',
    reference: textIn(entry, 'reference'),
    rows: rows.filter(({ quantity }) => quantity !== 0),
  }
}

interface UseFacts {
  readonly customer: CustomerTable | undefined
  readonly consigned: readonly Consigned[]
  /** Since when all of the goods named lie there. */
  readonly since: Day | null
  /** Who changed since what the clerk saw; undefined where nobody did. */
  readonly faster: Touch | undefined
}

/** What was typed to goods of which others took some, or brought more. */
const overtakenOf = (draft: Draft, consigned: readonly Consigned[]): OvertakenRows | null => {
  const lying = new Map(consigned.map(one => [consignedKey(one), one.quantity]))
  return overtakenRows(draft, record, {
    of: values => {
      const { place, ...row } = rowOf(values, 0)
      const now = lying.get(consignedKey({ ...row, ...place })) ?? 0
      return { figures: { consigned: now }, proposed: { quantity: 0 } }
    },
    isAsked: values => rowOf(values, 0).quantity !== 0,
  })
}

const readFaster = async (books: Books, draft: Draft, consigned: readonly Consigned[]) => {
  const overtaken = overtakenOf(draft, consigned)
  return overtaken ? readMover(books, rowOf(overtaken.rows[overtaken.first]!, 0)) : undefined
}

const overtakenTrouble = (
  draft: Draft,
  { consigned, faster }: UseFacts,
  { now }: Moment,
): Refused | null => {
  const overtaken = overtakenOf(draft, consigned)
  if (!overtaken || !faster) return null
  const { first, rows } = overtaken
  const row = rows[first]!
  const lying = numberIn(row, 'consigned') ?? 0
  const refused = lyingTrouble(rowOf(row, first), faster, { lying, now })
  return showingAnew(inRow(refused, first), { [record]: rows })
}

/** The latest of the days since when so much lies where the rows say; they may name the same goods. */
const readAllSince = async (books: Books, rows: readonly UseRow[]): Promise<Day | null> => {
  const together = new Map<string, UseRow>()
  for (const row of rows) {
    const key = consignedKey({ ...row, ...row.place })
    const quantity = row.quantity + (together.get(key)?.quantity ?? 0)
    together.set(key, { ...row, quantity })
  }
  let latest: Day | null = null
  for (const { order_number, line, place, quantity } of together.values()) {
    const since = await readLyingSince(books, { order_number, line, ...place }, quantity)
    if (since !== null && (latest === null || since > latest)) latest = since
  }
  return latest
}

/** Rows may name the same goods, so each takes from what those before it have left. */
const rowsTrouble = (ask: UseAsk, { consigned }: UseFacts): Refused | null => {
  const left = new Map(consigned.map(one => [consignedKey(one), one.quantity]))
  for (const { row, order_number, line, place, quantity } of ask.rows) {
    const no = (...said: Parameters<typeof refuse>) => inRow(refuse(...said), row)
    const key = consignedKey({ order_number, line, ...place })
    const there = left.get(key)
    const named = [order_number, line, showPlace(place)]
    if (quantity < 0) return no('quantity', msg.negativeNotAllowed)
    if (there === undefined) return no('quantity', msg.nothingConsignedThere, ...named)
    if (quantity > there) {
      return no('quantity', msg.exceedsConsigned, ...named, showQuantity(there))
    }
    left.set(key, there - quantity)
  }
  return null
}

/** What was used is issued to the customer at the price of its line, out of where it lay. */
const movesOf = ({ rows, effective_date, reference }: UseAsk, { consigned }: UseFacts) => {
  const found = new Map(consigned.map(one => [consignedKey(one), one]))
  const used = new Map<string, Quantity>()
  return rows.map(({ order_number, line, place, quantity }): StockMove => {
    const goods = found.get(consignedKey({ order_number, line, ...place }))!
    const key = `${order_number} ${line}`
    const shipped = used.get(key) ?? goods.sold.quantity_used
    used.set(key, shipped + quantity)
    const sale = saleOf(goods.sold, { shipped, quantity })
    const move = { type: 'ISS-SO', effective_date, consignment: 'used', reference } as const
    return consignedMove(goods, place, { ...move, ...sale, quantity: -quantity })
  })
}

/** 7.18.13: what a customer used of the goods that lie there is issued, and will be invoiced. */
export const useConsignment: Verb<Draft, UseFacts, Done> = {
  right: '7.18.13',
  read: async (books, draft) => {
    const { customer, rows } = askOf(draft)
    const consigned = await readConsignedTo(books, customer)
    return {
      since: await readAllSince(books, rows),
      customer: (await findCustomer(books.db, { code: customer }))[0],
      consigned,
      faster: await readFaster(books, draft, consigned),
    }
  },
  decide: (draft, facts, moment) => {
    const ask = askOf(draft)
    if (!facts.customer) return refuse('customer', msg.customerDoesNotExist, ask.customer)
    const trouble = dateTrouble(ask.effective_date, moment)
    if (trouble) return trouble
    if (ask.rows.length === 0) return refuse(null, msg.nothingUsed)
    const wrong =
      overtakenTrouble(draft, facts, moment) ??
      rowsTrouble(ask, facts) ??
      beforeSentTrouble(ask.effective_date, facts.since)
    if (wrong) return wrong

    // From here the usage must be posted.
    const moves = movesOf(ask, facts)
    const amount = showMoney(sum(moves.map(move => move.amount ?? 0)))
    return accept({
      result: {
        notices: [notice(msg.usageCreated, ask.customer, moves.length, amount)],
        recall: { customer: ask.customer },
      },
      posting: { moves },
    })
  },
}
