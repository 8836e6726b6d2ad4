import { msg } from '../../db/messages.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { type Done, type Draft, notice } from '../kernel/entry.ts'
import type { Verb } from '../ledger/perform.ts'
import { newLotNotices, readIsNewLot } from './new-lot.ts'
import { showPlace } from './place.ts'
import { arrivalTrouble, dateTrouble, itemTrouble, quantityTrouble } from './refusals.ts'
import { type PlaceFacts, readPlace } from './stock.ts'
import { stockEntryOf, unplannedMove } from './stock-entry.ts'

interface ReceiptFacts extends PlaceFacts {
  readonly isNewLot: boolean
}

/** 3.9: puts stock where it came in, without an order (RCT-UNP). */
export const receiveStock: Verb<Draft, ReceiptFacts, Done> = {
  right: '3.9',
  read: async (books, draft) => {
    const { item, place } = stockEntryOf(draft)
    return {
      ...(await readPlace(books, item, place)),
      isNewLot: await readIsNewLot(books, item, place.lot),
    }
  },

  decide: (draft, facts, moment) => {
    const entry = stockEntryOf(draft)
    const { item } = facts
    const unknown = itemTrouble(entry.item, item)
    if (unknown || !item) return unknown!
    if (item.active === 0) return refuse('item', msg.itemNotActive, item.code)
    const trouble =
      quantityTrouble(entry.quantity) ??
      arrivalTrouble(entry.place, facts) ??
      dateTrouble(entry.effective_date, moment)
    if (trouble) return trouble

    // From here the receipt must succeed.
    const said = [showQuantity(entry.quantity), item.unit, showPlace(entry.place)]
    return accept({
      result: {
        notices: [
          notice(msg.stockReceived, ...said),
          ...newLotNotices(facts.isNewLot, item.code, entry.place.lot),
        ],
      },
      posting: {
        moves: [unplannedMove('RCT-UNP', entry, { place: entry.place, quantity: entry.quantity })],
      },
    })
  },
}
