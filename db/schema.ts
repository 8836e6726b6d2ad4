/**
 * Every table, one interface each, with QAD's name in the comment.
 *
 * Numbers are exact integers: `Quantity` and `Price` count ten-thousandths, `Money` counts the currency's minor unit,
 * `Percent` counts hundredths of a percent. Dates are `YYYY-MM-DD`, instants are ISO 8601 in UTC. A blank is null,
 * except in a primary key, where it is ''.
 */
export type Quantity = number
export type Price = number
export type Money = number
export type Percent = number
export type Flag = 0 | 1
export type Day = string
export type Instant = string

/** The company itself; one row (QAD: ad_mstr `~reports`, gl_ctrl). */
export interface CompanyTable {
  id: 1
  name: string
  currency: string
  is_demo: Flag
}

/** A warehouse or a selling company's stock on paper (si_mstr). */
export interface SiteTable {
  code: string
  description: string | null
  active: Flag
  /** Where goods that customers return are put. */
  return_location: string | null
}

/** A place inside a site (loc_mstr). */
export interface LocationTable {
  site: string
  code: string
  description: string | null
  /** Whether stock here may be allocated and shipped (is_avail). */
  available: Flag
}

/** What is bought, made and sold (pt_mstr). */
export interface ItemTable {
  code: string
  description: string
  description_2: string | null
  unit: string
  product_line: string | null
  item_group: string | null
  active: Flag
  list_price: Price
  lot_control: Flag
  site: string | null
  location: string | null
  safety_stock: Quantity
  taxable: Flag
}

/** How an item is planned at one site, where that differs from the item's own record (ptp_det). */
export interface ItemSiteTable {
  item: string
  site: string
  safety_stock: Quantity
}

/** Where to write, send and call (ad_mstr). */
export interface Address {
  address_1: string | null
  address_2: string | null
  city: string | null
  region: string | null
  postal_code: string | null
  country: string | null
  contact: string | null
  phone: string | null
}

/** Who buys (cm_mstr, ad_mstr). */
export interface CustomerTable extends Address {
  code: string
  name: string
  sort_name: string | null
  fax: string | null
  active: Flag
  salesperson: string | null
  site: string | null
  currency: string
  price_list: string | null
  discount: Percent
  credit_terms: string | null
  credit_limit: Money | null
  on_hold: Flag
  taxable: Flag
  fixed_price: Flag
  ship_via: string | null
  bill_to: string | null
  remarks: string | null
  /** How finance judges the customer. */
  credit_rating: string | null
  /** 1: a second person audits each of its orders. */
  key_customer: Flag
  /** The address that goods usually go to; null: the customer's own. */
  ship_to: string | null
  channel: string | null
  consignment: Flag
  partial_ok: Flag
  /** Null: as 7.1.24 says. */
  ship_lead_days: number | null
}

/** Another address of a customer to ship to (ad_mstr of type ship-to, ls_mstr). */
export interface ShipToTable extends Address {
  customer: string
  code: string
  name: string
}

/** Who sells (sp_mstr). */
export interface SalespersonTable {
  code: string
  name: string
  commission: Percent
  phone: string | null
  active: Flag
}

/** When an invoice is due and what early payment saves (ct_mstr). */
export interface CreditTermsTable {
  code: string
  description: string
  due_days: number
  discount_days: number
  discount: Percent
}

/** One item's price on one list from a day on (pi_mstr). */
export interface PriceListTable {
  code: string
  currency: string
  item: string
  unit: string
  start_date: Day
  expire_date: Day | null
  description: string | null
  /** L: the list price, discounts apply; P: the net price. */
  amount_type: 'L' | 'P'
}

/** The price from a quantity on (pid_det). */
export interface PriceBreakTable {
  code: string
  currency: string
  item: string
  unit: string
  start_date: Day
  minimum_quantity: Quantity
  price: Price
}

/** The customer's own number of an item (cp_mstr). */
export interface CustomerItemTable {
  customer: string
  customer_item: string
  item: string
  comment: string | null
}

