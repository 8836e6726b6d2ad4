import { onPaper } from '../kernel/text.ts'
import type { PaperDocument } from './document.ts'
import { layPages, type PaperLayout } from './layout.ts'
import { rowText } from './rows.ts'

/** How a paper becomes text: the form's length, and whether a form feed ends a page or blank lines fill it. */
export interface TextLayout extends PaperLayout {
  readonly formFeed: boolean
}

/** A paper as pages of lines of at most 80 cells. */
export const paperPages = (paper: PaperDocument, layout: PaperLayout): readonly string[][] => {
  const pages = layPages(paper, layout)
  return onPaper(() => pages.map(rows => rows.map(rowText)))
}

/** A paper as the text that a file or a printer of forms gets. */
export const paperText = (paper: PaperDocument, layout: TextLayout): string =>
  paperPages(paper, layout)
    .map(lines => {
      const text = lines.map(line => `${line}\n`).join('')
      if (layout.formFeed) return `${text}\f`
      const { pageLength } = layout
      // A blank line keeps papers without pages apart.
      return text + '\n'.repeat(pageLength === 0 ? 1 : Math.max(0, pageLength - lines.length))
    })
    .join('')
