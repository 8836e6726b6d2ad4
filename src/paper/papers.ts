import type { Decision, Refused } from '../kernel/decision.ts'
import type { Ranges, ReadPage, Values } from '../kernel/entry.ts'
import { pageOfEach } from '../kernel/page-of.ts'
import type { Intent } from '../ledger/perform.ts'
import type { PaperDocument } from './document.ts'
import type { PaperLayout } from './layout.ts'
import { paperPages } from './text.ts'

/** Papers that are asked for by ranges: which there are, and what each says. */
export interface Papers<Context> {
  /** The column of the list that names a paper. */
  readonly key: string
  readonly list: ReadPage<Context>
  /** Null when it went between the list and the reading. */
  readonly document: (context: Context, number: string) => Promise<PaperDocument | null>
  /** Says no before any of them is shown. */
  readonly refuses?: (context: Context, ranges: Ranges) => Promise<Refused | undefined>
  /**
   * Writes down that they are printed, or refuses it; looking at them on the screen is no print. The answer are those that
   * it counted: they are written, and no others.
   */
  readonly printed?: (
    context: Context,
    ranges: Ranges,
    intent: Intent,
  ) => Promise<Decision<readonly string[]>>
}

/** The lines of one paper as rows of a list; their key is the paper and the place of the line in it. */
const linesOf = (paper: PaperDocument | null, layout: PaperLayout, key: Values): Values[] => {
  if (!paper) return []
  // A blank line keeps one page from the next.
  const lines = paperPages(paper, layout).flatMap(page => [...page, ''])
  return lines.map((text, at) => ({ ...key, at, text }))
}

/** The papers in the ranges on the screen, line by line, one after the other. */
export const papersPage =
  <Context>(
    { key, list, document }: Papers<Context>,
    pageLengthOf: (context: Context) => Promise<number>,
  ): ReadPage<Context> =>
  async (context, ask) => {
    const layout = { language: ask.language ?? 'en', pageLength: await pageLengthOf(context) }
    return pageOfEach(ask, {
      next: one => list(context, { ...one, search: '' }),
      key,
      rows: async paper => {
        const number = String(paper[key])
        return linesOf(await document(context, number), layout, { [key]: number })
      },
    })
  }
