import type { Text } from '../../db/dictionary/field.ts'
import type { Message } from '../../db/messages.ts'
import type { Draft } from './entry.ts'

/** What fills a message's {0}, {1}…: a name or a number, or words in both languages. */
export type About = string | number | Text

/** The same as it is kept: numbers are plain by then. */
export const aboutOf = (about: readonly About[]): readonly (string | Text)[] =>
  about.map(one => (typeof one === 'number' ? String(one) : one))

/** Why something can't be done: the message, what it is about, and the field to go back to. */
export interface Refusal {
  readonly field: string | null
  readonly message: Message
  readonly about: readonly (string | Text)[]
  /** Which row of a grid the field is in, from 0. */
  readonly row?: number
  /** Someone else changed the record since it was opened: both versions are to be shown. */
  readonly meanwhile?: true
  /** What was shown of these records is true no more: so they are now, and so they are to be shown. */
  readonly records?: Draft
}

/** A no, whatever was asked. */
export interface Refused {
  readonly ok: false
  readonly refusal: Refusal
}

/** What a rule says: yes, with a value, or no, with the reason. */
export type Decision<T> = { readonly ok: true; readonly value: T } | Refused

/** Says no. Arguments fill the message's {0}, {1}…; the field gets the cursor. */
export const refuse = (
  field: string | null,
  message: Message,
  ...about: readonly About[]
): Refused => ({
  ok: false,
  refusal: { field, message, about: aboutOf(about) },
})

/** The same no, said of a row of a grid. */
export const inRow = ({ refusal }: Refused, row: number): Refused => ({
  ok: false,
  refusal: { ...refusal, row },
})

/** The same no, said of another field: the one in which the screen that asks names what it is about. */
export const inField = ({ refusal }: Refused, field: string): Refused => ({
  ok: false,
  refusal: { ...refusal, field },
})

/** The same no, because someone else was faster. */
export const meanwhile = ({ refusal }: Refused): Refused => ({
  ok: false,
  refusal: { ...refusal, meanwhile: true },
})

/** Says yes. */
export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
