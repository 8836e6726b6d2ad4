import type { Decision } from '../kernel/decision.ts'
import type { Draft, Notice, Ranges, Values } from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import type { Message, Text } from '../kernel/messages.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Answered } from './answered.ts'
import type { Answer, AskOptions, Proposal } from './asking.ts'
import type { Action } from './keys.ts'
import type { Line, Size } from './page.ts'
import type { InquiryScreen, Intent, Lookup, Menu, Screen } from './screen.ts'

/** Where a clerk stands in a screen, so that they can stand there again. */
export interface Position {
  readonly step: number
  readonly row: number
  readonly field: string
  readonly detail: boolean
  /** The row was begun and not accepted yet. */
  readonly newRow: boolean
  readonly existing: boolean
  readonly openedKey: string | null
  /** When the record was opened. */
  readonly since: string
  readonly locked: Readonly<Record<string, readonly string[]>>
  /** The record was being deleted; not there in work of older programs, as all that follows. */
  readonly removing?: boolean
  /** It is a copy, whose key is still to be typed. */
  readonly copied?: boolean
  /** The row under the cursor as it was before it was changed. */
  readonly before?: Values
  /** What was typed into the field and not left yet, where the clerk had to go. */
  readonly typed?: string
}

/** Work begun and not yet posted. */
export interface Unfinished {
  /** Becomes the operation's id. */
  readonly id: string
  readonly screen: string
  readonly position: Position
  readonly draft: Draft
  /** What stood in the books when the record was opened; nothing where it is new. */
  readonly opened: Draft
}

/** Work that is in the books, although its clerk never saw that it was saved. */
export interface SavedUnseen {
  readonly id: string
  readonly screen: string
  readonly position: Position
  readonly savedAt: string
  /** What the commit answered, as the screen's own words take it. */
  readonly result: unknown
}

/** Where another clerk stands in the same screen. */
export interface OthersWork {
  readonly by: string
  readonly position: Position
}

/** Keeps unfinished work where a crash can't reach it. */
export interface DraftStore {
  save(work: Unfinished): Promise<void>
  /** The last unfinished work of this clerk, in one screen or in any. */
  find(screen: string | null): Promise<(Unfinished & { readonly savedAt: string }) | null>
  /** Takes up work that was found; false where another terminal was faster. */
  claim(work: { readonly id: string; readonly savedAt: string }): Promise<boolean>
  /** Work of this clerk, in one screen or in any, whose line dropped between the save and its answer. */
  savedUnseen(screen: string | null): Promise<readonly SavedUnseen[]>
  /** What other clerks left unfinished in a screen and touched since then. */
  ofOthers(screen: string, since: string): Promise<readonly OthersWork[]>
  drop(id: string): Promise<void>
}

/** Waiting for other writers of the same books. */
export interface Waits {
  /** Is told when a wait is long enough to be noticed, and when it is over. */
  tell: (waiting: boolean) => void
  /** Ends the wait at hand; nothing was written. */
  giveUp(): void
}

/** Where a paper goes that is written once; open before the books are, so that nothing is printed into nowhere. */
export interface Outlet {
  /** Writes the paper; the answer tells where it went. */
  write(paper: PaperDocument): Promise<Notice>
  /** Takes back what nothing was written to. */
  drop(): Promise<void>
}

/** What a session stands on. The session itself knows no table, no rule and no terminal. */
export interface Host<Context> {
  /** Handed to hooks, lists and commits. */
  readonly context: Context
  readonly language: Language
  readonly company: string
  readonly menu: Menu
  screen(code: string): Screen<Context> | undefined
  /** Whether the clerk has a right to a screen. The menu leaves out what they had none to when they came. */
  may(code: string): Promise<boolean>
  /** The code of a program: `sosomt` is 7.1.1. */
  program(name: string): string | undefined
  lookup(name: string): Lookup<Context> | undefined
  readonly drafts: DraftStore
  /** Where nobody else writes there is nothing to wait for. */
  readonly waits?: Waits
  now(): Date
  newId(): string
  /** Writes an inquiry to a file of the clerk's or to a printer; the answer tells where it went. */
  write(asked: {
    readonly inquiry: InquiryScreen<Context>
    readonly ranges: Ranges
    readonly name: string
    readonly intent: Intent
  }): Promise<Decision<Notice>>
  /** Opens the file of the clerk's, or the printer, that a paper goes to. */
  outlet(name: string): Promise<Decision<Outlet>>
  /** What an error of the database means for the clerk; null when it is a fault of ours. */
  problem(error: unknown): Message | null
}

