import type { Quantity } from '../../db/schema.ts'
import { showDecimal } from '../kernel/decimal.ts'

/** Where stock lies; the lot is '' when the item has none. */
export interface Place {
  readonly site: string
  readonly location: string
  readonly lot: string
}

/** A place's name among the places of one item. */
export const placeKey = (place: Place): string =>
  JSON.stringify([place.site, place.location, place.lot])

/** A place as messages say it: site/location, and the lot if there is one. */
export const showPlace = ({ site, location, lot }: Place): string =>
  [site, location, lot].filter(part => part !== '').join('/')

/** A quantity as messages say it. */
export const showQuantity = (quantity: Quantity): string =>
  showDecimal(quantity, { scale: 4, decimals: 1, grouped: true })
