import { msg } from '../../db/messages.ts'
import type { ConsignmentTable, Day, Quantity, ReasonCodeTable } from '../../db/schema.ts'
import { type Place, placeIn, placeKey, showPlace, toFields } from '../inventory/place.ts'
import { dateTrouble, openPlaceTrouble, quantityTrouble } from '../inventory/refusals.ts'
import { type PlaceFacts, readPlace } from '../inventory/stock.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, notice } from '../kernel/entry.ts'
import { asNow, isOvertaken, showingAnew, type Touch } from '../kernel/overtaken.ts'
import type { Moment } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import type { StockMove } from '../ledger/posting.ts'
import { readReason, reasonTrouble } from '../sales/returns.ts'
import { consignedMove } from './moves.ts'
import { lyingTrouble, readMover } from './overtaken.ts'
import { beforeSentTrouble, readConsignedOf, readLyingSince } from './rows.ts'

interface TransferAsk {
  readonly order_number: string
  readonly line: number
  readonly from: Place
  readonly to: Place
  readonly quantity: Quantity
  /** Back: the goods are ours to sell again. */
  readonly transfer: 'back' | 'move'
  readonly effective_date: Day
  readonly reason: string | null
}

const record = 'consignment_transfer'

const askOf = (draft: Draft): TransferAsk => {
  const entry = formIn(draft, record)
  const from = placeIn(entry)
  return {
    order_number: textIn(entry, 'order_number') ?? '',
    line: numberIn(entry, 'line') ?? 0,
    from,
    // A lot keeps its name where it goes.
    to: { ...placeIn(entry, toFields), lot: from.lot },
    quantity: numberIn(entry, 'quantity') ?? 0,
    transfer: textIn(entry, 'transfer') === 'move' ? 'move' : 'back',
    effective_date: textIn(entry, 'effective_date') ?? '',
    reason: textIn(entry, 'reason'),
  }
}

interface TransferFacts {
  /** Who moved the goods of the line last. */
  readonly mover: Touch | undefined
  readonly goods: ConsignmentTable | undefined
  readonly to: PlaceFacts
  readonly reason: ReasonCodeTable | undefined
  /** Since when so much lies there. */
  readonly since: Day | null
}

/** What was typed to goods of which others took some, or brought more. */
const overtakenTrouble = (
  draft: Draft,
  { goods, mover }: { readonly goods: ConsignmentTable; readonly mover: Touch },
  { now }: Moment,
): Refused | null => {
  const { quantity: lying } = goods
  const standing = { figures: { consigned: lying }, proposed: { quantity: null } }
  const shown = formIn(draft, record)
  if (!isOvertaken(shown, standing)) return null
  return showingAnew(lyingTrouble(goods, mover, { lying, now }), {
    [record]: asNow(shown, standing),
  })
}

/** Out of where it lies, and into the other place: given back, it is ours to sell; moved on, it stays with the customer. */
const movesOf = (ask: TransferAsk, goods: ConsignmentTable): readonly StockMove[] => {
  const { from, to, quantity, effective_date, reason, transfer } = ask
  const both = { effective_date, reason }
  const step = transfer === 'back' ? 'given back' : 'moved'
  return [
    consignedMove(goods, from, { ...both, type: 'ISS-TR', quantity: -quantity, consignment: step }),
    consignedMove(goods, to, {
      ...both,
      type: 'RCT-TR',
      quantity,
      consignment: transfer === 'back' ? null : step,
    }),
  ]
}

/** 7.18.7: what lies with a customer is given back to us, or moved to another place where it stays the customer's to use. */
export const transferConsignment: Verb<Draft, TransferFacts, Done> = {
  right: '7.18.7',
  read: async (books, draft) => {
    const { order_number, line, from, to, quantity, reason } = askOf(draft)
    const goods = (await readConsignedOf(books, order_number)).find(
      one => one.line === line && placeKey(one) === placeKey(from),
    )
    return {
      goods,
      mover: await readMover(books, { order_number, line }),
      to: await readPlace(books, goods?.item ?? '', to),
      reason: await readReason(books, reason),
      since: await readLyingSince(books, { order_number, line, ...from }, quantity),
    }
  },
  decide: (draft, { goods, mover, to, reason, since }, moment) => {
    const ask = askOf(draft)
    const { order_number, line, from, quantity } = ask
    const named = [order_number, line, showPlace(from)]
    if (!goods) return refuse('order_number', msg.nothingConsignedThere, ...named)
    const trouble =
      overtakenTrouble(draft, { goods, mover: mover! }, moment) ??
      quantityTrouble(quantity) ??
      (quantity > goods.quantity
        ? refuse('quantity', msg.exceedsConsigned, ...named, showQuantity(goods.quantity))
        : null) ??
      openPlaceTrouble(ask.to, to, toFields)
    if (trouble) return trouble
    if (placeKey(from) === placeKey(ask.to)) return refuse('to_location', msg.samePlace)
    const wrong =
      dateTrouble(ask.effective_date, moment) ??
      beforeSentTrouble(ask.effective_date, since) ??
      reasonTrouble(ask.reason, reason)
    if (wrong) return wrong

    // From here the goods must move.
    const message = ask.transfer === 'back' ? msg.goodsGivenBack : msg.goodsMovedOn
    const said = [order_number, line, showQuantity(quantity), showPlace(ask.to)]
    return accept({
      result: { notices: [notice(message, ...said)], recall: { order_number } },
      posting: { moves: movesOf(ask, goods) },
    })
  },
}
