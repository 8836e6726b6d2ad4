import type { OrderEventTable } from '../../db/schema.ts'
import type { ReadPage, Values } from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { typedDetail } from './order-changes.ts'
import { toldChanges, toldDetail } from './told-changes.ts'

const shape: ListShape = {
  ranges: {
    number: 'event.number',
    order_number: 'event.order_number',
    type: 'event.type',
    created_by: 'event.created_by',
  },
  words: ['event.order_number', 'event.created_by', 'event.typed', 'event.reason'],
  key: { number: 'event.number' },
}

/** Events of orders as they are kept, in the order in which they happened. */
export const orderEvents: ReadPage<Books> = ({ db }, ask) =>
  pageByKey(
    db
      .selectFrom(own =>
        own
          .selectFrom('order_event')
          .selectAll()
          .select(eb => typedDetail(eb).as('typed'))
          .as('event'),
      )
      .selectAll(),
    shape,
    ask,
  )

const inWords = (event: OrderEventTable, language: Language): string | null =>
  event.type === 'changed'
    ? toldChanges(event, language)
        .map(({ what, value }) => `${what} ${value}`)
        .join('; ')
    : toldDetail(event, language)

/** 7.1.21.2: what happened to orders, in the order in which it did: who, when, what and why (R1). */
export const orderHistoryPage: ReadPage<Books> = async (books, ask) => {
  const { language = 'en' } = ask
  const events = await orderEvents(books, ask)
  return events.map(event => ({
    ...event,
    detail: inWords(event as Values & OrderEventTable, language),
  }))
}
