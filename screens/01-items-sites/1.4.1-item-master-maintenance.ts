import { items } from '../../src/item/item.ts'
import { master } from '../table-kinds.ts'

export default master({
  code: '1.4.1',
  program: 'ppptmt',
  title: ['物料主记录维护', 'Item Master Maintenance'],
  of: items,
  key: [['code']],
  rows: [
    ['description', 'unit'],
    ['description_2', 'list_price'],
    ['product_line', 'safety_stock'],
    ['item_group', 'site'],
    ['lot_control', 'location'],
    ['taxable', 'active'],
  ],
})
