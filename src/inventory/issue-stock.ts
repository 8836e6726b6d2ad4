import { msg } from '../../db/messages.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept } from '../kernel/decision.ts'
import { type Done, type Draft, notice } from '../kernel/entry.ts'
import type { Verb } from '../ledger/perform.ts'
import { showPlace } from './place.ts'
import {
  dateTrouble,
  departureTrouble,
  itemTrouble,
  quantityTrouble,
  shortTrouble,
} from './refusals.ts'
import { type PlaceFacts, readPlace } from './stock.ts'
import { stockEntryOf, unplannedMove } from './stock-entry.ts'

/** 3.7: takes stock away without an order (ISS-UNP), never what is promised to one. */
export const issueStock: Verb<Draft, PlaceFacts, Done> = {
  right: '3.7',
  read: (books, draft) => {
    const entry = stockEntryOf(draft)
    return readPlace(books, entry.item, entry.place)
  },

  decide: (draft, facts, moment) => {
    const entry = stockEntryOf(draft)
    const trouble =
      itemTrouble(entry.item, facts.item) ??
      quantityTrouble(entry.quantity) ??
      departureTrouble(entry.place, facts) ??
      shortTrouble(entry.quantity, entry.place, facts) ??
      dateTrouble(entry.effective_date, moment)
    if (trouble) return trouble

    // From here the issue must succeed.
    const said = [showQuantity(entry.quantity), facts.item!.unit, showPlace(entry.place)]
    return accept({
      result: { notices: [notice(msg.stockIssued, ...said)] },
      posting: {
        moves: [unplannedMove('ISS-UNP', entry, { place: entry.place, quantity: -entry.quantity })],
      },
    })
  },
}
