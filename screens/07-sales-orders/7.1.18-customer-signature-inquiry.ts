import { signaturesPage } from '../../src/sales/signatures-page.ts'
import { inquiry } from '../kinds.ts'

/** Which confirmed orders the customer signed; F1 on one goes to 7.1.9. */
export default inquiry({
  code: '7.1.18',
  program: 'xxsosgiq',
  title: ['客户签字查询', 'Customer Signature Inquiry'],
  record: 'signature_browse',
  ranges: ['number', 'sold_to', 'order_date', 'signed_on'],
  columns: [
    'number',
    { name: 'sold_to', width: 8 },
    { name: 'name', width: 11 },
    { name: 'order_date', width: 8 },
    { name: 'total', width: 12 },
    { name: 'currency', width: 4 },
    { name: 'signature', width: 7 },
    { name: 'signed_on', width: 8 },
    { name: 'signed_by', width: 6 },
  ],
  page: signaturesPage,
  opens: ({ number = null }) => ({ code: '7.1.9', key: { order_number: number } }),
})
