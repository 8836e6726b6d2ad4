import type { Text } from './dictionary/field.ts'

/** The words on papers, where they aren't the labels of fields. */
export const paperWords = {
  page: ['页', 'Page'],
  continued: ['(转下页)', '(continued)'],
  date: ['日期', 'Date'],
  remarks: ['备注', 'Remarks'],
  cancelledOrder: ['销售订单 (已取消)', 'Sales Order (CANCELLED)'],
  salesOrder: ['销售订单', 'Sales Order'],
  quantity: ['数量', 'Quantity'],
  discount: ['折扣%', 'Disc%'],
  entered_by: ['制单', 'Entered by'],
  audited_by: ['审核', 'Audited by'],
  customer: ['客户确认签字', 'Confirmed by the customer'],
} as const satisfies Record<string, Text>
