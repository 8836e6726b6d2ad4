import { certificateControl } from '../../src/certificate/control.ts'
import { consignmentControl } from '../../src/consignment/control.ts'
import {
  creditTerms,
  customerItems,
  customers,
  salespersons,
  shipTos,
} from '../../src/customer/customer.ts'
import { periods } from '../../src/general-ledger/periods.ts'
import { itemSites, items } from '../../src/item/item.ts'
import { priceLists } from '../../src/item/price-list.ts'
import { locations, sites } from '../../src/item/site.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { MasterInput, MasterTable } from '../../src/ledger/master.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import { paperControl, printers } from '../../src/paper/printer.ts'
import { salesOrderControl } from '../../src/sales/control.ts'
import { deliveryControl } from '../../src/sales/note-control.ts'
import { reasonCodes } from '../../src/sales/reason-codes.ts'
import { holidays } from '../../src/sales/work-calendar.ts'
import { securityControl } from '../../src/security/control.ts'
import { menuSecurity } from '../../src/security/menu-security.ts'
import { users } from '../../src/security/users.ts'

/** Every table that people keep, with its rules. */
export const masters: {
  readonly [T in MasterTable]: { readonly table: T; readonly save: unknown }
} = {
  site: sites,
  location: locations,
  item: items,
  item_site: itemSites,
  customer: customers,
  ship_to: shipTos,
  salesperson: salespersons,
  credit_terms: creditTerms,
  price_list: priceLists,
  customer_item: customerItems,
  holiday: holidays,
  gl_period: periods,
  sales_order_control: salesOrderControl,
  certificate_control: certificateControl,
  consignment_control: consignmentControl,
  reason_code: reasonCodes,
  user: users,
  menu_security: menuSecurity,
  security_control: securityControl,
  printer: printers,
  paper_control: paperControl,
  delivery_control: deliveryControl,
}

/** The verb by which rows of a table are saved. */
export const saveOf = (table: MasterTable) =>
  masters[table].save as Verb<MasterInput, unknown, Values>
