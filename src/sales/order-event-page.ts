import { dictionary } from '../../db/dictionary/index.ts'
import { kept } from '../../db/kept.ts'
import type { OrderEventTable } from '../../db/schema.ts'
import { numberIn } from '../kernel/draft.ts'
import type { ReadPage, Values } from '../kernel/entry.ts'
import { type Language, say, showValue } from '../kernel/format.ts'
import { pageOfEach } from '../kernel/page-of.ts'
import { wrap } from '../kernel/wrap.ts'
import type { Books } from '../ledger/books.ts'
import { denied } from '../ledger/rights.ts'
import { orderEvents } from './order-history-page.ts'
import { type ToldChange, toldChanges, toldDetail } from './told-changes.ts'

const readEvent = kept<{ number: number }, OrderEventTable>((db, hole) =>
  db.selectFrom('order_event').selectAll().where('number', '=', hole('number')),
)

const head = ['order_number', 'type', 'created_at', 'created_by'] as const
const amounts = ['line', 'quantity', 'price', 'amount'] as const

/** What an order passed the limit by says what credit its customer has left: who holds and releases sees it. */
const seenBy = async ({ db, user }: Books, event: OrderEventTable): Promise<OrderEventTable> =>
  event.type === 'held' && (await denied(db, user, '7.1.14')) ? { ...event, amount: null } : event

/** All that an event says: what it is of, what it changed, field by field, and why. */
const told = (event: OrderEventTable, language: Language): readonly ToldChange[] => {
  const { order_history, held_order } = dictionary
  const fields =
    event.type === 'held' ? { ...order_history, amount: held_order.amount } : order_history
  const detail = event.type === 'changed' ? null : toldDetail(event, language)
  const shown = (name: keyof typeof fields & keyof OrderEventTable, value = event[name]) =>
    value === null
      ? []
      : [
          {
            what: say(fields[name].label, language),
            value: showValue(value, fields[name].format, language),
          },
        ]
  return [
    ...[...head, ...amounts].flatMap(name => shown(name)),
    ...(event.type === 'changed' ? toldChanges(event, language) : []),
    ...shown('detail', detail),
    ...shown('reason'),
  ]
}

/** So many cells stand in a row; what is longer goes on in the next. */
const width = dictionary.order_event_fact.value.format.width

const rowsOf = (event: OrderEventTable, language: Language): readonly Values[] =>
  told(event, language)
    .flatMap(({ what, value }) =>
      wrap(value, width).map((text, index) => ({ what: index === 0 ? what : null, value: text })),
    )
    .map((row, at) => ({ number: event.number, at, ...row }))

/** 7.1.21.3: events of orders, each with all that it says in rows of its own. */
export const orderEventPage: ReadPage<Books> = (books, ask) =>
  pageOfEach(ask, {
    next: one => orderEvents(books, one),
    key: 'number',
    rows: async event => {
      const [found] = await readEvent(books.db, { number: numberIn(event, 'number') ?? 0 })
      return rowsOf(await seenBy(books, found!), ask.language ?? 'en')
    },
  })
