import type { Page, Size } from '../session/page.ts'

/** A way to bring pages to a clerk: painted on a screen, or said in lines. */
export interface View {
  /** How large the pages should be on a terminal of that size. */
  readonly sizeOn: (terminal: Size) => Size
  readonly show: (page: Page, size: Size) => void
  /** A later page may take the place of one that was not shown yet. */
  readonly mayDrop: boolean
  /** The clerk typed this text. */
  readonly typed: (text: string) => void
  /** What the clerk has before them is not to be trusted any more: the next page comes whole. */
  readonly anew: () => void
  readonly close: () => void
}
