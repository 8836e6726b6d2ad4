import { dictionary } from '../../db/dictionary/index.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { PaperDocument } from '../../src/paper/document.ts'
import { columnOf, factOf } from '../../src/sales/paper-parts.ts'

const head = dictionary.sales_order
const line = dictionary.sales_order_line

/** So many lines, each with its own item. */
export const sampleLines = (count: number): Values[] =>
  Array.from({ length: count }, (_, index) => ({
    line: index + 1,
    item: `ITEM-${index + 1}`,
    quantity: (index + 1) * 10_000,
    description: `深沟球轴承 ${index + 1}`,
  }))

/** A paper with all that a paper may have. */
export const samplePaper = (more: Partial<PaperDocument> = {}): PaperDocument => ({
  title: ['发货单', 'Delivery Note'],
  number: 'DN10001',
  date: '2026-11-22',
  company: '示范机械配件有限公司',
  copies: [],
  facts: [factOf(head.number, 'SO10001'), factOf(head.order_date, '2026-11-22')],
  parties: [
    { label: head.sold_to.label, code: 'C001', lines: ['北风紧固件有限公司', '宁波'] },
    { label: head.ship_to.label, code: 'S1', lines: ['二号仓'] },
  ],
  columns: [
    columnOf('line', line.line, 4),
    columnOf('item', line.item, 18),
    columnOf('quantity', line.quantity, 12),
  ],
  under: [columnOf('description', line.description, 40, { at: 5 })],
  lines: sampleLines(3),
  totals: [{ ...factOf(head.total, 123_456), detail: 'CNY' }],
  remarks: null,
  notes: [['请核对', 'Please check']],
  signatures: [{ label: ['客户', 'Customer'] }],
  ...more,
})
