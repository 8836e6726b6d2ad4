import { saveItem } from '../../src/item/item.ts'
import { commits } from '../kinds.ts'
import { master } from '../table-kinds.ts'

export default master({
  code: '1.4.1',
  program: 'ppptmt',
  title: ['物料主记录维护', 'Item Master Maintenance'],
  table: 'item',
  key: [['code']],
  rows: [
    ['description', 'unit'],
    ['description_2', 'list_price'],
    ['product_line', 'safety_stock'],
    ['item_group', 'site'],
    ['lot_control', 'location'],
    ['taxable', 'active'],
  ],
  save: (input, done) => commits(saveItem, input, done),
})
