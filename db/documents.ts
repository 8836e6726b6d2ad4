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
  orderConfirmation: ['订单确认书', 'Order Confirmation'],
  pleaseSign: [
    '请核对品名、数量、价格和交货日期, 签字后交回一份。',
    'Please check goods, quantities, prices and dates, and return one signed copy.',
  ],
  forCompany: ['销售方签章', 'For the seller'],
  pickList: ['装箱单', 'Packing List'],
  picked: ['实发', 'Picked'],
  pickedBy: ['拣货人', 'Picked by'],
  checkedBy: ['复核人', 'Checked by'],
  deliveryNote: ['发货单', 'Delivery Note'],
  customerCopy: ['客户联', 'Customer Copy'],
  warehouseCopy: ['仓库联', 'Warehouse Copy'],
  financeCopy: ['财务联', 'Finance Copy'],
  signForGoods: [
    '货物收到无误, 请签收并交回客户联。',
    'Please sign for the goods received, and return the customer copy.',
  ],
  salesManager: ['销售经理', 'Sales Manager'],
  shippedBy: ['发货人', 'Shipped by'],
  receivedBy: ['客户签收', 'Received by'],
} as const satisfies Record<string, Text>
