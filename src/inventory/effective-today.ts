import { dayOf } from '../kernel/calendar.ts'
import { accept } from '../kernel/decision.ts'
import type { Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'

/** Stock usually moves today, so the date is there until another one is typed. */
export const effectiveToday: Hook<Books> = async (books, { values }) =>
  accept(
    (values['effective_date'] ?? null) === null
      ? { values: { effective_date: dayOf(books.now()) } }
      : {},
  )
