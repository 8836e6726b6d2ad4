import { msg } from '../../db/messages.ts'
import type { ItemTable } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { type Entry, type Hook, type Notice, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { textOf } from './draft.ts'
import { type Place, showQuantity } from './place.ts'
import { type PlaceFields, placeTrouble, plainFields } from './refusals.ts'
import { available, type PlaceFacts, readItem, readPlace } from './stock.ts'

const fromFields: PlaceFields = { site: 'from_site', location: 'from_location', lot: 'lot' }
const toFields: PlaceFields = { site: 'to_site', location: 'to_location', lot: 'lot' }

/**
 * 3.7 and 3.9, when the item is left: its words, the place it is usually kept at, and what lies
 * there.
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

/** 3.4.1, when the place that stock is taken from is left. */
export const chooseTransferFrom: Hook<Books> = (books, entry) =>
  choosePlace(books, entry, fromFields)

/** 3.4.1, when the place that stock goes to is left: whether it exists. */
export const chooseTransferTo: Hook<Books> = async (books, entry) => {
  const place = placeOf(entry, toFields)
  const facts = await readPlace(books, textOf(entry.values, 'item'), place)
  return troubleSoFar(place, facts, toFields) ?? accept({})
}

const placeOf = ({ values }: Entry, fields: PlaceFields): Place => ({
  site: textOf(values, fields.site),
  location: textOf(values, fields.location),
  lot: textOf(values, fields.lot),
})

/** What was typed stays; only what is blank is filled in. */
const defaultPlace = (entry: Entry, item: ItemTable, fields: PlaceFields): Place => {
  const typed = placeOf(entry, fields)
  if (typed.site !== '' && typed.location !== '') return typed
  const site = typed.site || item.site || ''
  return { ...typed, site, location: site === item.site ? (item.location ?? '') : '' }
}

const chooseItem = async (books: Books, entry: Entry, fields: PlaceFields) => {
  const code = textOf(entry.values, 'item')
  if (code === '') return accept({ values: { description: null, unit: null, on_hand: 0 } })
  const item = await readItem(books, code)
  if (!item) return refuse('item', msg.itemDoesNotExist, code)
  const place = defaultPlace(entry, item, fields)
  const { stock } = await readPlace(books, code, place)
  return accept({
    values: {
      description: item.description,
      unit: item.unit,
      [fields.site]: place.site || null,
      [fields.location]: place.location || null,
      on_hand: stock?.on_hand ?? 0,
      effective_date: entry.values.effective_date ?? dayOf(books.now()),
    },
    notices: stockNotices(stock),
  })
}

const choosePlace = async (books: Books, entry: Entry, fields: PlaceFields) => {
  const place = placeOf(entry, fields)
  const facts = await readPlace(books, textOf(entry.values, 'item'), place)
  const trouble = troubleSoFar(place, facts, fields)
  if (trouble) return trouble
  return accept({
    values: { on_hand: facts.stock?.on_hand ?? 0 },
    notices: stockNotices(facts.stock),
  })
}

/** A part of the place that is still blank is no mistake yet. */
const troubleSoFar = (place: Place, facts: PlaceFacts, fields: PlaceFields) => {
  if (place.site === '' || (facts.site && place.location === '')) return null
  const trouble = placeTrouble(place, facts, fields)
  return trouble ? { ok: false as const, refusal: trouble } : null
}

const stockNotices = (stock: PlaceFacts['stock']): readonly Notice[] =>
  stock
    ? [
        notice(
          msg.stockAtPlace,
          showQuantity(stock.on_hand),
          showQuantity(stock.allocated),
          showQuantity(available(stock)),
        ),
      ]
    : []