/** What a layer shows between the title and the messages. */
export interface Drawing {
  readonly program: string
  readonly title: string
  /** Rows 2 to the last but three. */
  readonly lines: readonly Line[]
  /** Row counts from the first of these lines. */
  readonly cursor: { readonly row: number; readonly column: number } | null
  /** What the row under the cursor had no room for, in full. */
  readonly cut?: string
  readonly keys: readonly (Action | [Action, Action])[]
}

/** Where the cursor stands in a screen of frames, for hands that don't look at the screen. */
export interface Whereabouts {
  /** The work's id: another one when the screen began anew. */
  readonly id: string
  readonly step: number
  readonly row: number
  readonly field: string
  /** The fields that can be typed into here, in their order. */
  readonly fields: readonly string[]
  readonly draft: Draft
}

/** One thing on the screen: a menu, a screen, a list. The topmost gets the keys. */
export interface Layer {
  press(action: Action): Promise<void>
  type(text: string): Promise<void>
  draw(size: Size): Drawing
  /** Pages through what is only looked at, while a question stands below it; false where there is nothing. */
  page?(way: 'pageUp' | 'pageDown'): boolean
  /** What ends a row of a table that is pasted here, null where none was begun; only frames take more than one value. */
  rowEnd?(): Action | null
  /** The number of the screen that this is. */
  readonly code?: string
  manual?(): Manual
  readonly isMenu?: boolean
  /** Keeps its work when the clerk pauses, `typed`: and leaves in the middle of a field; a layer without any has no such method. */
  keep?(typed?: boolean): Promise<void>
  /** Where the cursor stands; only frames have fields. */
  standing?(): Whereabouts
  /** What the record that stands open is called, by the list that finds its kind; null where none is open. */
  about?(): Values | null
  /** Reads again what is shown, when the clerk comes back to it and while they look; true when it is other than it was. */
  refresh?(): Promise<boolean>
}

/** What layers do with the session they are in. */
export interface Desk<Context> {
  readonly host: Host<Context>
  /** Work of this session that is in the books, and whose draft is kept until the clerk has seen it. */
  readonly answered: Answered
  size(): Size
  /** The topmost layer. */
  top(): Layer
  insert: boolean
  /** The value last used, by field. */
  readonly recalled: Map<string, string>
  say(...notices: readonly Notice[]): void
  /** Says this in the place of what was said since the key came. */
  sayInstead(...notices: readonly Notice[]): void
  push(layer: Layer): void
  /** Takes the topmost layer away. */
  pop(): void
  /** Asks yes or no in row 22; F4 counts as the third answer. */
  ask(
    notice: Notice,
    proposal: Proposal,
    answer: (given: Answer) => Promise<void>,
    options?: AskOptions,
  ): void
  /** Tells in row 22 what is told once, until somebody says Yes to it. */
  tell(notice: Notice): void
  /** What the topmost record is called, by the list that finds its kind. */
  about(): Values
  /** Opens a screen on top, at once at a record where one is named. */
  run(code: string, key?: Values): Promise<void>
  /** Whether F6 opens another function over the present one. */
  opensMenu(): boolean
  /** Whether a screen is open somewhere below. */
  isOpen(code: string): boolean
  /** What the help of the topmost screen says. */
  manual(): Manual | null
}

/** The page of help of a screen. */
export interface Manual {
  readonly code: string
  readonly program: string
  readonly title: Text
  readonly lines: readonly string[]
}
