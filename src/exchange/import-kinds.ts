import { dictionary } from '../../db/dictionary/index.ts'
import { isSettings, type MasterTable } from '../ledger/master-rows.ts'
import { keys } from '../ledger/posting.ts'
import { orderOf } from '../sales/order-draft.ts'
import type { Family } from './read-rows.ts'

/** Tables that are imported a row at a time, by the word that the command line says. */
export const masterKinds = {
  sites: 'site',
  locations: 'location',
  items: 'item',
  'credit-terms': 'credit_terms',
  salespersons: 'salesperson',
  customers: 'customer',
  'ship-tos': 'ship_to',
  'customer-items': 'customer_item',
  control: 'sales_order_control',
} as const satisfies Record<string, MasterTable>

/** Tables that files may fill. */
export type ImportedTable = (typeof masterKinds)[keyof typeof masterKinds]

export type MasterKind = keyof typeof masterKinds

/** What can be imported. */
export const importKinds = [
  ...(Object.keys(masterKinds) as MasterKind[]),
  'prices',
  'stock',
  'orders',
] as const

export type ImportKind = (typeof importKinds)[number]

/** The fields that a file may hold, and those that it must. */
export interface Shape {
  readonly family: Family
  readonly needed: readonly string[]
}

const without = (family: Family, ...names: string[]): Family =>
  Object.fromEntries(Object.entries(family).filter(([name]) => !names.includes(name)))

const { price_list, price_break, stock_entry, sales_order, sales_order_line, shipment } = dictionary

/** When the goods left, of an order that is history already. */
const shipDate = { ship_date: shipment.ship_date }

/** Of an order's head what 7.1.1 saves as it was typed; what its acts and its lines make of it is no column of a file. */
const orderFamily: Family = {
  ...Object.fromEntries(
    Object.entries(without(sales_order, 'lines_total', 'discount_amount', 'total')).filter(
      ([name]) => name in orderOf({}) || name === 'number' || name === 'confirmed',
    ),
  ),
  ...shipDate,
}

/** The lines of orders. */
export const lineShape: Shape = {
  family: {
    ...without(
      sales_order_line,
      'amount',
      'price_source',
      'quantity_allocated',
      'quantity_shipped',
      'quantity_used',
      'return_shipment',
      'closed',
    ),
    ...shipDate,
  },
  needed: ['order_number', 'item', 'quantity'],
}

/** The fields of each kind's rows; of an order's heads. */
export const shapeOf = (kind: ImportKind): Shape => {
  switch (kind) {
    case 'prices':
      return {
        family: { ...price_list, ...price_break },
        needed: ['code', 'currency', 'item', 'unit', 'start_date', 'price'],
      }
    case 'stock':
      return {
        family: without(stock_entry, 'description', 'unit', 'on_hand'),
        needed: ['item', 'quantity'],
      }
    case 'orders':
      return { family: orderFamily, needed: ['number', 'sold_to', 'order_date'] }
    default: {
      const table = masterKinds[kind]
      return {
        family: without(dictionary[table], 'id'),
        needed: isSettings(table) ? [] : keys[table],
      }
    }
  }
}
