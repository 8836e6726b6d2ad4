import { stockHistoryPage } from '../../src/inventory/stock-history-page.ts'
import { inquiry } from '../kinds.ts'

/** Every move of stock, newest first. */
export default inquiry({
  code: '3.21.1',
  program: 'ictriq',
  title: ['事务明细查询', 'Transactions Detail Inquiry'],
  record: 'stock_history',
  ranges: ['effective_date', 'item', 'site', 'order', 'type', 'certificate'],
  columns: [
    { name: 'number', width: 6 },
    { name: 'effective_date', width: 8 },
    { name: 'type', width: 7 },
    { name: 'item', width: 10 },
    { name: 'site', width: 6 },
    { name: 'location', width: 8 },
    { name: 'lot', width: 11 },
    { name: 'quantity', width: 8 },
    { name: 'order', width: 8 },
    { name: 'created_by', width: 6, wide: true },
    { name: 'reason', width: 8, wide: true },
    { name: 'consignment', wide: true },
    { name: 'undoes', wide: true },
  ],
  page: stockHistoryPage,
})
