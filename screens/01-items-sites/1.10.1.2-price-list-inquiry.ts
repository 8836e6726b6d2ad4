import { priceListPage } from '../../src/item/price-list-page.ts'
import { columns, inquiry } from '../kinds.ts'

/** Every price with its days and its quantity, list by list. */
export default inquiry({
  code: '1.10.1.2',
  program: 'pppiiq01',
  title: ['价目表查询', 'Price List Inquiry'],
  record: 'price_list',
  ranges: ['code', 'item', 'currency', 'start_date'],
  columns: [
    { name: 'code', width: 8 },
    { name: 'currency', width: 4 },
    { name: 'item', width: 12 },
    { name: 'unit', width: 2 },
    { name: 'start_date', width: 8 },
    { name: 'expire_date', width: 8 },
    { name: 'amount_type', width: 4 },
  ],
  more: columns(
    'price_break',
    { name: 'minimum_quantity', width: 10 },
    { name: 'price', width: 12 },
  ),
  page: priceListPage,
})
