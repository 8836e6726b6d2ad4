import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { isConfirmed } from './orders-page.ts'

const shape: ListShape = {
  ranges: {
    number: 'order.number',
    sold_to: 'order.sold_to',
    order_date: 'order.order_date',
    signed_on: 'signature.signed_on',
  },
  words: ['order.number', 'order.sold_to', 'customer.name', 'signature.signed_by'],
  key: { number: 'order.number' },
}

/** 7.1.18: confirmed orders with the customer's last signature, and whether the order was changed since. */
export const signaturesPage: ReadPage<Books> = ({ db }, ask) => {
  const rows = db
    .selectFrom('sales_order as order')
    .innerJoin('customer', 'customer.code', 'order.sold_to')
    .leftJoin('order_signature as signature', join =>
      join.on('signature.number', '=', eb =>
        eb
          .selectFrom('order_signature as last')
          .select(one => one.fn.max<number>('last.number').as('number'))
          .whereRef('last.order_number', '=', 'order.number' as never),
      ),
    )
    .select([
      'order.number',
      'order.sold_to',
      'customer.name',
      'order.order_date',
      'order.total',
      'order.currency',
      'signature.signed_on',
      'signature.signed_by',
    ])
    .select(eb =>
      eb
        .case()
        .when('signature.number', 'is', null)
        .then('waiting')
        .when(
          eb.exists(
            eb
              .selectFrom('order_event')
              .select(one => one.lit(1).as('one'))
              .whereRef('order_event.order_number', '=', 'order.number')
              .whereRef('order_event.number', '>', 'signature.event')
              .where('order_event.type', 'in', ['entered', 'changed']),
          ),
        )
        .then('changed')
        .else('signed')
        .end()
        .as('signature'),
    )
    .where(isConfirmed('order.status'))
  return pageByKey(rows, shape, ask)
}
