import type { Decision } from '../kernel/decision.ts'
import type {
  Among,
  Done,
  Draft,
  Hook,
  Notice,
  PageAsk,
  Ranges,
  ReadPage,
  Values,
} from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import type { Field, Message, Text } from '../kernel/messages.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Papers } from '../paper/papers.ts'

/** A field where it stands on a screen. */
export interface Cell {
  readonly name: string
  readonly field: Field
  /** Can be seen, not typed into. */
  readonly shown: boolean
  /** Cells it takes in a column, where less than the format's width must do. */
  readonly width?: number
  /** In a grid: can be typed into only while its row is new. */
  readonly onlyNew?: boolean
  /** In a list: left out where there is no room, and always in files. */
  readonly wide?: boolean
  /** Stands without its label. */
  readonly bare?: boolean
  /** The value that tells where this one comes from, shown by F2. */
  readonly explain?: Pick<Cell, 'name' | 'field'>
  /** Says a value that is kept in plain figures, whatever it is of. */
  readonly told?: (values: Values, language: Language) => string
}

/** One terminal row of a form; null leaves its column empty. */
export type FormRow = readonly (Cell | null)[]

/** A frame with one value a field. */
export interface FormStep<Context> {
  readonly kind: 'form'
  readonly record: string
  readonly title?: Text
  readonly rows: readonly FormRow[]
  /** Fills in what is known when the clerk comes in. */
  readonly enter?: Hook<Context>
  readonly after?: Readonly<Record<string, Hook<Context>>>
  readonly check?: Hook<Context>
  readonly when?: (draft: Draft) => boolean
  /** The cursor goes down the columns, as in QAD's order header, not along the rows. */
  readonly down?: boolean
  /** F4 goes on instead of back: the last frame before a question. */
  readonly endsForward?: boolean
}

/** How two versions of a grid tell which of their rows is the same one. */
export interface RowKey {
  /** The field that names a row. */
  readonly name: string
  /** It is only a number, that a new row may change. */
  readonly counts: boolean
  /** What a row is of: with another value under the same number it took the place of that row. */
  readonly of?: string
  /** The flag of a row that was read from the books: without it, it took the place of the one of its number. */
  readonly kept?: string
}

/** Rows of the same fields, typed one after the other. */
export interface GridStep<Context> {
  readonly kind: 'grid'
  readonly record: string
  readonly title?: Text
  readonly columns: readonly Cell[]
  readonly key?: RowKey
  /** Fills a new row. Without it the grid has only the rows that were found. */
  readonly begin?: Hook<Context>
  readonly after?: Readonly<Record<string, Hook<Context>>>
  readonly check?: Hook<Context>
  /** All fields of a row, one key away. */
  readonly detail?: { readonly title: Text; readonly rows: readonly FormRow[] }
  readonly when?: (draft: Draft) => boolean
}

/** A last word before the books are written. */
export interface QuestionStep {
  readonly kind: 'question'
  readonly message: Message
  /** What No asks before all that was entered is thrown away; without it No only goes back. */
  readonly discard?: Message
  /** No is proposed: what can be done once isn't done by a key too many. */
  readonly once?: boolean
}

export type Step<Context> = FormStep<Context> | GridStep<Context> | QuestionStep

/** Which intent a commit carries: made with the draft, so that a retry has one effect. */
export interface Intent {
  readonly id: string
  readonly screen: string
  /** What stood in the books when the record was opened; null where it is new. */
  readonly opened?: Draft | null
}

export type Commit<Context> = (
  context: Context,
  draft: Draft,
  intent: Intent,
) => Promise<Decision<Done>>

interface Named {
  /** The menu number. */
  readonly code: string
  /** QAD's program, without its ending. */
  readonly program: string
  readonly title: Text
}

