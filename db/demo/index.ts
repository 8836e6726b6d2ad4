import { defaultRights } from '../default-rights.ts'
import {
  certificateControl,
  company,
  consignmentControl,
  control,
  creditTerms,
  locations,
  reasonCodes,
  salespersons,
  sites,
} from './company.ts'
import { customerItems, customers, shipTos } from './customers.ts'
import { itemSites, items } from './items.ts'
import { priceBreaks, priceLists } from './price-lists.ts'
import { openingStock } from './stock.ts'
import { users } from './users.ts'

/** A small company to practise in, row by row; what refers to another row comes after it. */
export const demo = {
  company: [company],
  site: sites,
  location: locations,
  item: items,
  item_site: itemSites,
  salesperson: salespersons,
  credit_terms: creditTerms,
  customer: customers,
  ship_to: shipTos,
  price_list: priceLists,
  price_break: priceBreaks,
  customer_item: customerItems,
  sales_order_control: [control],
  user: users,
  certificate_control: [certificateControl],
  reason_code: reasonCodes,
  consignment_control: [consignmentControl],
  menu_security: defaultRights,
  openingStock,
} as const