/** How sales orders are numbered and what they start with; one row (soc_ctrl). */
export interface SalesOrderControlTable {
  id: 1
  order_prefix: string
  next_order: number
  ship_lead_days: number
  allocate_days: number
  confirmed: Flag
  site: string | null
  /** 1: every order is audited before it is confirmed. */
  audit_required: Flag
  /** 1: an order that is confirmed changes by an approved request only. */
  change_approval: Flag
  /** An order of so much in the company's currency, or in any other, needs a second person; null: no amount does. */
  second_check_amount: Money | null
  /** Working hours within which an order is audited; 0: no limit. */
  audit_hours: number
  /** Working days within which an order is shipped; 0: no limit. */
  ship_days: number
  /** When work begins and ends on a working day, as HH:MM. */
  work_from: string
  work_to: string
}

/** A day that is not as its weekday: a holiday, or a Saturday or Sunday on which everybody works (hd_mstr). */
export interface HolidayTable {
  day: Day
  working: Flag
  description: string | null
}

/** A period of the books (glc_cal). Whether it is closed is derived from gl_period_event. */
export interface GlPeriodTable {
  year: number
  period: number
  start_date: Day
  end_date: Day
  /** Nothing of its days is posted any more. */
  closed: Flag
}

/** When a period was closed or opened again, with its days as they were then. */
export interface GlPeriodEventTable {
  number: number
  year: number
  period: number
  type: 'closed' | 'reopened'
  start_date: Day
  end_date: Day
  operation: string
  created_by: string
  created_at: Instant
}

/** The head of a sales order (so_mstr). */
export interface SalesOrderTable {
  number: string
  sold_to: string
  bill_to: string
  /** Null: the customer's own address. */
  ship_to: string | null
  order_date: Day
  required_date: Day | null
  promise_date: Day | null
  due_date: Day
  pricing_date: Day
  purchase_order: string | null
  remarks: string | null
  price_list: string | null
  site: string
  channel: string | null
  project: string | null
  currency: string
  taxable: Flag
  fixed_price: Flag
  credit_terms: string | null
  salesperson: string | null
  ship_via: string | null
  consignment: Flag
  allocate_days: number
  partial_ok: Flag
  /** HD: held; null: free (so_stat). */
  action_status: 'HD' | null
  discount: Percent
  freight: Money
  lines_total: Money
  discount_amount: Money
  total: Money
  status: 'entered' | 'confirmed' | 'closed' | 'cancelled'
  entered_by: string
  entered_at: Instant
  /** Goes up with each save, so that a second editor is noticed. */
  version: number
  /** Who audited it as it stands now; null: nobody yet, or it was changed since. */
  audited_by: string | null
  audited_at: Instant | null
  /** 1: nothing goes on with it until it is resumed; it holds no stock. */
  stopped: Flag
  /** 1: it is found, and never changed again. */
  archived: Flag
}

/** A change of a confirmed order that somebody asked for; what was asked never changes. */
export interface ChangeRequestTable {
  number: number
  order_number: string
  /** The order's version that it is a change of. */
  order_version: number
  /** The last move of the order's goods at that time; 0: none. */
  last_move: number
  /** What 7.1.1 would have saved, in JSON. */
  input: string
  reason: string
  status: 'waiting' | 'approved' | 'refused' | 'withdrawn'
  requested_by: string
  requested_at: Instant
  judged_by: string | null
  judged_at: Instant | null
  remarks: string | null
}

/** One field of the order's head, or of a line, before and after; null where there was or will be nothing. */
export interface ChangeRequestFieldTable {
  request: number
  sequence: number
  line: number | null
  field: string
  old_value: string | null
  new_value: string | null
}

