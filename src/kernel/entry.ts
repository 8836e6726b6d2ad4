import type { Text } from '../../db/dictionary/field.ts'
import type { Message } from '../../db/messages.ts'
import { type About, aboutOf, type Decision } from './decision.ts'
import type { Language, Value } from './format.ts'

/** The values of one frame or one row, by field. A blank is null. */
export type Values = Readonly<Record<string, Value>>

/** Columns, with what may stand in each. */
export type Among = Readonly<Record<string, readonly Value[] | undefined>>

/** All that a screen has gathered so far: a frame's values, or a grid's rows, by record. */
export type Draft = Readonly<Record<string, Values | readonly Values[]>>

/** What the clerk has just touched, with all that was gathered around it. */
export interface Entry {
  /** The values of the frame, or of the grid's row, as they stand now. */
  readonly values: Values
  /** Row of the grid, from 0; 0 in a frame. */
  readonly row: number
  readonly draft: Draft
}

/** A message to show in rows 22 and 23. */
export interface Notice {
  readonly message: Message
  readonly about: readonly (string | Text)[]
  /** It stands before all others, errors too: nothing will say it again. */
  readonly first?: boolean
}

export const notice = (message: Message, ...about: readonly About[]): Notice => ({
  message,
  about: aboutOf(about),
})

/** Whether two say the same of the same. */
export const isSame = (one: Notice, other: Notice): boolean =>
  one.message.number === other.message.number &&
  one.message.level === other.message.level &&
  JSON.stringify(one.about) === JSON.stringify(other.about)

/** The words of a refusal where nothing is refused yet: whoever only looks hears a warning. */
export const warned = (message: Message): Message => ({ ...message, level: 'warning' })

/** What a hook answers. */
export interface Reply {
  /** Changes to the frame or row that asked. */
  readonly values?: Values
  /** Whole records to put into the draft, replacing what was there. */
  readonly records?: Draft
  readonly notices?: readonly Notice[]
  /** False when the key names no record yet and a new one begins. */
  readonly existing?: boolean
  /** The fields of each record that can't be typed into from now on. */
  readonly locked?: Readonly<Record<string, readonly string[]>>
}

/** Asked when a field is left, a frame is entered or accepted; `Context` is what business functions work on. */
export type Hook<Context> = (context: Context, entry: Entry) => Promise<Decision<Reply>>

/** From–to of one field; null is open. */
export interface Range {
  readonly from: Value
  readonly to: Value
}

export type Ranges = Readonly<Record<string, Range>>

/** Which rows of a list are wanted. Lists are paged by the key of a row that is shown, never by counting. */
export interface PageAsk {
  readonly ranges: Ranges
  /** Words typed to find rows; '' for all. */
  readonly search: string
  /** The rows after this one (forward) or before it (backward); null begins at the first or the last row. */
  readonly beyond: Values | null
  readonly direction: 'forward' | 'backward'
  readonly limit: number
  /** The language of words that the list makes itself, as a printed paper does. */
  readonly language?: Language
}

/** A page of rows, always in the list's order, whichever direction it was asked in. */
export type ReadPage<Context> = (context: Context, ask: PageAsk) => Promise<readonly Values[]>

/** What a commit answers: what was done, in words, and rows to show if there is more to tell. */
export interface Done {
  readonly notices: readonly Notice[]
  /** Values that the first frame starts with next time. */
  readonly next?: Values
  /** Values that F7 brings back, by field: the number just given, for instance. */
  readonly recall?: Values
  /** Rows to show, in the columns that the screen declares for them. */
  readonly rows?: readonly Values[]
  /** It had been in the books before: only its answer was lost. */
  readonly repeated?: boolean
}
