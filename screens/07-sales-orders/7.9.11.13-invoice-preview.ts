import { invoicePreviews } from '../../src/certificate/invoice-preview.ts'
import { print } from '../paper-kinds.ts'

/** What was shipped by certificates as invoices would say it: the check on the shipment record (R16). */
export default print({
  code: '7.9.11.13',
  program: 'xxpciv',
  title: ['发票预览', 'Invoice Preview'],
  record: 'invoice_preview',
  ranges: ['certificate', 'order', 'customer', 'ship_date'],
  papers: invoicePreviews,
})
