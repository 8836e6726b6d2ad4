import { notesPage } from '../../src/sales/notes-page.ts'
import { inquiry } from '../kinds.ts'

const dealtWith = {
  made: '7.9.16.3',
  signed: '7.9.16.5',
  received: '7.9.16.5',
  void: '7.9.16.7',
} as const

/** Delivery notes and how far each has come; F1 goes to the function that deals with it. */
export default inquiry({
  code: '7.9.16.2',
  program: 'xxdnbr',
  title: ['发货单浏览', 'Delivery Note Browse'],
  record: 'delivery_note',
  ranges: ['number', 'order_number', 'customer', 'ship_date', 'status'],
  columns: [
    'number',
    { name: 'ship_date', width: 8 },
    'order_number',
    { name: 'customer', width: 8 },
    { name: 'name', width: 10 },
    { name: 'status', width: 8 },
    { name: 'signed_by', width: 11 },
    { name: 'received_on', width: 8 },
  ],
  page: notesPage,
  opens: ({ number = null, status }) => ({
    code: dealtWith[status as keyof typeof dealtWith],
    key: { number },
  }),
})
