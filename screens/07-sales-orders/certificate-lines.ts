import { type grid, shown } from '../kinds.ts'

/** What stands on a certificate, to be looked at before something is done with it. */
export const certificateLines = {
  record: 'certificate_line',
  title: ['证明单行', 'Certificate Lines'],
  columns: [
    shown('order_number', 8),
    shown('order_line', 4),
    shown('item', 13),
    shown('description', 16),
    shown('unit'),
    shown('location', 8),
    shown('lot', 10),
    shown('quantity', 10),
  ],
} as const satisfies Parameters<typeof grid<'certificate_line'>>[0]
