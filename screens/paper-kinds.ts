import type { Text } from '../db/dictionary/field.ts'
import type { RecordName } from '../db/dictionary/index.ts'
import type { Books } from '../src/ledger/books.ts'
import { atOneMoment } from '../src/ledger/one-moment.ts'
import { type Papers, papersPage } from '../src/paper/papers.ts'
import { readPaperControl } from '../src/paper/printer.ts'
import type { InquiryScreen } from '../src/session/screen.ts'
import { columns, inquiry, type Placed } from './kinds.ts'

interface PrintSpec<R extends RecordName, F extends string> {
  readonly code: string
  readonly program: string
  readonly title: Text
  readonly record: R
  readonly ranges: readonly F[]
  readonly papers: Papers<Books>
}

/** Papers by ranges: on the screen as they are printed, into a file, or on a printer. */
export const print = <R extends RecordName, F extends string>(
  spec: PrintSpec<R, F>,
): InquiryScreen<Books> => {
  const lengthOf = async (books: Books) => (await readPaperControl(books)).page_length
  const page = papersPage(spec.papers, lengthOf)
  return inquiry<R>({
    ...spec,
    ranges: spec.ranges as never,
    columns: [] as Placed<never>[],
    more: columns('paper', 'text'),
    page: (books, ask) => atOneMoment(books, still => page(still, ask)),
  })
}
