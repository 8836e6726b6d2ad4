import type { Draft, Values } from '../kernel/entry.ts'

/** The values of a frame of the draft; none when the frame was never entered. */
export const frameOf = (draft: Draft, record: string): Values => {
  const found = draft[record]
  return found === undefined || Array.isArray(found) ? {} : (found as Values)
}

/** The rows of a grid of the draft. */
export const rowsOf = (draft: Draft, record: string): readonly Values[] => {
  const found = draft[record]
  return Array.isArray(found) ? found : []
}

/** What a text field holds; '' when it is blank. */
export const textOf = (values: Values, field: string): string => {
  const value = values[field]
  return value === null || value === undefined ? '' : String(value)
}

/** What a text field holds; null when it is blank, as columns keep it. */
export const textOrNull = (values: Values, field: string): string | null =>
  textOf(values, field) || null

/** What a number field holds; 0 when it is blank. */
export const numberOf = (values: Values, field: string): number => {
  const value = values[field]
  return typeof value === 'number' ? value : 0
}
