import { msg } from '../db/messages.ts'
import { accept } from '../src/kernel/decision.ts'
import { formIn, textIn } from '../src/kernel/draft.ts'
import { type Hook, type Notice, notice } from '../src/kernel/entry.ts'
import type { Books } from '../src/ledger/books.ts'
import { changeOwnPassword } from '../src/security/change-password.ts'
import type { Cost } from '../src/security/password.ts'
import { type SignedIn, signIn } from '../src/security/sign-in.ts'
import type { Porter } from '../src/session/door.ts'
import type { EntryScreen } from '../src/session/screen.ts'
import { form, task } from './kinds.ts'

interface SignInOptions {
  readonly company: string
  /** What a guess costs. */
  readonly cost: Cost
  readonly porter: Porter<SignedIn>
  /** Whose screen is locked, and what they are told of it. */
  readonly locked: { readonly user: string; readonly told: Notice } | null
}

/** The screen before all others. A password that somebody else gave is changed before anything is done. */
export const signInScreen = ({
  company,
  cost,
  porter,
  locked,
}: SignInOptions): EntryScreen<Books> => {
  let found: SignedIn | null = null

  const enter: Hook<Books> = async (_, { values }) =>
    locked && textIn(values, 'user') === null
      ? accept({
          values: { user: locked.user },
          locked: { sign_in_entry: ['user'] },
          notices: [locked.told],
        })
      : accept({})
  const check: Hook<Books> = async (books, { values }) => {
    const name = textIn(values, 'user') ?? ''
    const password = textIn(values, 'password') ?? ''
    porter.checking()
    const decision = await signIn(books, { name, password }, cost)
    if (!decision.ok) return decision
    found = decision.value
    return accept({
      records: { password_entry: { user: name, old_password: password } },
      notices: found.mustChange ? [notice(msg.passwordMustChange)] : [],
    })
  }
  return task({
    code: '',
    program: 'mglogin',
    title: ['登录', 'Sign In'],
    steps: [
      form({
        record: 'sign_in_entry',
        title: [company, company],
        rows: [['user'], ['password']],
        enter,
        check,
      }),
      form({
        record: 'password_entry',
        rows: [['new_password'], ['again']],
        when: () => found?.mustChange ?? false,
      }),
    ],
    commit: async (books, draft, intent) => {
      let who = found!
      if (who.mustChange) {
        porter.checking()
        const self = { ...books, user: who.user.code }
        const done = await changeOwnPassword(self, formIn(draft, 'password_entry'), intent, cost)
        if (!done.ok) return done
        who = { ...who, since: done.value.since }
      }
      porter.admit(who)
      return accept({ notices: [] })
    },
  })
}
