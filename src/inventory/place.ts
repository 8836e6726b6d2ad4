import { textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'

/** Where stock lies; the lot is '' when the item has none. */
export interface Place {
  readonly site: string
  readonly location: string
  readonly lot: string
}

/** The names that a form gives to the fields of a place. */
export interface PlaceFields {
  readonly site: string
  readonly location: string
  readonly lot: string
}

export const plainFields: PlaceFields = { site: 'site', location: 'location', lot: 'lot' }
/** Where 3.4.1 takes stock from. */
export const fromFields: PlaceFields = { site: 'from_site', location: 'from_location', lot: 'lot' }
/** Where 3.4.1 puts it; a lot keeps its name where it goes. */
export const toFields: PlaceFields = { site: 'to_site', location: 'to_location', lot: 'lot' }

/** The place that a frame or a row names, as far as it was typed. */
export const placeIn = (values: Values, fields: PlaceFields = plainFields): Place => ({
  site: textIn(values, fields.site) ?? '',
  location: textIn(values, fields.location) ?? '',
  lot: textIn(values, fields.lot) ?? '',
})

/** A place's name among the places of one item. */
export const placeKey = (place: Place): string =>
  JSON.stringify([place.site, place.location, place.lot])

/** A place as messages say it: site/location, and the lot if there is one. */
export const showPlace = ({ site, location, lot }: Place): string =>
  [site, location, lot].filter(part => part !== '').join('/')
