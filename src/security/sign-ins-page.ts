import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { pageByKey } from '../ledger/page-by-key.ts'

/** The names under which somebody signed in or tried to, in their order. */
export const signInsPage: ReadPage<Books> = (books, ask) =>
  pageByKey(
    books.db.selectFrom('sign_in').selectAll(),
    { ranges: { name: 'name' }, words: ['name'], key: { name: 'name' } },
    ask,
  )
