import { msg } from '../../db/messages.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { type Done, type Draft, notice } from '../kernel/entry.ts'
import type { Verb } from '../ledger/perform.ts'
import { fromFields, placeKey, showPlace, toFields } from './place.ts'
import {
  dateTrouble,
  departureTrouble,
  itemTrouble,
  openPlaceTrouble,
  quantityTrouble,
  shortTrouble,
} from './refusals.ts'
import { type PlaceFacts, readPlace } from './stock.ts'
import { transferEntryOf, unplannedMove } from './stock-entry.ts'

interface TransferFacts {
  readonly from: PlaceFacts
  readonly to: PlaceFacts
}

/**
 * 3.4.1: moves stock from one place to another, both moves or neither; what is promised stays
 * where it is.
 */
export const transferStock: Verb<Draft, TransferFacts, Done> = {
  right: '3.4.1',
  read: async (books, draft) => {
    const entry = transferEntryOf(draft)
    return {
      from: await readPlace(books, entry.item, entry.place),
      to: await readPlace(books, entry.item, entry.to),
    }
  },

  decide: (draft, facts, moment) => {
    const entry = transferEntryOf(draft)
    const { place, to, quantity } = entry
    const trouble =
      itemTrouble(entry.item, facts.from.item) ??
      quantityTrouble(quantity) ??
      dateTrouble(entry.effective_date, moment) ??
      departureTrouble(place, facts.from, fromFields) ??
      shortTrouble(quantity, place, facts.from) ??
      openPlaceTrouble(to, facts.to, toFields)
    if (trouble) return trouble
    if (placeKey(place) === placeKey(to)) return refuse('to_location', msg.samePlace)

    // From here the transfer must succeed.
    const said = [showQuantity(quantity), facts.from.item!.unit, showPlace(place), showPlace(to)]
    return accept({
      result: { notices: [notice(msg.stockTransferred, ...said)] },
      posting: {
        moves: [
          unplannedMove('ISS-TR', entry, { place, quantity: -quantity }),
          unplannedMove('RCT-TR', entry, { place: to, quantity }),
        ],
      },
    })
  },
}