/** A line of a sales order (sod_det). Its price never changes by itself. */
export interface SalesOrderLineTable {
  order_number: string
  line: number
  item: string
  description: string
  customer_item: string | null
  quantity: Quantity
  unit: string
  list_price: Price
  discount: Percent
  price: Price
  amount: Money
  /** What gave the price, for the clerk who asks. */
  price_source: string | null
  site: string
  location: string | null
  lot: string | null
  required_date: Day | null
  promise_date: Day | null
  due_date: Day
  confirmed: Flag
  taxable: Flag
  /** Derived from allocation_move. */
  quantity_allocated: Quantity
  /** Derived from stock_move. */
  quantity_shipped: Quantity
  /** 1 when nothing more will be shipped. */
  closed: Flag
  /** 1: shipping moves the goods to the customer's consigned stock, which stays ours until it is used (sod_consignment). */
  consigned: Flag
  /** The shipment that a negative line returns, by the number of its move. */
  return_shipment: number | null
  /** Why goods come back. */
  reason: string | null
  /** What of consigned goods was used, derived from stock_move. */
  quantity_used: Quantity
}

/** What lies where, derived from the moves (ld_det). */
export interface StockTable {
  item: string
  site: string
  location: string
  lot: string
  on_hand: Quantity
  allocated: Quantity
  /** What of it lies with customers and is neither promised nor taken by anything else; derived from the moves. */
  consigned: Quantity
}

/** Which stock a line holds, derived from the allocation moves (lad_det). */
export interface AllocationTable {
  order_number: string
  line: number
  site: string
  location: string
  lot: string
  item: string
  quantity: Quantity
  /** What of it stands on certificates that may still be shipped; derived from their history. */
  certified: Quantity
}

/** One intent of one person, posted once (issue of a retry: the same answer). Each names the one before it by its hash. */
export interface OperationTable {
  number: number
  id: string
  screen: string
  created_by: string
  created_at: Instant
  request: string
  result: string
  /** The hash of the operation before, '' in the first. */
  previous: string
  /** Over all the other columns. */
  hash: string
  /** All that it wrote but passwords, in JSON, to be done again; null in operations older than this column. */
  posting: string | null
}

export type StockMoveType = 'RCT-UNP' | 'ISS-UNP' | 'RCT-TR' | 'ISS-TR' | 'ISS-SO'

/**
 * How a move touches consigned stock: `sent` leaves the real place, `received` comes to the customer's, `used` is issued to
 * the customer, `undone` takes a use back, `moved` stays with the customer at another place, `given back` is ours again.
 */
export type ConsignmentStep = 'sent' | 'received' | 'used' | 'undone' | 'moved' | 'given back'

/** Every change of stock, append only (tr_hist). */
export interface StockMoveTable {
  number: number
  operation: string
  type: StockMoveType
  item: string
  site: string
  location: string
  lot: string
  /** Positive into stock, negative out of it. */
  quantity: Quantity
  effective_date: Day
  order_number: string | null
  line: number | null
  customer: string | null
  price: Price | null
  /** Sales amount of a shipment: positive when goods went out. */
  amount: Money | null
  reference: string | null
  remarks: string | null
  /** The certificate that the goods left by. */
  certificate: string | null
  /** Why goods came back. */
  reason: string | null
  /** Null for goods that aren't consigned. */
  consignment: ConsignmentStep | null
  /** The use that this move takes back, by its number. */
  undoes: number | null
  created_by: string
  created_at: Instant
}

/** Every reservation and release, append only (lad_det's history). */
export interface AllocationMoveTable {
  number: number
  operation: string
  order_number: string
  line: number
  item: string
  site: string
  location: string
  lot: string
  quantity: Quantity
  created_by: string
  created_at: Instant
}

type OrderEventType =
  | 'entered'
  | 'changed'
  | 'confirmed'
  | 'allocated'
  | 'shipped'
  | 'closed'
  | 'cancelled'
  | 'held'
  | 'released'
  | 'audited'
  | 'stopped'
  | 'resumed'
  | 'archived'
  | 'change asked'
  | 'change approved'
  | 'change refused'
  | 'change withdrawn'

/** What happened to an order, append only (tr_hist ORD-SO). Quantities and amounts of lines are changes. */
export interface OrderEventTable {
  number: number
  operation: string
  order_number: string
  line: number | null
  type: OrderEventType
  quantity: Quantity | null
  price: Price | null
  amount: Money | null
  detail: string | null
  /** Why, in the words of who did it. */
  reason: string | null
  created_by: string
  created_at: Instant
}

