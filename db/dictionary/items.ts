import type { ItemSiteTable, ItemTable } from '../schema.ts'
import { code, type Field, flag, price, quantity, text } from './field.ts'
import { location, site } from './sites.ts'

/** The unit in which a quantity is counted. */
export const unit = {
  label: ['计量单位', 'Unit of Measure'],
  head: ['UM', 'UM'],
  format: code(2),
  help: ['计数用的单位, 如 EA (个)、KG。', 'What the quantity counts, as in EA for each, or KG.'],
  required: true,
} satisfies Field

/** What is bought, made and sold. */
export const item = {
  code: {
    label: ['物料号', 'Item Number'],
    head: ['物料号', 'Item'],
    format: code(18),
    help: [
      '物料的代码, 如 10-10000。F2 按代码或说明查找。',
      'The code of the item, as in 10-10000. F2 finds it by code or by description.',
    ],
    lookup: 'item',
    required: true,
    qad: 'pt_part',
  },
  description: {
    label: ['说明', 'Description'],
    format: text(24),
    help: ['物料名称, 打印在单据上。', 'The name of the item as papers print it.'],
    required: true,
    qad: 'pt_desc1',
  },
  description_2: {
    label: ['说明 2', 'Description 2'],
    format: text(24),
    help: [
      '名称的续行, 如规格型号; 可以为空。',
      'The name goes on here, with size or model; may be blank.',
    ],
    qad: 'pt_desc2',
  },
  unit: { ...unit, qad: 'pt_um' },
  product_line: {
    label: ['产品类', 'Product Line'],
    head: ['产品类', 'Prod'],
    format: code(4),
    help: [
      '同类产品的代码, 供报表分类。',
      'Products of one kind share this code, and reports sort by it.',
    ],
    qad: 'pt_prod_line',
  },
  item_group: {
    label: ['物料组', 'Item Group'],
    head: ['物料组', 'Group'],
    format: code(8),
    help: [
      '比产品类更细的分组; 可以为空。',
      'A finer grouping below the product line; may be blank.',
    ],
    qad: 'pt_group',
  },
  active: {
    label: ['启用', 'Active'],
    format: flag,
    help: ['否: 新订单不能再用这个物料。', 'No: new orders may not take this item any more.'],
    qad: 'pt_status',
  },
  list_price: {
    label: ['价格', 'Price'],
    format: price(14),
    help: [
      '价目表没有价格时, 订单取这个价格。',
      'Orders take this price where no price list has one.',
    ],
    qad: 'pt_price',
  },
  lot_control: {
    label: ['批号控制', 'Lot Control'],
    format: flag,
    help: ['是: 每次入库和出库都要输入批号。', 'Yes: every receipt and every issue names a lot.'],
    qad: 'pt_lot_ser',
  },
  site: {
    ...site.code,
    help: [
      '通常存放的地点, 入库时先取它; 可以为空。',
      'Where the item is usually kept; receipts start with it. May be blank.',
    ],
    required: false,
    qad: 'pt_site',
  },
  location: {
    ...location.code,
    help: [
      '通常存放的库位, 入库时先取它; 可以为空。',
      'The usual place inside the site; receipts start with it. May be blank.',
    ],
    required: false,
    qad: 'pt_loc',
  },
  safety_stock: {
    label: ['安全库存', 'Safety Stock'],
    head: ['安全库存', 'Safety'],
    format: quantity(12),
    help: [
      '物料的地点, 没有则 7.1.24 的地点, 库存低于此数时应当补货, 见 3.17; 0 表示不管。',
      'Below this 3.17 calls the stock low, at the item\'s site, else at that of 7.1.24; 0: nobody watches it.',
    ],
    qad: 'pt_sfty_stk',
  },
  taxable: {
    label: ['应纳税', 'Taxable'],
    format: flag,
    help: ['是: 销售这个物料要计税。', 'Yes: tax is due when the item is sold.'],
    qad: 'pt_taxable',
  },
} as const satisfies Record<keyof ItemTable, Field>

/** How an item is planned at one site. */
export const itemSite = {
  item: { ...item.code, qad: 'ptp_part' },
  site: { ...site.code, required: true, qad: 'ptp_site' },
  safety_stock: {
    ...item.safety_stock,
    help: [
      '这个地点的安全库存, 代替物料记录 (1.4.1) 中的; 0 表示不管。',
      "The safety stock at this site instead of the item's in 1.4.1; 0 means that nobody watches it.",
    ],
    qad: 'ptp_sfty_stk',
  },
} as const satisfies Record<keyof ItemSiteTable, Field>
