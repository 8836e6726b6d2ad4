import { accept, type Decision, inField, refuse } from '../kernel/decision.ts'
import { formIn } from '../kernel/draft.ts'
import type { Done, Draft } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { paperPages } from '../paper/text.ts'
import type { Flow } from './flow.ts'
import type { Desk, Outlet } from './host.ts'
import { openList } from './list.ts'
import type { EntryScreen } from './screen.ts'

/** What a field that says where something goes holds, where it goes to the screen. */
export const terminal = 'terminal'

/** Opens the printer or file that a field of the screen names; null where no field does, and the paper is shown. */
export const openOutlet = async <C>({
  screen,
  desk,
  draft,
}: Flow<C>): Promise<Decision<Outlet | null>> => {
  const field = screen.prints?.output
  const first = screen.steps[0]!
  if (field === undefined || first.kind !== 'form') return accept(null)
  const name = String(formIn(draft, first.record)[field] ?? terminal)
  if (name.toLowerCase() === terminal) return refuse(field, msg.printedNowhere)
  const opened = await desk.host.outlet(name)
  return opened.ok ? opened : inField(opened, field)
}

/** Writes the paper of what was just saved to where it goes, else shows it. */
export const printSaved = async <C>(
  desk: Desk<C>,
  screen: EntryScreen<C>,
  saved: {
    readonly id: string
    readonly draft: Draft
    readonly done: Done
    readonly outlet: Outlet | null
  },
): Promise<void> => {
  const { host } = desk
  const { id, draft, done, outlet } = saved
  const { prints, results, program, code, title } = screen
  if (!prints) return
  // What was in the books before was printed then, or is lost: nobody can know from here.
  const again = done.repeated && prints.output !== undefined
  const paper = again ? null : await prints.document(host.context, draft, id)
  if (!paper) return outlet?.drop()
  if (outlet) return desk.say(await outlet.write(paper))
  const pages = paperPages(paper, { language: host.language, pageLength: 0 })
  const rows = pages.flatMap(page => [...page, '']).map(text => ({ text }))
  await openList(desk, { program, code, title, columns: results ?? [], rows })
}
