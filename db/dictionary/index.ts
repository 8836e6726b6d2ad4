import {
  allocation,
  allocationEntry,
  allocationLine,
  autoAllocation,
  autoAllocationResult,
} from './allocation.ts'
import {
  certificate,
  certificateControl,
  certificateEvent,
  certificateLine,
  certificatePrint,
  certificateReissue,
  invoicePreview,
  lostApproval,
  lostReport,
} from './certificates.ts'
import { company } from './company.ts'
import { autoCredit, creditEntry, creditHold, heldOrder } from './credit.ts'
import { customer, customerItem, shipTo } from './customers.ts'
import {
  deliveryControl,
  deliveryNote,
  deliveryNoteEvent,
  deliveryNoteLine,
  noteEntry,
  noteSignature,
  noteVoid,
  orderSignature,
  proofEntry,
  shipmentToNote,
  signatureBrowse,
  signatureEntry,
} from './delivery-notes.ts'
import type { Field } from './field.ts'
import { item, itemSite } from './items.ts'
import { paper, paperControl, printer } from './papers.ts'
import { priceBreak, priceList } from './price-lists.ts'
import {
  confirmation,
  confirmationLine,
  orderBrowse,
  orderDesk,
  orderEvent,
  salesOrder,
  salesOrderControl,
  salesOrderLine,
  usualItem,
} from './sales-orders.ts'
import { creditTerms, salesperson } from './salespersons.ts'
import {
  menuFunction,
  menuSecurity,
  passwordEntry,
  securityControl,
  signIn,
  signInEntry,
  user,
} from './security.ts'
import { shipment, shipmentEntry, shipmentLine } from './shipments.ts'
import { location, site } from './sites.ts'
import { stock, stockAvailability, stockByItem, stockEntry, stockHistory, transferEntry } from './stock.ts'

/** Every field that a clerk can see, by record. */
export const dictionary = {
  company,
  site,
  location,
  item,
  item_site: itemSite,
  customer,
  ship_to: shipTo,
  salesperson,
  credit_terms: creditTerms,
  price_list: priceList,
  price_break: priceBreak,
  customer_item: customerItem,
  sales_order_control: salesOrderControl,
  sales_order: salesOrder,
  sales_order_line: salesOrderLine,
  usual_item: usualItem,
  order_browse: orderBrowse,
  order_desk: orderDesk,
  order_event: orderEvent,
  confirmation,
  confirmation_line: confirmationLine,
  credit_entry: creditEntry,
  credit_hold: creditHold,
  held_order: heldOrder,
  auto_credit: autoCredit,
  stock,
  stock_by_item: stockByItem,
  stock_availability: stockAvailability,
  stock_entry: stockEntry,
  transfer_entry: transferEntry,
  stock_history: stockHistory,
  allocation,
  allocation_entry: allocationEntry,
  allocation_line: allocationLine,
  auto_allocation: autoAllocation,
  auto_allocation_result: autoAllocationResult,
  shipment_entry: shipmentEntry,
  shipment_line: shipmentLine,
  shipment,
  certificate_control: certificateControl,
  certificate,
  certificate_line: certificateLine,
  certificate_event: certificateEvent,
  certificate_print: certificatePrint,
  lost_report: lostReport,
  lost_approval: lostApproval,
  certificate_reissue: certificateReissue,
  invoice_preview: invoicePreview,
  paper,
  printer,
  paper_control: paperControl,
  order_signature: orderSignature,
  signature_entry: signatureEntry,
  signature_browse: signatureBrowse,
  delivery_control: deliveryControl,
  delivery_note: deliveryNote,
  delivery_note_line: deliveryNoteLine,
  delivery_note_event: deliveryNoteEvent,
  note_entry: noteEntry,
  shipment_to_note: shipmentToNote,
  note_signature: noteSignature,
  note_void: noteVoid,
  proof_entry: proofEntry,
  user,
  menu_security: menuSecurity,
  menu_function: menuFunction,
  security_control: securityControl,
  sign_in_entry: signInEntry,
  password_entry: passwordEntry,
  sign_in: signIn,
} as const satisfies Record<string, Record<string, Field>>

/** The records' names. */
export type RecordName = keyof typeof dictionary
