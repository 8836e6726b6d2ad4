import { grid, shown } from '../kinds.ts'

/** The lines of a delivery note, as they were shipped: to be looked at, not to be changed. */
export const noteLines = grid({
  record: 'delivery_note_line',
  title: ['已发货物', 'Goods Shipped'],
  columns: [
    shown('line', 4),
    shown('order_number'),
    shown('order_line', 4),
    shown('item', 12),
    shown('description', 18),
    shown('quantity', 10),
    shown('unit', 3),
    shown('lot', 12),
  ],
})
