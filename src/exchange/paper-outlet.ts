import { msg } from '../../db/messages.ts'
import { accept, type Decision } from '../kernel/decision.ts'
import { notice } from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import type { Books } from '../ledger/books.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Outlet } from '../session/host.ts'
import { findDestination, type Outlets } from './destination.ts'
import { documentWriter } from './write-papers.ts'

async function* only(paper: PaperDocument): AsyncGenerator<PaperDocument> {
  yield paper
}

/** Opens a new file or a printer for a paper that is written once, so that nothing is printed into nowhere. */
export const openPaperOutlet = async (
  books: Books,
  name: string,
  { language, ...outlets }: Outlets & { readonly language: Language },
): Promise<Decision<Outlet>> => {
  const found = await findDestination(books, name, outlets)
  if (!found.ok) return found
  const writer = await documentWriter(books, language, found.value.form)
  if (!writer.ok) return writer
  const opened = await found.value.open()
  if (!opened.ok) return opened
  const { write, drop } = opened.value
  return accept({
    drop,
    write: async paper => {
      const written = await write(writer.value(only(paper)))
      return written.ok ? written.value : notice(msg.outputCutShort, name)
    },
  })
}
