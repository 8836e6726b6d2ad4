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
  certificate: ['提货证明单', 'Pick-Up Certificate'],
  certificateCustomerCopy: ['客户联', 'Customer Copy'],
  certificatePickUpCopy: ['提货联', 'Pick-Up Copy'],
  certificateInvoiceCopy: ['发票第一联', 'Invoice Copy 1'],
  certificateRule: [
    '凭本证明单提货一次, 数量不多不少; 遗失请即挂失, 不补打。',
    'Good for one pick-up of exactly these goods. Report a loss at once: it is not printed again.',
  ],
  issueDate: ['开单日期', 'Issued On'],
  warehouse: ['提货仓库', 'Warehouse'],
  totalQuantity: ['数量合计', 'Total Quantity'],
  issuedBy: ['开单人', 'Issued by'],
  allocatedBy: ['备料签字', 'Allocated by'],
  warehouseStamp: ['仓库盖章', 'Warehouse stamp'],
  fetchedBy: ['提货人', 'Fetched by'],
  invoicePreview: ['发票预览', 'Invoice Preview'],
  previewOnly: [
    '按发货记录; 不是发票, 不含运费和税。',
    'As the shipment was recorded. This is no invoice: freight and tax are not in it.',
  ],
} as const satisfies Record<string, Text>
