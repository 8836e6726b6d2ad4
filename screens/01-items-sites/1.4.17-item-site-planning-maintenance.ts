import { itemSites } from '../../src/item/item.ts'
import { master } from '../table-kinds.ts'

/** The safety stock of an item at one site, where it isn't that of the item's own record. */
export default master({
  code: '1.4.17',
  program: 'pppsmt02',
  title: ['物料-地点计划维护', 'Item-Site Planning Maintenance'],
  of: itemSites,
  key: [['item', 'site']],
  rows: [['safety_stock']],
})
