import type { ItemSiteTable, ItemTable } from '../schema.ts'

type Line = readonly [
  code: string,
  description: string,
  description_2: string | null,
  unit: string,
  product_line: string,
  item_group: string,
  /** In ten-thousandths, as everywhere. */
  list_price: number,
  safety_stock: number,
]

const lines: readonly Line[] = [
  ['10-10000', 'COOLING SYSTEM A12', '冷却系统', 'EA', '1000', 'COOL', 130_0000, 200_0000],
  ['10-10010', 'COOLING SYSTEM A20', '冷却系统 大型', 'EA', '1000', 'COOL', 245_0000, 50_0000],
  ['10-10100', '水泵总成 WP-25', null, 'EA', '1000', 'COOL', 386_5000, 40_0000],
  ['10-10110', '水泵总成 WP-40', null, 'EA', '1000', 'COOL', 512_0000, 40_0000],
  ['10-10200', '散热风扇 D300', '24V', 'EA', '1000', 'COOL', 88_0000, 100_0000],
  ['20-20000', '深沟球轴承 6204', '20x47x14', 'EA', '2000', 'BEAR', 12_5000, 1000_0000],
  ['20-20010', '深沟球轴承 6205', '25x52x15', 'EA', '2000', 'BEAR', 14_8000, 1000_0000],
  ['20-20100', '圆锥滚子轴承 30206', null, 'EA', '2000', 'BEAR', 42_6000, 300_0000],
  ['20-20200', 'LINEAR GUIDE LG20', '直线导轨 1000 mm', 'EA', '2000', 'GUIDE', 268_0000, 60_0000],
  ['30-30000', '六角螺栓 M8x40', '8.8 级 镀锌', 'EA', '3000', 'FAST', 3500, 20000_0000],
  ['30-30010', '六角螺栓 M10x50', '8.8 级 镀锌', 'EA', '3000', 'FAST', 6200, 20000_0000],
  ['30-30020', '六角螺母 M8', '8 级 镀锌', 'EA', '3000', 'FAST', 1225, 20000_0000],
  ['30-30030', '平垫圈 8', null, 'EA', '3000', 'FAST', 450, 20000_0000],
  ['30-30100', 'SCREW ASSORTMENT BOX', '螺钉套装', 'SE', '3000', 'FAST', 158_0000, 20_0000],
  ['40-40000', '液压油 HM46', '200 L 桶', 'EA', '4000', 'OIL', 1850_0000, 12_0000],
  ['40-40010', '润滑脂 2 号', null, 'KG', '4000', 'OIL', 26_7500, 100_0000],
  ['40-40020', '防锈剂 400 ml', null, 'EA', '4000', 'OIL', 18_9000, 120_0000],
  ['50-50000', '三相电机 1.5 kW', 'Y90L-4', 'EA', '5000', 'MOTOR', 685_0000, 20_0000],
  ['50-50010', '三相电机 4 kW', 'Y112M-4', 'EA', '5000', 'MOTOR', 1240_0000, 10_0000],
  ['50-50100', '减速机 RV50', '1:30', 'EA', '5000', 'MOTOR', 465_0000, 15_0000],
  ['50-50200', 'FREQUENCY INVERTER 4K', '变频器 4 kW', 'EA', '5000', 'MOTOR', 1980_0000, 8_0000],
  ['60-60000', 'O 形圈 20x2.5', '丁腈橡胶', 'EA', '6000', 'SEAL', 8500, 2000_0000],
  ['60-60010', '油封 35x52x8', null, 'EA', '6000', 'SEAL', 4_6000, 500_0000],
  ['60-60100', '液压软管 DN10', '按米', 'M', '6000', 'SEAL', 32_4000, 200_0000],
  ['70-70000', '链条 08B-1', '5 米一盒', 'BX', '7000', 'DRIVE', 96_0000, 40_0000],
  ['70-70010', 'V 带 A1000', null, 'EA', '7000', 'DRIVE', 15_2000, 150_0000],
  ['99-90000', '水泵总成 WP-15', '停产', 'EA', '1000', 'COOL', 298_0000, 0],
]

/** Whatever is eaten by time or must be traced is kept by lot. */
const byLot = new Set(['40-40000', '40-40010', '40-40020', '50-50200'])
const discontinued = new Set(['99-90000'])

export const items: readonly ItemTable[] = lines.map(
  ([
    code,
    description,
    description_2,
    unit,
    product_line,
    item_group,
    list_price,
    safety_stock,
  ]) => ({
    code,
    description,
    description_2,
    unit,
    product_line,
    item_group,
    active: discontinued.has(code) ? 0 : 1,
    list_price,
    lot_control: byLot.has(code) ? 1 : 0,
    site: '10000',
    location: '200',
    safety_stock,
    taxable: 1,
  }),
)

/** What the branch in the south should have of what it sells most. */
export const itemSites: readonly ItemSiteTable[] = [
  { item: '10-10000', site: '30000', safety_stock: 100_0000 },
  { item: '20-20000', site: '30000', safety_stock: 500_0000 },
]
