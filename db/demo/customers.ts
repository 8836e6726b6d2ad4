import type { CustomerItemTable, CustomerTable, ShipToTable } from '../schema.ts'

/** What most customers have; each row says how it differs. */
const usual: Omit<CustomerTable, 'code' | 'name'> = {
  sort_name: null,
  address_1: null,
  address_2: null,
  city: null,
  region: null,
  postal_code: null,
  country: '中国',
  contact: null,
  phone: null,
  fax: null,
  active: 1,
  salesperson: 'SP01',
  site: '10000',
  currency: 'CNY',
  price_list: 'STD',
  discount: 0,
  credit_terms: '30',
  credit_limit: null,
  on_hold: 0,
  taxable: 1,
  fixed_price: 1,
  ship_via: '公路',
  bill_to: null,
  remarks: null,
}

/** A customer comes after the one it bills to. */
export const customers: readonly CustomerTable[] = [
  {
    ...usual, code: '01000000', name: 'Northwind Fasteners Ltd', sort_name: 'NORTHWIND',
    address_1: 'Unit 12', address_2: 'Harbour Industrial Park', city: 'Port Example', region: 'EX',
    postal_code: '10001', country: 'Exampleland', contact: 'J. Porter', phone: '+99 555 0100',
    salesperson: 'SP03', currency: 'USD', price_list: 'EXP', taxable: 0, ship_via: 'SEA', credit_limit: 500_000_00,
  },
  {
    ...usual, code: '01000001', name: '上海东方泵业有限公司', sort_name: '东方泵业',
    address_1: '浦东新区示范路 88 号', city: '上海', postal_code: '200120', contact: '赵先生',
    phone: '021-5550 0201', price_list: 'KEY', credit_limit: 800_000_00, remarks: '每周三送货',
  },
  {
    ...usual, code: '01000002', name: '苏州恒力机械厂', sort_name: '恒力', address_1: '工业园区二路 15 号',
    city: '苏州', region: '江苏', postal_code: '215021', contact: '钱女士', phone: '0512-5550 0202',
  },
  {
    ...usual, code: '01000003', name: '杭州中天设备安装公司', sort_name: '中天', address_1: '滨江区样例街 3 号',
    city: '杭州', region: '浙江', postal_code: '310051', contact: '孙工', phone: '0571-5550 0203',
    discount: 200, credit_terms: '60',
  },
  {
    ...usual, code: '01000004', name: '广州南方电机贸易行', sort_name: '南方电机', address_1: '天河区示例大道 1 号',
    city: '广州', region: '广东', postal_code: '510620', contact: '周老板', phone: '020-5550 0204',
    salesperson: 'SP04', site: '30000', credit_terms: 'COD',
  },
  {
    ...usual, code: '01000005', name: '深圳微动自动化有限公司', sort_name: '微动', address_1: '南山区范例园 7 栋',
    city: '深圳', region: '广东', postal_code: '518057', contact: '吴经理', phone: '0755-5550 0205',
    salesperson: 'SP04', site: '30000', credit_limit: 300_000_00,
  },
  {
    ...usual, code: '01000006', name: '武汉长江船舶配件公司', sort_name: '长江船舶', address_1: '江岸区样板路 21 号',
    city: '武汉', region: '湖北', postal_code: '430010', contact: '郑科长', phone: '027-5550 0206',
    salesperson: 'SP02', price_list: null,
  },
  {
    ...usual, code: '01000007', name: '北京北方矿山机械集团', sort_name: '北方矿山', address_1: '丰台区范本街 100 号',
    city: '北京', postal_code: '100070', contact: '冯主任', phone: '010-5550 0207',
    salesperson: 'SP02', price_list: 'KEY', credit_terms: '60', credit_limit: 2_000_000_00,
  },
  {
    ...usual, code: '01000008', name: '北方矿山唐山分公司', sort_name: '北方唐山', address_1: '路北区例行道 9 号',
    city: '唐山', region: '河北', postal_code: '063000', contact: '蒋师傅', phone: '0315-5550 0208',
    salesperson: 'SP02', price_list: 'KEY', credit_terms: '60', bill_to: '01000007',
  },
  {
    ...usual, code: '01000009', name: 'Müller Antriebstechnik GmbH', sort_name: 'MUELLER',
    address_1: 'Musterstraße 5', city: 'Beispielstadt', postal_code: '99999', country: 'Germany',
    contact: 'K. Müller', phone: '+49 555 0209', salesperson: 'SP03', currency: 'USD', price_list: 'EXP',
    taxable: 0, ship_via: 'AIR', credit_terms: '2/10-30', credit_limit: 100_000_00,
  },
  {
    ...usual, code: '01000010', name: 'Pacific Pump & Supply Inc.', sort_name: 'PACIFIC PUMP',
    address_1: '400 Sample Avenue', city: 'Springfield', region: 'XX', postal_code: '00000', country: 'USA',
    contact: 'Dana Lee', phone: '+1 555 0210', salesperson: 'SP03', currency: 'USD', price_list: 'EXP',
    taxable: 0, ship_via: 'SEA', credit_terms: 'PREPAID',
  },
  {
    ...usual, code: '01000011', name: '成都西部工程机械公司', sort_name: '西部工程', address_1: '武侯区示意路 66 号',
    city: '成都', region: '四川', postal_code: '610041', contact: '沈会计', phone: '028-5550 0211',
    salesperson: 'SP02', on_hold: 1, remarks: '货款逾期, 暂停发货',
  },
  {
    ...usual, code: '01000012', name: '宁波老码头五金店', sort_name: '老码头', address_1: '江北区旧例巷 2 号',
    city: '宁波', region: '浙江', postal_code: '315020', contact: '韩老板', phone: '0574-5550 0212',
    active: 0, remarks: '已歇业',
  },
]

