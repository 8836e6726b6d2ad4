import { paperWords } from '../../db/documents.ts'
import { msg } from '../../db/messages.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Ranges } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { endsOf } from '../ledger/page-by-key.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Papers } from '../paper/papers.ts'
import { orderPaperOf } from './order-paper.ts'
import { readOrder, readOrderLines } from './order-rows.ts'
import { readSigned } from './order-signature.ts'
import { confirmedOrdersPage } from './orders-page.ts'

/** The one paper that ranges name, or null when they name several. */
export const onlyOne = (ranges: Ranges): string | null => {
  const { from, to } = endsOf(ranges, 'number')
  return from !== null && from === to ? String(from) : null
}

/** Says why the one order that was asked for has no such paper; of many those that have one are taken. */
const refuses = async ({ db }: Books, ranges: Ranges): Promise<Refused | undefined> => {
  const number = onlyOne(ranges)
  if (number === null) return undefined
  const [order] = await readOrder(db, { number })
  if (!order) return refuse('number', msg.orderDoesNotExist, number)
  if (order.status === 'cancelled') return refuse('number', msg.orderIsCancelled, number)
  return order.status === 'entered' ? refuse('number', msg.orderNotConfirmed, number) : undefined
}

/** 7.1.4: what the company confirms and the customer signs; null while a line is unconfirmed. */
export const confirmationDocument = async (
  books: Books,
  number: string,
): Promise<PaperDocument | null> => {
  const [order] = await readOrder(books.db, { number })
  if (!order || (order.status !== 'confirmed' && order.status !== 'closed')) return null
  const { signature, changed } = await readSigned(books.db, number)
  const signed = signature && !changed ? signature : undefined
  return {
    ...(await orderPaperOf(books, order, await readOrderLines(books.db, { number }))),
    title: paperWords.orderConfirmation,
    notes: [paperWords.pleaseSign],
    signatures: [
      { label: paperWords.forCompany },
      {
        label: paperWords.customer,
        name: signed?.signed_by ?? null,
        date: signed?.signed_on ?? null,
      },
    ],
  }
}

/** The confirmations of the orders in the ranges. */
export const confirmationPapers: Papers<Books> = {
  key: 'number',
  list: confirmedOrdersPage,
  document: confirmationDocument,
  refuses,
}
