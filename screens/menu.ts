import type { Books } from '../src/ledger/books.ts'
import type { Menu, MenuItem, Screen } from '../src/session/screen.ts'
import siteMaintenance from './01-items-sites/1.1.13-site-maintenance.ts'
import siteBrowse from './01-items-sites/1.1.14-site-browse.ts'
import locationMaintenance from './01-items-sites/1.1.18-location-maintenance.ts'
import locationBrowse from './01-items-sites/1.1.19-location-browse.ts'
import itemMaintenance from './01-items-sites/1.4.1-item-master-maintenance.ts'
import itemSitePlanning from './01-items-sites/1.4.17-item-site-planning-maintenance.ts'
import itemBrowse from './01-items-sites/1.6-item-browse.ts'
import priceListMaintenance from './01-items-sites/1.10.1.1-price-list-maintenance.ts'
import priceListInquiry from './01-items-sites/1.10.1.2-price-list-inquiry.ts'
import customerItemMaintenance from './01-items-sites/1.16-customer-item-maintenance.ts'
import customerItemBrowse from './01-items-sites/1.17-customer-item-browse.ts'
import customerMaintenance from './02-addresses/2.1.1-customer-maintenance.ts'
import customerBrowse from './02-addresses/2.1.2-customer-browse.ts'
import shipToMaintenance from './02-addresses/2.1.13-customer-ship-to-maintenance.ts'
import shipToInquiry from './02-addresses/2.1.14-customer-ship-to-inquiry.ts'
import salespersonMaintenance from './02-addresses/2.5.1-salesperson-maintenance.ts'
import salespersonBrowse from './02-addresses/2.5.2-salesperson-browse.ts'
import creditTermsMaintenance from './02-addresses/2.19.1-credit-terms-maintenance.ts'
import creditTermsBrowse from './02-addresses/2.19.2-credit-terms-browse.ts'
import stockBrowse from './03-inventory/3.2-inventory-detail-by-item-browse.ts'
import transfer from './03-inventory/3.4.1-transfer-single-item.ts'
import issues from './03-inventory/3.7-issues-unplanned.ts'
import receipts from './03-inventory/3.9-receipts-unplanned.ts'
import stockAvailability from './03-inventory/3.17-stock-availability-browse.ts'
import transactionsInquiry from './03-inventory/3.21.1-transactions-detail-inquiry.ts'
import orderMaintenance from './07-sales-orders/7.1.1-sales-order-maintenance.ts'
import orderBrowse from './07-sales-orders/7.1.2-sales-order-browse.ts'
import orderPrint from './07-sales-orders/7.1.3-sales-order-print.ts'
import confirmationPrint from './07-sales-orders/7.1.4-order-confirmation-print.ts'
import orderConfirmation from './07-sales-orders/7.1.5-sales-order-confirmation.ts'
import manualAllocations from './07-sales-orders/7.1.6-sales-order-manual-allocations.ts'
import autoAllocations from './07-sales-orders/7.1.7-sales-order-auto-allocations.ts'
import signatureEntry from './07-sales-orders/7.1.9-customer-signature-entry.ts'
import orderDesk from './07-sales-orders/7.1.10-order-desk.ts'
import creditMaintenance from './07-sales-orders/7.1.13-sales-order-credit-maintenance.ts'
import creditInquiry from './07-sales-orders/7.1.14-sales-order-credit-inquiry.ts'
import autoCreditHold from './07-sales-orders/7.1.16-sales-order-auto-credit-hold.ts'
import autoCreditApproval from './07-sales-orders/7.1.17-sales-order-auto-credit-approval.ts'
import signatureInquiry from './07-sales-orders/7.1.18-customer-signature-inquiry.ts'
import shipmentInquiry from './07-sales-orders/7.1.20.13-shipment-inquiry.ts'
import statusMaintenance from './07-sales-orders/7.1.21.1-sales-order-status-maintenance.ts'
import orderHistory from './07-sales-orders/7.1.21.2-sales-order-history-inquiry.ts'
import orderEvent from './07-sales-orders/7.1.21.3-sales-order-event-inquiry.ts'
import changeApproval from './07-sales-orders/7.1.23.1-change-request-approval.ts'
import changeBrowse from './07-sales-orders/7.1.23.2-change-request-browse.ts'
import orderControl from './07-sales-orders/7.1.24-sales-order-control.ts'
import certificateMaintenance from './07-sales-orders/7.9.11.1-pick-up-certificate-maintenance.ts'
import certificateBrowse from './07-sales-orders/7.9.11.2-pick-up-certificate-browse.ts'
import certificateHistory from './07-sales-orders/7.9.11.3-certificate-history-inquiry.ts'
import certificatePrint from './07-sales-orders/7.9.11.4-pick-up-certificate-print.ts'
import lostReport from './07-sales-orders/7.9.11.5-lost-certificate-report.ts'
import lostApproval from './07-sales-orders/7.9.11.6-lost-certificate-approval.ts'
import certificateReissue from './07-sales-orders/7.9.11.7-pick-up-certificate-reissue.ts'
import invoicePreview from './07-sales-orders/7.9.11.13-invoice-preview.ts'
import certificateControl from './07-sales-orders/7.9.11.24-pick-up-certificate-control.ts'
import packingList from './07-sales-orders/7.9.13-sales-order-packing-list.ts'
import shipments from './07-sales-orders/7.9.15-sales-order-shipments.ts'
import deliveryNoteEntry from './07-sales-orders/7.9.16.1-delivery-note-entry.ts'
import deliveryNoteBrowse from './07-sales-orders/7.9.16.2-delivery-note-browse.ts'
import deliveryNoteSignature from './07-sales-orders/7.9.16.3-delivery-note-signature.ts'
import deliveryNotePrint from './07-sales-orders/7.9.16.4-delivery-note-print.ts'
import proofOfDelivery from './07-sales-orders/7.9.16.5-proof-of-delivery-entry.ts'
import missingProof from './07-sales-orders/7.9.16.6-missing-proof-inquiry.ts'
import deliveryNoteVoid from './07-sales-orders/7.9.16.7-delivery-note-void.ts'
import deliveryNoteControl from './07-sales-orders/7.9.16.24-delivery-note-control.ts'
import consignmentReport from './07-sales-orders/7.18.4.1-consignment-inventory-report.ts'
import consignmentTransfer from './07-sales-orders/7.18.7-consignment-inventory-transfer.ts'
import usageCreate from './07-sales-orders/7.18.13-inventory-usage-create.ts'
import usageInquiry from './07-sales-orders/7.18.16-usage-inquiry.ts'
import usageUndo from './07-sales-orders/7.18.22-usage-create-undo.ts'
import consignmentControl from './07-sales-orders/7.18.24-customer-consignment-control.ts'
import glCalendar from './25-general-ledger/25.3.4-gl-calendar-maintenance.ts'
import glCalendarBrowse from './25-general-ledger/25.3.5-gl-calendar-browse.ts'
import glCalendarReport from './25-general-ledger/25.3.6-gl-calendar-report.ts'
import holidayMaintenance from './36-manager-functions/36.2.1-holiday-maintenance.ts'
import holidayBrowse from './36-manager-functions/36.2.2-holiday-browse.ts'
import reasonCodes from './36-manager-functions/36.2.17-reason-codes-maintenance.ts'
import reasonCodesBrowse from './36-manager-functions/36.2.18-reason-codes-browse.ts'
import userMaintenance from './36-manager-functions/36.3.1-user-maintenance.ts'
import userInquiry from './36-manager-functions/36.3.2-user-inquiry.ts'
import passwordMaintenance from './36-manager-functions/36.3.3-user-password-maintenance.ts'
import menuSecurity from './36-manager-functions/36.3.10-menu-security-maintenance.ts'
import menuSecurityBrowse from './36-manager-functions/36.3.12-menu-security-browse.ts'
import accountStatus from './36-manager-functions/36.3.23.2-user-account-status-report.ts'
import securityControl from './36-manager-functions/36.3.24-security-control.ts'
import printerSetup from './36-manager-functions/36.13.2-printer-setup-maintenance.ts'
import printerBrowse from './36-manager-functions/36.13.3-printer-browse.ts'
import paperControl from './36-manager-functions/36.13.24-paper-control.ts'
import { menus } from './menu-names.ts'