const place: Omit<ShipToTable, 'customer' | 'code' | 'name'> = {
  address_1: null,
  address_2: null,
  city: null,
  region: null,
  postal_code: null,
  country: '中国',
  contact: null,
  phone: null,
}

export const shipTos: readonly ShipToTable[] = [
  { ...place, customer: '01000000', code: 'DOCK2', name: 'Northwind Fasteners, Dock 2', address_1: 'Pier Road 2', city: 'Port Example', postal_code: '10002', country: 'Exampleland' },
  { ...place, customer: '01000001', code: '01', name: '东方泵业 松江工厂', address_1: '松江区样品路 5 号', city: '上海', postal_code: '201600', contact: '小林' },
  { ...place, customer: '01000001', code: '02', name: '东方泵业 昆山仓库', address_1: '昆山市范例路 18 号', city: '昆山', region: '江苏', postal_code: '215300' },
  { ...place, customer: '01000007', code: 'DT', name: '北方矿山 大同工地', address_1: '云冈区例外路 30 号', city: '大同', region: '山西', postal_code: '037000', contact: '老褚' },
  { ...place, customer: '01000010', code: 'WEST', name: 'Pacific Pump West', address_1: '77 Demo Street', city: 'Westville', region: 'XX', postal_code: '00001', country: 'USA' },
]

export const customerItems: readonly CustomerItemTable[] = [
  { customer: '01000000', customer_item: 'NF-CS-A12', item: '10-10000', comment: 'Cooling system' },
  { customer: '01000001', customer_item: 'DF-6204', item: '20-20000', comment: '轴承 6204' },
  { customer: '01000001', customer_item: 'DF-WP25', item: '10-10100', comment: '图号 DF-1102' },
  { customer: '01000007', customer_item: 'BK-Y112', item: '50-50010', comment: null },
  { customer: '01000009', customer_item: 'MA 4711', item: '20-20200', comment: 'Linearführung' },
]
