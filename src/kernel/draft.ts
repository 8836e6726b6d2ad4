import type { Flag } from '../../db/schema.ts'
import type { Draft, Values } from './entry.ts'

/** The values of a frame of a draft; none when the frame was never entered. */
export const formIn = (draft: Draft, record: string): Values => {
  const found = draft[record] ?? {}
  return isRows(found) ? {} : found
}

/** The rows of a grid of a draft. */
export const rowsIn = (draft: Draft, record: string): readonly Values[] => {
  const found = draft[record] ?? []
  return isRows(found) ? found : []
}

/** Said apart because Array.isArray doesn't tell a list that can't be changed from an object. */
const isRows = (found: Values | readonly Values[]): found is readonly Values[] =>
  Array.isArray(found)

/** What a text field holds; null when it is blank. */
export const textIn = (values: Values, field: string): string | null => {
  const value = values[field]
  return typeof value === 'string' && value !== '' ? value : null
}

/** What a number field holds; null when it is blank. */
export const numberIn = (values: Values, field: string): number | null => {
  const value = values[field]
  return typeof value === 'number' ? value : null
}

/** What a flag holds; a blank is what is given. */
export const flagIn = (values: Values, field: string, blank: Flag): Flag => {
  const value = numberIn(values, field)
  return value === null ? blank : value === 0 ? 0 : 1
}
