import { msg } from '../../db/messages.ts'
import type { ItemTable } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Entry, Hook, Reply } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { newLotNotices, readIsNewLot } from './new-lot.ts'
import {
  fromFields,
  type Place,
  type PlaceFields,
  placeIn,
  plainFields,
  toFields,
} from './place.ts'
import { placeNotices } from './place-notice.ts'
import { placeTroubleSoFar } from './refusals.ts'
import { readItem, readPlace } from './stock.ts'

/**
 * 3.7 and 3.9, when the item is left: its words, the place it is usually kept at, what lies there,
 * and today, which an empty screen that stood over midnight wouldn't know.
 */
export const chooseStockItem: Hook<Books> = (books, entry) => chooseItem(books, entry, plainFields)

/** 3.4.1, when the item is left: the same, for the place that it is taken from. */
export const chooseTransferItem: Hook<Books> = (books, entry) =>
  chooseItem(books, entry, fromFields)

/**
 * 3.7 and 3.9, when site, location or lot is left: whether the place exists, and what lies there.
 */
export const chooseStockPlace: Hook<Books> = (books, entry) =>
  choosePlace(books, entry, plainFields)

/** 3.9, when site, location or lot is left: the same, and whether the lot is new. */
export const chooseReceiptPlace: Hook<Books> = async (books, entry) => {
  const chosen = await chooseStockPlace(books, entry)
  if (!chosen.ok) return chosen
  const item = textIn(entry.values, 'item') ?? ''
  const { lot } = placeIn(entry.values)
  const told = newLotNotices(await readIsNewLot(books, item, lot), item, lot)
  return accept({ ...chosen.value, notices: [...(chosen.value.notices ?? []), ...told] })
}

/** 3.4.1, when the place that stock is taken from is left. */
export const chooseTransferFrom: Hook<Books> = (books, entry) =>
  choosePlace(books, entry, fromFields)

/** 3.4.1, when the place that stock goes to is left: whether it exists. */
export const chooseTransferTo: Hook<Books> = async (books, entry) => {
  const place = placeIn(entry.values, toFields)
  const facts = await readPlace(books, textIn(entry.values, 'item') ?? '', place)
  const trouble = placeTroubleSoFar(place, facts, toFields)
  return trouble ? trouble : accept({})
}

/** What was typed stays; only what is blank is filled in. */
const defaultPlace = (entry: Entry, item: ItemTable, fields: PlaceFields): Place => {
  const typed = placeIn(entry.values, fields)
  if (typed.site !== '' && typed.location !== '') return typed
  const site = typed.site || item.site || ''
  return { ...typed, site, location: site === item.site ? (item.location ?? '') : '' }
}

const chooseItem = async (
  books: Books,
  entry: Entry,
  fields: PlaceFields,
): Promise<Decision<Reply>> => {
  const code = textIn(entry.values, 'item') ?? ''
  if (code === '') return accept({ values: { description: null, unit: null, on_hand: 0 } })
  const item = await readItem(books, code)
  if (!item) return refuse('item', msg.itemDoesNotExist, code)
  const place = defaultPlace(entry, item, fields)
  const facts = await readPlace(books, code, place)
  return accept({
    values: {
      description: item.description,
      unit: item.unit,
      [fields.site]: place.site || null,
      [fields.location]: place.location || null,
      on_hand: facts.stock?.on_hand ?? 0,
      effective_date: entry.values.effective_date ?? dayOf(books.now()),
    },
    notices: placeNotices(facts),
  })
}

const choosePlace = async (
  books: Books,
  entry: Entry,
  fields: PlaceFields,
): Promise<Decision<Reply>> => {
  const place = placeIn(entry.values, fields)
  const facts = await readPlace(books, textIn(entry.values, 'item') ?? '', place)
  const trouble = placeTroubleSoFar(place, facts, fields)
  if (trouble) return trouble
  return accept({
    values: { on_hand: facts.stock?.on_hand ?? 0 },
    notices: placeNotices(facts),
  })
}
