import type {
  AllocationMoveTable,
  CertificateEventTable,
  Database,
  DeliveryNoteEventTable,
  GlPeriodEventTable,
  Instant,
  OperationTable,
  OrderEventTable,
  OrderSignatureTable,
  PasswordTable,
  StockMoveTable,
} from '../../db/schema.ts'

/** Tables whose rows people edit; all else is history or derived from it. */
export type DocumentTable =
  | 'company'
  | 'site'
  | 'location'
  | 'item'
  | 'item_site'
  | 'customer'
  | 'ship_to'
  | 'salesperson'
  | 'credit_terms'
  | 'price_list'
  | 'price_break'
  | 'customer_item'
  | 'sales_order_control'
  | 'sales_order'
  | 'sales_order_line'
  | 'change_request'
  | 'change_request_field'
  | 'holiday'
  | 'gl_period'
  | 'certificate_control'
  | 'certificate'
  | 'certificate_line'
  | 'consignment_control'
  | 'reason_code'
  | 'user'
  | 'menu_security'
  | 'security_control'
  | 'printer'
  | 'paper_control'
  | 'delivery_control'
  | 'delivery_note'
  | 'delivery_note_line'

/** A row to insert or to overwrite, by its key. */
export type Save = {
  [T in DocumentTable]: { readonly table: T; readonly row: Database[T] }
}[DocumentTable]

/** A row to delete, by its key. */
export type Remove = {
  [T in DocumentTable]: { readonly table: T; readonly key: Partial<Database[T]> }
}[DocumentTable]

type Stamped = 'number' | 'operation' | 'created_by' | 'created_at'
type Special = 'certificate' | 'reason' | 'consignment' | 'undoes'
/** Most goods leave by no certificate, for no reason that must be told, and are not consigned. */
export type StockMove = Omit<StockMoveTable, Stamped | Special> &
  Partial<Pick<StockMoveTable, Special>>
export type AllocationMove = Omit<AllocationMoveTable, Stamped>
export type OrderEvent = Omit<OrderEventTable, Stamped>
export type OrderSignature = Omit<OrderSignatureTable, Stamped>
export type NoteEvent = Omit<DeliveryNoteEventTable, Stamped>
export type PeriodEvent = Omit<GlPeriodEventTable, Stamped>
export type CertificateEvent = Omit<CertificateEventTable, Stamped>

/** Who wrote a row of history, when, and in which operation. */
export interface Stamp {
  readonly operation: string
  readonly created_by: string
  readonly created_at: Instant
}

/** A line whose remainder will never be shipped. */
export interface LineClosing {
  readonly order_number: string
  readonly line: number
}

/** A password as it is kept. It is never part of the log: what stands there can never be taken out. */
export type Secret = Omit<PasswordTable, 'changed_at'>

/** All that one decision writes. It is carried out in this order, in one transaction. */
export interface Posting {
  readonly saves?: readonly Save[]
  readonly removes?: readonly Remove[]
  /** Before the allocations: what is certified can't be released, and what is shipped is certified no more. */
  readonly certificateEvents?: readonly CertificateEvent[]
  readonly allocations?: readonly AllocationMove[]
  readonly moves?: readonly StockMove[]
  readonly closings?: readonly LineClosing[]
  readonly events?: readonly OrderEvent[]
  readonly signatures?: readonly OrderSignature[]
  readonly noteEvents?: readonly NoteEvent[]
  readonly periodEvents?: readonly PeriodEvent[]
  readonly secrets?: readonly Secret[]
  /** Names under which signing in is open again. */
  readonly unlocks?: readonly string[]
}

/** What of a posting the log keeps, to be done again. */
export const loggedOf = ({ secrets: _, ...logged }: Posting): Posting => logged

/** What an operation puts on each row of history that it writes. */
export const stampOf = (
  operation: Pick<OperationTable, 'id' | 'created_by' | 'created_at'>,
): Stamp => ({
  operation: operation.id,
  created_by: operation.created_by,
  created_at: operation.created_at,
})

/** The columns that name a row. */
export const keys: { readonly [T in DocumentTable]: readonly (keyof Database[T] & string)[] } = {
  company: ['id'],
  site: ['code'],
  location: ['site', 'code'],
  item: ['code'],
  item_site: ['item', 'site'],
  customer: ['code'],
  ship_to: ['customer', 'code'],
  salesperson: ['code'],
  credit_terms: ['code'],
  price_list: ['code', 'currency', 'item', 'unit', 'start_date'],
  price_break: ['code', 'currency', 'item', 'unit', 'start_date', 'minimum_quantity'],
  customer_item: ['customer', 'customer_item'],
  sales_order_control: ['id'],
  sales_order: ['number'],
  sales_order_line: ['order_number', 'line'],
  change_request: ['number'],
  change_request_field: ['request', 'sequence'],
  holiday: ['day'],
  gl_period: ['year', 'period'],
  certificate_control: ['id'],
  certificate: ['number'],
  certificate_line: ['certificate', 'line'],
  consignment_control: ['id'],
  reason_code: ['code'],
  user: ['code'],
  menu_security: ['menu'],
  security_control: ['id'],
  printer: ['code'],
  paper_control: ['id'],
  delivery_control: ['id'],
  delivery_note: ['number'],
  delivery_note_line: ['note', 'line'],
}

/** Columns that follow from moves, steps and lines as they are posted: saving a document leaves them as they stand. */
export const derived: Partial<Record<DocumentTable, readonly string[]>> = {
  sales_order: ['status'],
  delivery_note: ['status', 'signed_by', 'signed_at', 'prints', 'received_by', 'received_on'],
  certificate: ['status'],
  gl_period: ['closed'],
  sales_order_line: ['quantity_allocated', 'quantity_shipped', 'quantity_used'],
}
