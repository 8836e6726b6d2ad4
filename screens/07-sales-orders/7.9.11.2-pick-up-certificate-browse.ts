import { certificatesPage } from '../../src/certificate/pages.ts'
import { inquiry } from '../kinds.ts'

/** Certificates and how far they have come; F1 on a row shows it. */
export default inquiry({
  code: '7.9.11.2',
  program: 'xxpcbr',
  title: ['提货证明单浏览', 'Pick-Up Certificate Browse'],
  record: 'certificate',
  ranges: ['number', 'order_number', 'customer', 'site', 'status'],
  columns: [
    'number',
    { name: 'status', width: 10 },
    { name: 'customer', width: 8 },
    { name: 'name', width: 11 },
    { name: 'site', width: 6 },
    { name: 'lines', width: 6 },
    { name: 'issued_at', width: 16 },
    { name: 'replaces', width: 8 },
  ],
  page: certificatesPage,
  opens: ({ number = null }) => ({ code: '7.9.11.1', key: { number } }),
})
