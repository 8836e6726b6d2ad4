import { msg } from '../../db/messages.ts'
import type { ItemTable } from '../../db/schema.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Moment } from '../ledger/books.ts'
import { type Place, type PlaceFields, plainFields, showPlace } from './place.ts'
import { available, type PlaceFacts } from './stock.ts'

/** A ladder's end: the refusal itself, or null when nothing is wrong. */
type Trouble = Refused | null

/** The item must exist. */
export const itemTrouble = (code: string, item: ItemTable | undefined): Trouble => {
  if (code === '') return refuse('item', msg.itemRequired)
  if (!item) return refuse('item', msg.itemDoesNotExist, code)
  return null
}

/** An effective date is given and lies no later than today. */
export const dateTrouble = (day: string, { today }: Moment): Trouble => {
  if (day === '') return refuse('effective_date', msg.effectiveDateRequired)
  if (day > today) return refuse('effective_date', msg.dateInFuture, day)
  return null
}

/** The site and the location must exist. */
const placeTrouble = (
  place: Place,
  { site, location }: PlaceFacts,
  fields: PlaceFields = plainFields,
): Trouble => {
  if (!site) return refuse(fields.site, msg.siteDoesNotExist, place.site)
  if (!location)
    return refuse(fields.location, msg.locationDoesNotExist, place.site, place.location)
  return null
}

/** While a place is typed, a part that is still blank is no mistake. */
export const placeTroubleSoFar = (
  place: Place,
  facts: PlaceFacts,
  fields: PlaceFields = plainFields,
): Trouble =>
  place.site === '' || (facts.site && place.location === '')
    ? null
    : placeTrouble(place, facts, fields)

const lotTrouble = (place: Place, item: ItemTable, field: string): Trouble => {
  if (item.lot_control === 1 && place.lot === '') return refuse(field, msg.lotRequired, item.code)
  if (item.lot_control === 0 && place.lot !== '') return refuse(field, msg.lotNotUsed, item.code)
  return null
}

/** Stock may come to a place that exists and is in use. */
export const openPlaceTrouble = (
  place: Place,
  facts: PlaceFacts,
  fields: PlaceFields = plainFields,
): Trouble => {
  const trouble = placeTrouble(place, facts, fields)
  if (trouble) return trouble
  return facts.site?.active === 0 ? refuse(fields.site, msg.siteNotActive, place.site) : null
}

/** What comes in from outside comes under a lot if the item is kept by lots. */
export const arrivalTrouble = (place: Place, facts: PlaceFacts): Trouble =>
  openPlaceTrouble(place, facts) ??
  (facts.item ? lotTrouble(place, facts.item, plainFields.lot) : null)

/**
 * A lot is asked for only where no stock answers to what was typed: an item may have changed its
 * lot control while stock of the old kind still lies there, and that stock must be able to leave.
 */
export const departureTrouble = (
  place: Place,
  facts: PlaceFacts,
  fields: PlaceFields = plainFields,
): Trouble => {
  const trouble = placeTrouble(place, facts, fields)
  if (trouble || facts.stock || !facts.item) return trouble
  return lotTrouble(place, facts.item, fields.lot)
}

/** No more may leave than is there and promised to nobody. */
export const shortTrouble = (quantity: number, place: Place, { stock }: PlaceFacts): Trouble =>
  quantity > available(stock)
    ? refuse('quantity', msg.notEnoughAvailable, showPlace(place), showQuantity(available(stock)))
    : null

/** A quantity that moves is more than nothing; the direction is the screen's. */
export const quantityTrouble = (quantity: number): Trouble =>
  quantity > 0 ? null : refuse('quantity', msg.quantityMustBePositive)
