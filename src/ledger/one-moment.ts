import type { Books } from './books.ts'

/**
 * Lets what reads more than once read the books as they are at one moment, whoever posts meanwhile; nobody waits for it.
 * What is read within it is of the same moment.
 */
export const atOneMoment = <B extends Pick<Books, 'db'>, T>(
  books: B,
  read: (still: B) => Promise<T>,
): Promise<T> =>
  books.db.isTransaction
    ? read(books)
    : books.db
        .transaction()
        .setAccessMode('read only')
        .execute(db => read({ ...books, db }))