/** Frames in order, then one write. */
export interface EntryScreen<Context> extends Named {
  readonly kind: 'entry'
  readonly steps: readonly Step<Context>[]
  /** The fields of the first frame that name a record. */
  readonly key: readonly string[]
  /** Reads the record that the key names, or begins a new one. */
  readonly open?: Hook<Context>
  /** The key of the record before or after one; null at the end of the file. */
  readonly neighbour?: (
    context: Context,
    key: Values,
    direction: 'next' | 'previous',
  ) => Promise<Values | null>
  /** How those stand that this screen is for: F2 on its key lists no others. */
  readonly among?: Among
  /** A new record like the one that is shown. */
  readonly copy?: Hook<Context>
  readonly commit: Commit<Context>
  readonly remove?: Commit<Context>
  /** Says what a commit had saved, by its answer, to a clerk who didn't see it; without it the screen's name must do. */
  readonly wasSaved?: (result: unknown, at: string) => Notice
  /** Columns of the rows that a commit may answer with, and of the lines of a paper that is shown. */
  readonly results?: readonly Cell[]
  readonly prints?: Prints<Context>
}

/** The paper of what was entered, once it is in the books. */
export interface Prints<Context> {
  /**
   * The field of the first frame that says to which printer or file it goes, never to the terminal. What was in the books
   * before, and only its answer was lost, isn't written a second time. Without such a field the paper is shown.
   */
  readonly output?: string
  /** Null where nothing is to be printed; `intent` is the id of the save. */
  readonly document: (
    context: Context,
    draft: Draft,
    intent: string,
  ) => Promise<PaperDocument | null>
}

/** From–to ranges, then a list. */
export interface InquiryScreen<Context> extends Named {
  readonly kind: 'inquiry'
  readonly ranges: readonly Cell[]
  readonly columns: readonly Cell[]
  readonly page: ReadPage<Context>
  /** Sums of the columns that may be added up: as many rows as there are currencies. */
  readonly totals?: (context: Context, ranges: Ranges) => Promise<readonly Values[]>
  /** The rows are lines of these papers, to be printed as they are. */
  readonly papers?: Papers<Context>
  /** The screen that deals with a row, and the key of the record to open there. */
  readonly opens?: (row: Values) => { readonly code: string; readonly key: Values }
  /** What is said beside the list. */
  readonly says?: (context: Context, ranges: Ranges) => Promise<readonly Notice[]>
  /** Its rows are read again while the clerk looks at them, as others post. */
  readonly live?: boolean
}

export type Screen<Context> = EntryScreen<Context> | InquiryScreen<Context>

/** From where a list was opened. */
export interface LookupFrom {
  /**
   * What the clerk is entering: a ship-to belongs to the customer typed before. Values of other frames stand under
   * their record's name: `sales_order.sold_to`.
   */
  readonly around: Values
  /** The column that the field will get. */
  readonly column: string
  /** How the rows must stand; left out where any will do. */
  readonly among?: Among | undefined
}

/** A list that F2 opens. A field gets the column of its own name, else the first. */
export interface Lookup<Context> {
  readonly title: Text
  readonly columns: readonly Cell[]
  readonly page: (context: Context, ask: PageAsk, from: LookupFrom) => Promise<readonly Values[]>
  /**
   * Rows that come before all others, and only there: what is usual here. Read once when the list is opened; what is
   * typed narrows them by the first column, else by words.
   */
  readonly first?: (context: Context, from: LookupFrom) => Promise<readonly Values[]>
  /** Says no when a code isn't there; without it any value may be typed. */
  readonly missing?: (context: Context, code: string, around: Values) => Promise<Message | null>
}

/** The tree of numbers. */
export interface MenuItem {
  readonly number: string
  readonly title: Text
  readonly program?: string
}

export interface Menu {
  /** Titles of the three columns of the main menu. */
  readonly headings: readonly Text[]
  /** What stands under a number ('' for the main menu), by last part. */
  items(menu: string): readonly MenuItem[]
  title(menu: string): Text
}
