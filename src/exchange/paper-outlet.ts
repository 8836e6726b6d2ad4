import { finished } from 'node:stream/promises'
import { msg } from '../../db/messages.ts'
import { accept, type Decision } from '../kernel/decision.ts'
import { notice } from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import { paperText } from '../paper/text.ts'
import type { Outlet } from '../session/host.ts'
import { dropOutput, openOutput, type Spool } from './output.ts'

/** Opens a new file for a paper that a clerk prints. */
export const openPaperOutlet = async (
  name: string,
  { spool, language }: { readonly spool: Spool; readonly language: Language },
): Promise<Decision<Outlet>> => {
  const opened = await openOutput(name, spool)
  if (!opened.ok) return opened
  const { path, stream } = opened.value
  return accept({
    write: async paper => {
      stream.end(paperText(paper, { language, pageLength: 0, formFeed: true }))
      return finished(stream).then(
        () => notice(msg.outputWritten, path),
        () => notice(msg.outputCutShort, path),
      )
    },
    drop: () => dropOutput(opened.value),
  })
}
