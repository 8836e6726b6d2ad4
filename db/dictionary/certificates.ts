import type { CertificateControlTable, CertificateEventTable, CertificateLineTable, CertificateTable } from '../schema.ts'
import { address } from './addresses.ts'
import { place } from './allocation.ts'
import { createdBy, currency } from './company.ts'
import { choice, code, count, type Field, flag, instant, quantity, text } from './field.ts'
import { orderEvent, orderNumber, salesOrder, salesOrderControl, salesOrderLine } from './sales-orders.ts'
import { user } from './security.ts'
import { shipment } from './shipments.ts'
import { location, site } from './sites.ts'
import { certificateNumber } from './stock.ts'

/** How certificates are numbered, who reissues them, and the sales company's stock on paper. */
export const certificateControl = {
  id: {
    label: ['序号', 'Row'],
    format: salesOrderControl.id.format,
    help: ['总是 1: 只有一组设置。', 'Always 1: there is one set of them.'],
  },
  certificate_prefix: {
    label: ['证明单前缀', 'Cert Prefix'],
    format: code(2),
    help: ['提货证明单号码的开头, 如 PC; 须与订单的不同。', 'What the numbers of certificates begin with, as in PC; orders have another one.'],
    required: true,
  },
  next_certificate: {
    label: ['下一证明单', 'Next Certificate'],
    format: count(6),
    help: ['下一张提货证明单的号码。', 'The number of the certificate that is issued next.'],
    required: true,
  },
  certificate_required: {
    label: ['须凭证明单', 'By Cert Only'],
    format: flag,
    help: ['是: 7.9.15 只凭提货证明单发货 (退货除外)。', 'Yes: 7.9.15 ships by certificate only; goods that come back need none.'],
  },
  reissue_user: {
    label: ['补开专人', 'Reissued by'],
    format: user.code.format,
    lookup: 'user',
    help: ['补开遗失的证明单的专人; 空白: 有 7.9.11.7 权限的人。F2 列出用户。', 'Who is appointed to reissue lost certificates; blank: whoever may use 7.9.11.7. F2 lists users.'],
  },
  virtual_site: {
    label: ['虚拟地点', 'Virtual Site'],
    format: site.code.format,
    lookup: 'site',
    help: ['销售公司虚拟仓库的地点; 货先移到那里再发出。F2 列出地点。', 'The sales company\'s site on paper: goods move there and leave from there. F2 lists the sites.'],
  },
  virtual_location: {
    label: ['虚拟库位', 'Virtual Location'],
    format: location.code.format,
    lookup: 'location',
    help: ['虚拟地点内的库位。F2 列出库位。', 'The place inside the virtual site. F2 lists the places.'],
  },
} as const satisfies Record<keyof CertificateControlTable, Field>

const reason: Field = {
  label: ['原因', 'Reason'],
  format: text(56),
  help: ['为什么挂失或作废, 如客户在路上遗失。', 'Why it is lost or made void: the customer lost it on the way, for instance.'],
}

const by = (zh: string, en: string, help: readonly [string, string]): Field => ({
  label: [zh, en],
  format: createdBy.format,
  help,
})
const at = (zh: string, en: string, help: readonly [string, string]): Field => ({
  label: [zh, en],
  format: instant,
  help,
})

/** What a customer may fetch from one warehouse, once. */
export const certificate = {
  number: certificateNumber,
  customer: salesOrder.sold_to,
  name: address.name,
  bill_to: salesOrder.bill_to,
  ship_to: salesOrder.ship_to,
  site: {
    ...site.code,
    required: false,
    help: ['从哪个实际仓库提货; 空白先取待开的。F2 列出地点。', 'The real warehouse to fetch from; blank takes the first that waits. F2 lists the sites.'],
  },
  currency,
  remarks: {
    label: ['证明单附言', 'Cert Remarks'],
    format: text(56),
    help: ['印在证明单上的话, 如提货时间或车号。', 'Printed on the certificate: when they come, or with which lorry.'],
  },
  replaces: {
    ...certificateNumber,
    label: ['代替', 'Replaces'],
    head: ['代替', 'Replaces'],
    help: ['这一张所代替的遗失的证明单。', 'The lost certificate that this one stands for.'],
  },
  status: {
    label: ['证明单状态', 'Cert Status'],
    head: ['状态', 'Status'],
    format: choice({
      issued: ['待打印', 'Issued'],
      printed: ['待提货', 'Printed'],
      lost: ['挂失', 'Lost'],
      approved: ['待补开', 'To reissue'],
      shipped: ['已发货', 'Shipped'],
      void: ['作废', 'Void'],
    }),
    help: ['证明单到了哪一步。', 'How far the certificate has come.'],
  },
  issued_by: by('开单人', 'Issued by', ['谁开出的, 由系统记下。', 'Who issued it; the program notes it.']),
  issued_at: at('开单时间', 'Issued At', ['什么时候开出的, 由系统记下。', 'When it was issued; the program notes it.']),
  lines: {
    label: ['证明单行数', 'Cert Lines'],
    head: ['行数', 'Lines'],
    format: count(6),
    help: ['证明单上有多少行。', 'How many lines stand on it.'],
  },
  order_number: orderNumber,
} as const satisfies Record<keyof CertificateTable | 'name' | 'lines' | 'order_number', Field>

