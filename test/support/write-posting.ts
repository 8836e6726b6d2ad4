import { accept } from '../../src/kernel/decision.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import type { Posting } from '../../src/ledger/posting.ts'
import { carryOut } from './company.ts'

const anything: Verb<Posting, null, null> = {
  right: 'own',
  read: async () => null,
  decide: posting => accept({ result: null, posting }),
}

/** Writes what no verb of today would, sealed as an operation: as an older program did, or whoever forges the log. */
export const writePosting = (books: Books, posting: Posting): Promise<null> =>
  carryOut(books, anything, posting)

/** The head of an order and its lines, as they stand in the books. */
export const orderInBooks = async ({ db }: Books, number: string) => ({
  head: await db
    .selectFrom('sales_order')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow(),
  lines: await db
    .selectFrom('sales_order_line')
    .selectAll()
    .where('order_number', '=', number)
    .orderBy('line')
    .execute(),
})
