import type { CertificateLineTable, Quantity } from '../../db/schema.ts'
import { placeIn } from '../inventory/place.ts'
import { formIn, numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import type { Draft, Values } from '../kernel/entry.ts'

/** One row of 7.9.11.1: so much of an allocation. */
export interface CertificateRow
  extends Pick<
    CertificateLineTable,
    'order_number' | 'order_line' | 'site' | 'location' | 'lot' | 'quantity'
  > {
  /** Where it stands in the grid, for refusals. */
  readonly row: number
  /** The line's item when the clerk saw it; null when a file gives no such thing. */
  readonly item: string | null
}

/** Whom a certificate is for, and where they fetch the goods. */
export interface CertificateFor {
  readonly customer: string
  /** Null: the customer's own address. */
  readonly ship_to: string | null
  readonly site: string
}

export interface CertificateAsk extends CertificateFor {
  /** The certificate that was opened; null for a new one. */
  readonly number: string | null
  readonly remarks: string | null
  readonly rows: readonly CertificateRow[]
}

/** Whom the frame names: the customer's own code is their own address. */
export const certificateForOf = (values: Values): CertificateFor => {
  const customer = textIn(values, 'customer') ?? ''
  const ship_to = textIn(values, 'ship_to')
  return {
    customer,
    ship_to: ship_to === customer ? null : ship_to,
    site: textIn(values, 'site') ?? '',
  }
}

/** Reads the records `certificate` and `certificate_line` of a draft; rows that ask for nothing are left out. */
export const certificateAskOf = (draft: Draft): CertificateAsk => {
  const values = formIn(draft, 'certificate')
  const rows = rowsIn(draft, 'certificate_line').map((one, row) => ({
    row,
    order_number: textIn(one, 'order_number') ?? '',
    order_line: numberIn(one, 'order_line') ?? 0,
    item: textIn(one, 'item'),
    ...placeIn(one),
    quantity: (numberIn(one, 'quantity') ?? 0) as Quantity,
  }))
  return {
    ...certificateForOf(values),
    number: textIn(values, 'number'),
    remarks: textIn(values, 'remarks'),
    rows: rows.filter(({ quantity }) => quantity !== 0),
  }
}
