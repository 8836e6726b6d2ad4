import { msg } from '../../db/messages.ts'
import { accept } from '../../src/kernel/decision.ts'
import { formIn } from '../../src/kernel/draft.ts'
import { notice } from '../../src/kernel/entry.ts'
import { changeOwnPassword } from '../../src/security/change-password.ts'
import { form, shown, task } from '../kinds.ts'

/** One's own password; an administrator gives others a new one in 36.3.1. */
export default task({
  code: '36.3.3',
  program: 'mgurmtp',
  title: ['用户密码维护', 'User Password Maintenance'],
  steps: [
    form({
      record: 'password_entry',
      rows: [[shown('user')], ['old_password'], ['new_password'], ['again']],
      enter: async ({ user }) => accept({ values: { user } }),
    }),
  ],
  commit: async (books, draft, intent) => {
    const done = await changeOwnPassword(books, formIn(draft, 'password_entry'), intent)
    return done.ok ? accept({ notices: [notice(msg.passwordChanged)] }) : done
  },
})
