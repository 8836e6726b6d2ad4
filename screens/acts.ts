import type { Text } from '../db/dictionary/field.ts'

/** What may be done beside opening a function: rights of their own, which no menu shows and 36.3.10 gives. */
export const acts: Readonly<Record<string, Text>> = {
  '7.1.5.1': ['审核订单', 'Audit Orders'],
  '7.1.5.2': ['确认订单', 'Confirm Orders'],
  '7.1.21.1.1': ['释放备料', 'Release Allocations'],
  '7.1.21.1.2': ['关闭未发完的订单', 'Close Orders Shipped in Part'],
  '7.1.21.1.3': ['中止订单', 'Stop Orders'],
  '7.1.21.1.4': ['恢复订单', 'Resume Orders'],
  '7.1.21.1.5': ['作废订单', 'Cancel Orders'],
  '7.1.21.1.6': ['归档订单', 'Archive Orders'],
  '7.1.23.1.1': ['批准或拒绝变更', 'Approve or Refuse Changes'],
  '7.9.15.1': ['发货和收退货', 'Ship, and Receive Returns'],
  '7.9.15.2': ['冲回发货', 'Take Shipments Back'],
  '25.3.4.1': ['重新打开会计期间', 'Open Closed Periods Again'],
  '36.15.1': ['导入文件 (dingdan import)', 'Import Files (dingdan import)'],
}