/** Goods of an order that lie with its customer and are ours, derived from the moves (cncix_mstr). */
export interface ConsignmentTable {
  order_number: string
  line: number
  site: string
  location: string
  lot: string
  item: string
  customer: string
  quantity: Quantity
}

/** Where goods on consignment are kept; one row (cnc_ctrl). */
export interface ConsignmentControlTable {
  id: 1
  consigned_site: string | null
  consigned_location: string | null
}

/** Why goods come back (rsn_ref). */
export interface ReasonCodeTable {
  code: string
  description: string
  active: Flag
}

type CertificateStatus = 'issued' | 'printed' | 'lost' | 'approved' | 'shipped' | 'void'

/** What a customer may fetch from one warehouse, once. Nothing of it but its status ever changes. */
export interface CertificateTable {
  number: string
  customer: string
  bill_to: string
  /** Null: the customer's own address. */
  ship_to: string | null
  /** The real warehouse that the goods are fetched from. */
  site: string
  currency: string
  remarks: string | null
  /** The lost certificate that this one stands for. */
  replaces: string | null
  /** Derived from its events. */
  status: CertificateStatus
  issued_by: string
  issued_at: Instant
}

/** So much of an order's line from one place, as it was allocated when the certificate was issued. */
export interface CertificateLineTable {
  certificate: string
  line: number
  order_number: string
  order_line: number
  item: string
  description: string
  unit: string
  site: string
  location: string
  lot: string
  quantity: Quantity
}

type CertificateEventType =
  | 'issued'
  | 'printed'
  | 'lost'
  | 'approved'
  | 'reissued'
  | 'voided'
  | 'shipped'

/** What happened to a certificate, append only; each of these happens to it once at most. */
export interface CertificateEventTable {
  number: number
  operation: string
  certificate: string
  type: CertificateEventType
  /** Why it was reported lost, or made void. */
  reason: string | null
  /** Reissued: the new certificate. Issued: the lost one that it stands for. */
  other: string | null
  created_by: string
  created_at: Instant
}

/** How certificates are numbered, who reissues lost ones, and the sales company's stock on paper; one row. */
export interface CertificateControlTable {
  id: 1
  certificate_prefix: string
  next_certificate: number
  /** 1: goods go out by certificate only. */
  certificate_required: Flag
  /** The person appointed; null: whoever has the right to the function. */
  reissue_user: string | null
  virtual_site: string | null
  virtual_location: string | null
}

/** Work begun and not yet posted, by user and screen; its id becomes the operation's. */
export interface DraftTable {
  id: string
  created_by: string
  screen: string
  saved_at: Instant
  position: string
  /** The program that has it open, or had when it ended. */
  holder: string
}

/** One record of a draft, so that a long order saves only the line that changed. */
export interface DraftRecordTable {
  draft: string
  record: string
  row: number
  body: string
}

/** What people do here. A user may be several of them. */
export type Role = 'clerk' | 'manager' | 'dispatcher' | 'warehouse' | 'finance' | 'admin'

/** Who may sign in (usr_mstr). */
export interface UserTable extends Record<Role, Flag> {
  code: string
  name: string
  /** Null: the language that the program was started in. */
  language: 'zh' | 'en' | null
  active: Flag
}

/** Who may use a function, or all functions of a menu; the longest number that fits decides (mnt_det). */
export interface MenuSecurityTable extends Record<Role, Flag> {
  menu: string
}

/** How doors are kept; one row (usrc_ctrl). */
export interface SecurityControlTable {
  id: 1
  /** Minutes without a key after which the screen is locked, and after which the user is signed out. */
  lock_minutes: number
  sign_out_minutes: number
  maximum_failures: number
  minimum_length: number
}

/** What proves that a user is who they say; kept beside the log, where nothing could ever be forgotten. */
export interface PasswordTable {
  user: string
  /** `scrypt$N$r$p$salt$hash`. */
  hash: string
  /** Given by somebody else: to be changed before anything is done. */
  temporary: Flag
  changed_at: Instant
}

