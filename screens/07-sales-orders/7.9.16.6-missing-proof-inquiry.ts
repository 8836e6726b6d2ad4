import { missingProofPage } from '../../src/sales/notes-page.ts'
import { inquiry } from '../kinds.ts'

const dealtWith = { made: '7.9.16.3', signed: '7.9.16.5' } as const

/** What went out and has no signed copy back, the oldest first; F1 goes to the function that deals with it. */
export default inquiry({
  code: '7.9.16.6',
  program: 'xxdniq',
  title: ['待签收查询', 'Missing Proof Inquiry'],
  record: 'delivery_note',
  ranges: ['customer', 'ship_date', 'order_number', 'status'],
  columns: [
    { name: 'ship_date', width: 8 },
    'age',
    'number',
    'order_number',
    { name: 'customer', width: 8 },
    { name: 'name', width: 12 },
    { name: 'status', width: 8 },
    { name: 'prints', width: 8 },
  ],
  page: missingProofPage,
  opens: ({ number = null, status }) => ({
    code: dealtWith[status as keyof typeof dealtWith],
    key: { number },
  }),
  live: true,
})
