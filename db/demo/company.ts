import type {
  CertificateControlTable,
  CompanyTable,
  ConsignmentControlTable,
  CreditTermsTable,
  LocationTable,
  ReasonCodeTable,
  SalesOrderControlTable,
  SalespersonTable,
  SiteTable,
} from '../schema.ts'

/** A seller of machine parts, made up. */
export const company: CompanyTable = {
  id: 1,
  name: '示范机械配件有限公司',
  currency: 'CNY',
  is_demo: 1,
}

export const sites: readonly SiteTable[] = [
  // Its location comes after it.
  { code: '10000', description: '主仓库', active: 1, return_location: '910' },
  { code: '20000', description: '销售公司虚拟仓库', active: 1, return_location: null },
  { code: '30000', description: '华南分库', active: 1, return_location: null },
  { code: '90000', description: '客户处寄存', active: 1, return_location: null },
]

export const locations: readonly LocationTable[] = [
  { site: '10000', code: '100', description: '原材料库', available: 1 },
  { site: '10000', code: '200', description: '成品库', available: 1 },
  { site: '10000', code: '210', description: '成品库二区', available: 1 },
  { site: '10000', code: '900', description: '待检区', available: 0 },
  { site: '10000', code: '910', description: '退货区', available: 0 },
  { site: '20000', code: 'SALES', description: '待发客户', available: 1 },
  { site: '30000', code: '200', description: '成品库', available: 1 },
  { site: '90000', code: 'CONSIGN', description: '寄存', available: 0 },
]

export const salespersons: readonly SalespersonTable[] = [
  { code: 'SP01', name: '李敏', commission: 250, phone: '021-5550 0101', active: 1 },
  { code: 'SP02', name: '王建国', commission: 200, phone: '021-5550 0102', active: 1 },
  { code: 'SP03', name: 'Anna Berg', commission: 300, phone: '021-5550 0103', active: 1 },
  { code: 'SP04', name: '陈晓', commission: 200, phone: '020-5550 0104', active: 1 },
]

export const creditTerms: readonly CreditTermsTable[] = [
  { code: '30', description: '30 天净额', due_days: 30, discount_days: 0, discount: 0 },
  { code: '60', description: '60 天净额', due_days: 60, discount_days: 0, discount: 0 },
  {
    code: '2/10-30',
    description: '10 天内 2%, 30 天净额',
    due_days: 30,
    discount_days: 10,
    discount: 200,
  },
  { code: 'COD', description: '货到付款', due_days: 0, discount_days: 0, discount: 0 },
  { code: 'PREPAID', description: '款到发货', due_days: 0, discount_days: 0, discount: 0 },
]

export const control: SalesOrderControlTable = {
  id: 1,
  order_prefix: 'SO',
  next_order: 10001,
  ship_lead_days: 3,
  allocate_days: 30,
  confirmed: 0,
  site: '10000',
  audit_required: 1,
  change_approval: 1,
  second_check_amount: 10_000_000,
  audit_hours: 4,
  ship_days: 3,
  work_from: '08:30',
  work_to: '17:30',
}

/** Why goods come back. */
export const reasonCodes: readonly ReasonCodeTable[] = [
  { code: 'DAMAGED', description: '运输损坏', active: 1 },
  { code: 'DEFECT', description: '质量问题', active: 1 },
  { code: 'WRONG', description: '发错货', active: 1 },
  { code: 'SURPLUS', description: '客户多订', active: 1 },
]

/** What lies with customers is a site of its own. */
export const consignmentControl: ConsignmentControlTable = {
  id: 1,
  consigned_site: '90000',
  consigned_location: 'CONSIGN',
}

/** Goods go to customers through the sales company's stock on paper; chen reissues what is lost. */
export const certificateControl: CertificateControlTable = {
  id: 1,
  certificate_prefix: 'PC',
  next_certificate: 10001,
  certificate_required: 0,
  reissue_user: 'chen',
  virtual_site: '20000',
  virtual_location: 'SALES',
}