/** How signing in under a name went of late, whether there is such a user or not. */
export interface SignInTable {
  name: string
  failures: number
  last_failure_at: Instant | null
  locked_until: Instant | null
  last_sign_in_at: Instant | null
}

/** Where papers are printed, and by which command (prd_det). */
export interface PrinterTable {
  code: string
  description: string | null
  /** A program with its whole path and its arguments; it gets the paper on its standard input. */
  command: string
  form: 'text' | 'pdf'
  /** Rows of a form; 0: one page without an end. */
  page_length: number
  form_feed: Flag
  active: Flag
}

/** How papers are written into files; one row. */
export interface PaperControlTable {
  id: 1
  page_length: number
  form_feed: Flag
  /** The file of the font for PDF; null: the first known one that is installed. */
  font: string | null
}

/** That a customer signed an order, append only. */
export interface OrderSignatureTable {
  number: number
  order_number: string
  signed_by: string
  signed_on: Day
  /** The last thing that had happened to the order when it was recorded. */
  event: number
  operation: string
  created_by: string
  created_at: Instant
}

/** How delivery notes are numbered; one row. */
export interface DeliveryControlTable {
  id: 1
  note_prefix: string
  next_note: number
}

/** What went out in one shipment, on paper. How far it has come is derived from delivery_note_event. */
export interface DeliveryNoteTable {
  number: string
  /** The operation that shipped. */
  shipment: string
  order_number: string
  customer: string
  ship_to: string | null
  ship_date: Day
  shipped_by: string
  ship_via: string | null
  remarks: string | null
  status: 'made' | 'signed' | 'received' | 'void'
  signed_by: string | null
  signed_at: Instant | null
  prints: number
  /** Who signed at the customer's, and when. */
  received_by: string | null
  received_on: Day | null
}

/** A line of a delivery note, as it was shipped. */
export interface DeliveryNoteLineTable {
  note: string
  line: number
  order_number: string
  order_line: number
  item: string
  description: string
  quantity: Quantity
  unit: string
  site: string
  location: string
  lot: string
}

/** What happened to a delivery note, append only. */
export interface DeliveryNoteEventTable {
  number: number
  note: string
  type: 'made' | 'signed' | 'printed' | 'received' | 'voided'
  /** Who signed at the customer's, and when. */
  name: string | null
  day: Day | null
  /** Received: what the customer wrote on it. Voided: why. */
  detail: string | null
  operation: string
  created_by: string
  created_at: Instant
}

export interface Database {
  company: CompanyTable
  site: SiteTable
  location: LocationTable
  item: ItemTable
  item_site: ItemSiteTable
  customer: CustomerTable
  ship_to: ShipToTable
  salesperson: SalespersonTable
  credit_terms: CreditTermsTable
  price_list: PriceListTable
  price_break: PriceBreakTable
  customer_item: CustomerItemTable
  sales_order_control: SalesOrderControlTable
  sales_order: SalesOrderTable
  sales_order_line: SalesOrderLineTable
  change_request: ChangeRequestTable
  change_request_field: ChangeRequestFieldTable
  holiday: HolidayTable
  gl_period: GlPeriodTable
  gl_period_event: GlPeriodEventTable
  stock: StockTable
  allocation: AllocationTable
  operation: OperationTable
  stock_move: StockMoveTable
  allocation_move: AllocationMoveTable
  order_event: OrderEventTable
  certificate: CertificateTable
  certificate_line: CertificateLineTable
  certificate_event: CertificateEventTable
  certificate_control: CertificateControlTable
  consignment: ConsignmentTable
  consignment_control: ConsignmentControlTable
  reason_code: ReasonCodeTable
  user: UserTable
  menu_security: MenuSecurityTable
  security_control: SecurityControlTable
  password: PasswordTable
  sign_in: SignInTable
  printer: PrinterTable
  paper_control: PaperControlTable
  order_signature: OrderSignatureTable
  delivery_control: DeliveryControlTable
  delivery_note: DeliveryNoteTable
  delivery_note_line: DeliveryNoteLineTable
  delivery_note_event: DeliveryNoteEventTable
  draft: DraftTable
  draft_record: DraftRecordTable
}