/** Every screen there is. A number without one stays blank on the menu, as a module that isn't installed. */
export const screens: readonly Screen<Books>[] = [
  siteMaintenance,
  siteBrowse,
  locationMaintenance,
  locationBrowse,
  itemMaintenance,
  itemSitePlanning,
  itemBrowse,
  priceListMaintenance,
  priceListInquiry,
  customerItemMaintenance,
  customerItemBrowse,
  customerMaintenance,
  customerBrowse,
  shipToMaintenance,
  shipToInquiry,
  salespersonMaintenance,
  salespersonBrowse,
  creditTermsMaintenance,
  creditTermsBrowse,
  stockBrowse,
  transfer,
  issues,
  receipts,
  stockAvailability,
  transactionsInquiry,
  orderMaintenance,
  orderBrowse,
  orderPrint,
  confirmationPrint,
  signatureEntry,
  signatureInquiry,
  orderConfirmation,
  manualAllocations,
  autoAllocations,
  shipmentInquiry,
  orderDesk,
  creditMaintenance,
  creditInquiry,
  autoCreditHold,
  autoCreditApproval,
  statusMaintenance,
  changeApproval,
  orderControl,
  changeBrowse,
  orderHistory,
  orderEvent,
  packingList,
  certificateMaintenance,
  certificateBrowse,
  certificateHistory,
  certificatePrint,
  lostReport,
  lostApproval,
  certificateReissue,
  invoicePreview,
  certificateControl,
  shipments,
  deliveryNoteEntry,
  deliveryNoteBrowse,
  deliveryNoteSignature,
  deliveryNotePrint,
  proofOfDelivery,
  missingProof,
  deliveryNoteVoid,
  deliveryNoteControl,
  holidayMaintenance,
  holidayBrowse,
  consignmentReport,
  consignmentTransfer,
  usageCreate,
  usageInquiry,
  usageUndo,
  consignmentControl,
  glCalendar,
  glCalendarBrowse,
  glCalendarReport,
  reasonCodes,
  reasonCodesBrowse,
  userMaintenance,
  userInquiry,
  passwordMaintenance,
  menuSecurity,
  menuSecurityBrowse,
  accountStatus,
  securityControl,
  printerSetup,
  printerBrowse,
  paperControl,
]

