import type { Language } from '../kernel/format.ts'

/** What a segment is, not how it looks: the terminal chooses colours and attributes. */
export type Style =
  | 'plain'
  | 'title' // row 1, across the full width
  | 'border' // lines of boxes
  | 'label' // words beside a value; headings of frames
  | 'heading' // heads of columns
  | 'value' // shown, can't be typed into
  | 'field' // can be typed into in this frame
  | 'active' // the field under the cursor
  | 'selected' // the row of a list under the cursor
  | 'information' // rows 22 and 23
  | 'warning'
  | 'error'
  | 'legend' // row 24

/** A run of characters of one style. Text holds no control characters. */
export interface Segment {
  readonly text: string
  readonly style: Style
}

/** One terminal row. The same object means the same row, so that it needn't be drawn again. */
export type Line = readonly Segment[]

/** A whole screen, top row first. Positions count cells from 0: 订 takes two. */
export interface Page {
  readonly lines: readonly Line[]
  readonly cursor: { readonly row: number; readonly column: number } | null
  /** Of its words, for whoever speaks them. */
  readonly language?: Language
}

/** How many cells there are to draw on. */
export interface Size {
  readonly columns: number
  readonly rows: number
}
