import { usagePage } from '../../src/consignment/pages.ts'
import { inquiry } from '../kinds.ts'

/** What was used of consigned goods, and what is to be invoiced of it; F1 on a row goes to where it is undone. */
export default inquiry({
  code: '7.18.16',
  program: 'socnuiq',
  title: ['使用查询', 'Usage Inquiry'],
  record: 'usage',
  ranges: ['effective_date', 'usage', 'customer', 'order_number', 'item'],
  columns: [
    { name: 'usage', width: 6 },
    { name: 'effective_date', width: 8 },
    { name: 'customer', width: 8 },
    'order_number',
    { name: 'line', width: 4 },
    { name: 'item', width: 11 },
    { name: 'quantity', width: 7 },
    { name: 'undone', width: 6 },
    { name: 'amount', width: 10 },
    { name: 'price', wide: true },
    { name: 'name', wide: true },
    { name: 'reference', wide: true },
    { name: 'created_by', wide: true },
  ],
  page: usagePage,
  opens: ({ usage = null }) => ({ code: '7.18.22', key: { usage } }),
})