const byCode = new Map(screens.map(screen => [screen.code, screen]))
const byProgram = new Map(screens.map(screen => [screen.program, screen.code]))

/** The screen of a number. */
export const screenOf = (code: string): Screen<Books> | undefined => byCode.get(code)

/** The number of a program. */
export const codeOf = (program: string): string | undefined => byProgram.get(program)

const parts = (number: string) => number.split('.')

const inOrder = (a: MenuItem, b: MenuItem) =>
  Number(parts(a.number).at(-1)) - Number(parts(b.number).at(-1))

const under = (menu: string, among: readonly Screen<Books>[]): readonly MenuItem[] => {
  const depth = menu === '' ? 1 : parts(menu).length + 1
  const prefix = menu === '' ? '' : `${menu}.`
  const found = new Map<string, MenuItem>()
  for (const { code, title, program } of among) {
    if (!code.startsWith(prefix)) continue
    const number = parts(code).slice(0, depth).join('.')
    found.set(
      number,
      number === code ? { number, title, program } : { number, title: menus[number]! },
    )
  }
  return [...found.values()].sort(inOrder)
}

/** The tree of numbers, grown from those screens that somebody may use. */
export const menuOf = (may: (code: string) => boolean): Menu => {
  const known = new Map<string, readonly MenuItem[]>()
  const allowed = screens.filter(({ code }) => may(code))
  return {
    headings: [
      ['分销', 'DISTRIBUTION'],
      ['制造', 'MANUFACTURING'],
      ['财务', 'FINANCIAL'],
    ],
    items: number => {
      const items = known.get(number) ?? under(number, allowed)
      known.set(number, items)
      return items
    },
    title: number => menus[number] ?? ['', ''],
  }
}

/** All of it. */
export const menu = menuOf(() => true)
