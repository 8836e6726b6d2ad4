import { msg } from '../../db/messages.ts'
import { accept } from '../kernel/decision.ts'
import { numberIn } from '../kernel/draft.ts'
import { type Done, type Draft, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { MasterInput } from '../ledger/master.ts'
import { perform } from '../ledger/perform.ts'
import { hashPassword, newPassword } from './password.ts'
import { users } from './users.ts'

type Opened = Draft | null | undefined
type ToInput = (draft: Draft, opened: Opened) => MasterInput
type Intent = { readonly id: string; readonly screen: string; readonly opened?: Draft | null }

/** Saves a user; a new one, and one who is to have a new password, gets one that is told here and nowhere else. */
export const saveWithPassword =
  (input: ToInput, done: (key: Values) => Done) =>
  async (books: Books, draft: Draft, intent: Intent) => {
    const asked = input(draft, intent.opened)
    const isNew = asked.opened === null || asked.opened === undefined
    const wanted = isNew || numberIn(asked.values, 'new_password') === 1
    const password = wanted ? newPassword() : null
    const hash = password === null ? null : await hashPassword(password)
    const saved = await perform(books, users.save, { ...asked, hash }, intent)
    if (!saved.ok) return saved
    const { result, repeated } = saved.value
    const said = done(result)
    const told =
      password === null || repeated
        ? []
        : [notice(msg.passwordToNote, String(result['code']), password)]
    return accept({ ...said, notices: [...said.notices, ...told] })
  }