/** A line of a certificate: so much of an order's line from one place. */
export const certificateLine = {
  certificate: certificateNumber,
  line: {
    label: ['证明单行', 'Cert Line'],
    head: ['行', 'No'],
    format: count(4),
    help: ['证明单上的行号。', 'Lines are counted on each certificate.'],
  },
  order_number: orderNumber,
  order_line: salesOrderLine.line,
  item: salesOrderLine.item,
  description: salesOrderLine.description,
  unit: salesOrderLine.unit,
  site: place.site,
  location: place.location,
  lot: place.lot,
  uncertified: {
    label: ['未开证明单', 'Uncertified'],
    head: ['可开', 'Uncert'],
    format: quantity(12),
    help: ['在这里备好、还没有开证明单的数量。', 'What is allocated there and stands on no certificate yet.'],
  },
  quantity: {
    label: ['提货数量', 'Qty to Fetch'],
    head: ['提货量', 'Qty'],
    format: quantity(12),
    help: ['客户凭这一张提多少; 0 表示不提。', 'How much the customer fetches by this certificate; 0 leaves the line out.'],
  },
} as const satisfies Record<keyof CertificateLineTable | 'uncertified', Field>

/** What happened to a certificate. */
export const certificateEvent = {
  number: orderEvent.number,
  operation: orderEvent.operation,
  certificate: certificateNumber,
  type: {
    label: ['证明单事件', 'Cert Event'],
    head: ['事件', 'What'],
    format: choice({
      issued: ['开出', 'Issued'],
      printed: ['打印', 'Printed'],
      lost: ['挂失', 'Lost'],
      approved: ['核准', 'Approved'],
      reissued: ['补开', 'Reissued'],
      voided: ['作废', 'Voided'],
      shipped: ['发货', 'Shipped'],
    }),
    help: ['对证明单做了什么。', 'What was done to the certificate.'],
  },
  reason,
  other: {
    ...certificateNumber,
    label: ['另一张', 'Other Cert'],
    head: ['另一张', 'Other'],
    help: ['补开时的另一张: 新的, 或它所代替的。', 'The other one of a reissue: the new one, or the one that it replaces.'],
  },
  created_by: orderEvent.created_by,
  created_at: orderEvent.created_at,
  customer: salesOrder.sold_to,
} as const satisfies Record<keyof CertificateEventTable | 'customer', Field>

const asked = { ...certificateNumber, required: true } as const satisfies Field

const shown = {
  number: asked,
  customer: certificate.customer,
  name: certificate.name,
  ship_to: certificate.ship_to,
  site: certificate.site,
  status: certificate.status,
  remarks: certificate.remarks,
} as const satisfies Record<string, Field>

/** 7.9.11.4: which certificate is printed, and where to. */
export const certificatePrint = {
  ...shown,
  output: {
    label: ['打印到', 'Print to'],
    format: text(32),
    help: ['打印到哪里: 打印机名, F2 选择; 或文件名如 PC10001.txt。只有这一次。', 'Where its copies go: a printer, F2 lists them, or a file such as PC10001.txt. There is no second time.'],
    required: true,
    lookup: 'printer',
  },
} as const satisfies Record<string, Field>

/** 7.9.11.5: that a certificate is lost, or came back unused. */
export const lostReport = {
  ...shown,
  reason: { ...reason, required: true },
} as const satisfies Record<string, Field>

/** 7.9.11.6: the manager decides about a lost certificate. */
export const lostApproval = {
  ...shown,
  lost_by: by('挂失人', 'Reported by', ['谁挂失的; 他不能自己核准。', 'Who reported it lost; they may not approve it.']),
  lost_at: at('挂失时间', 'Reported At', ['什么时候挂失的。', 'When it was reported lost.']),
  reason,
  replace: {
    label: ['补开', 'Replace It'],
    format: flag,
    help: ['是: 由专人补开一张新的; 否: 作废, 货仍为订单备着。', 'Yes: a new one is issued for it; No: it is void, and the goods stay allocated.'],
  },
} as const satisfies Record<string, Field>

/** 7.9.11.7: the new certificate for a lost one. */
export const certificateReissue = {
  ...shown,
  lost_by: lostApproval.lost_by,
  reason,
  approved_by: by('核准人', 'Approved by', ['哪位经理核准补开的; 他不能自己补开。', 'Which manager approved it; they may not reissue it.']),
  approved_at: at('核准时间', 'Approved At', ['什么时候核准的。', 'When it was approved.']),
} as const satisfies Record<string, Field>

/** 7.9.11.13: which shipments to see as invoices. */
export const invoicePreview = {
  certificate: certificateNumber,
  order: orderNumber,
  customer: salesOrder.sold_to,
  ship_date: shipment.ship_date,
} as const satisfies Record<string, Field>
