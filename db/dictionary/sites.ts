import type { LocationTable, SiteTable } from '../schema.ts'
import { code, type Field, flag, text } from './field.ts'

/** Warehouses, and selling companies' stock on paper. */
export const site = {
  code: {
    label: ['地点', 'Site'],
    format: code(8),
    help: [
      '仓库或销售公司的代码, 如 10000。F2 列出所有地点。',
      'The code of a warehouse or selling company, as in 10000. F2 lists them all.',
    ],
    lookup: 'site',
    required: true,
    qad: 'si_site',
  },
  description: {
    label: ['说明', 'Description'],
    format: text(24),
    help: ['地点的名称, 如“主仓库”。', 'What people call the site, as in Main Warehouse.'],
    qad: 'si_desc',
  },
  active: {
    label: ['启用', 'Active'],
    format: flag,
    help: [
      '否: 新的订单和事务不能再用这个地点。',
      'No: new orders and stock moves may not use the site any more.',
    ],
    qad: 'si_status',
  },
  return_location: {
    label: ['退货库位', 'Return Location'],
    format: code(8),
    help: [
      '客户退回的货放在这个库位; 可以为空。F2 列出。',
      'Where goods that customers return are put; may be blank. F2 lists places.',
    ],
    lookup: 'location',
  },
} as const satisfies Record<keyof SiteTable, Field>

/** Places inside a site. */
export const location = {
  site: {
    ...site.code,
    help: [
      '库位所在的地点。F2 列出所有地点。',
      'The site that the location lies in. F2 lists the sites.',
    ],
    qad: 'loc_site',
  },
  code: {
    label: ['库位', 'Location'],
    head: ['库位', 'Loc'],
    format: code(8),
    help: [
      '地点内的一个存放处, 如 200。F2 列出该地点的库位。',
      'A place inside the site, as in 200. F2 lists the places of the site.',
    ],
    lookup: 'location',
    required: true,
    qad: 'loc_loc',
  },
  description: {
    ...site.description,
    help: ['库位的名称, 如“成品库”。', 'What people call the place, as in Finished Goods.'],
    qad: 'loc_desc',
  },
  available: {
    label: ['可用', 'Available'],
    format: flag,
    help: [
      '否: 这里的库存不能备料和发货, 如待检库位。',
      'No: stock lying here is neither allocated nor shipped, as where goods are inspected.',
    ],
    qad: 'is_avail',
  },
} as const satisfies Record<keyof LocationTable, Field>
