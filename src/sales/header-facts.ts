import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Flag, SalesOrderControlTable } from '../../db/schema.ts'
import { isCurrency } from '../kernel/currency.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { statusTrouble } from './action-status.ts'
import { orderOf } from './order-draft.ts'
import type { OrderRules } from './order-rules.ts'

/** What an order's head names, as far as it exists, with the control row; one query. */
export interface HeaderFacts extends SalesOrderControlTable, OrderRules {
  readonly sold_to_active: Flag | null
  readonly sold_to_on_hold: Flag | null
  readonly bill_to_active: Flag | null
  readonly ship_to_found: string | null
  readonly site_active: Flag | null
  readonly salesperson_found: string | null
  readonly terms_found: string | null
  readonly list_found: string | null
}

interface HeaderNames {
  readonly sold_to: string
  readonly bill_to: string
  readonly ship_to: string | null
  readonly site: string
  readonly salesperson: string | null
  readonly credit_terms: string | null
  readonly price_list: string | null
}

const findFacts = kept<HeaderNames, HeaderFacts>(
  (db, hole) =>
    db
      .selectFrom('sales_order_control as control')
      .leftJoin('customer as sold', join => join.on('sold.code', '=', hole('sold_to')))
      .leftJoin('customer as bill', join => join.on('bill.code', '=', hole('bill_to')))
      .leftJoin('ship_to as ship', join =>
        join.on('ship.customer', '=', hole('sold_to')).on('ship.code', '=', hole('ship_to')),
      )
      .leftJoin('site as place', join => join.on('place.code', '=', hole('site')))
      .leftJoin('salesperson as seller', join => join.on('seller.code', '=', hole('salesperson')))
      .leftJoin('credit_terms as terms', join => join.on('terms.code', '=', hole('credit_terms')))
      .innerJoin('company', 'company.id', 'control.id')
      .selectAll('control')
      .select(eb => [
        'company.currency as company_currency',
        eb.fn.coalesce('sold.key_customer', eb.lit(0)).as('key_customer'),
        'sold.active as sold_to_active',
        'sold.on_hold as sold_to_on_hold',
        'bill.active as bill_to_active',
        'ship.code as ship_to_found',
        'place.active as site_active',
        'seller.code as salesperson_found',
        'terms.code as terms_found',
        eb
          .selectFrom('price_list')
          .select('price_list.code')
          .where('price_list.code', '=', hole('price_list'))
          .limit(1)
          .as('list_found'),
      ])
      .where('control.id', '=', 1) as never,
)

/** Reads what an order's head names; undefined when 7.1.24 was never filled in. */
export const readHeaderFacts = async (
  books: Books,
  header: Values,
): Promise<HeaderFacts | undefined> => {
  const { sold_to, bill_to, ship_to, site, salesperson, credit_terms, price_list } = orderOf(header)
  const names = { sold_to, bill_to, ship_to, site, salesperson, credit_terms, price_list }
  return (await findFacts(books.db, names))[0]
}

/** The first thing wrong with an order's head, in the order in which the clerk typed it. */
export const headerProblem = (
  header: Values,
  facts: HeaderFacts | undefined,
): Refused | undefined => {
  const order = orderOf(header)
  if (!facts) return refuse('number', msg.controlMissing)
  if (order.sold_to === '') return refuse('sold_to', msg.valueRequired)
  if (facts.sold_to_active === null)
    return refuse('sold_to', msg.customerDoesNotExist, order.sold_to)
  if (facts.bill_to_active === null)
    return refuse('bill_to', msg.customerDoesNotExist, order.bill_to)
  if (order.ship_to !== null && facts.ship_to_found === null) {
    return refuse('ship_to', msg.shipToDoesNotExist, order.sold_to, order.ship_to)
  }
  if (order.order_date === '') return refuse('order_date', msg.valueRequired)
  if (order.due_date === '') return refuse('due_date', msg.valueRequired)
  if (order.price_list !== null && facts.list_found === null) {
    return refuse('price_list', msg.priceListDoesNotExist, order.price_list)
  }
  if (order.site === '') return refuse('site', msg.valueRequired)
  if (facts.site_active === null) return refuse('site', msg.siteDoesNotExist, order.site)
  if (order.currency === '') return refuse('currency', msg.valueRequired)
  if (order.credit_terms !== null && facts.terms_found === null) {
    return refuse('credit_terms', msg.creditTermsDoNotExist, order.credit_terms)
  }
  if (order.salesperson !== null && facts.salesperson_found === null) {
    return refuse('salesperson', msg.salespersonDoesNotExist, order.salesperson)
  }
  if (order.allocate_days < 0 || order.allocate_days > 999) {
    return refuse('allocate_days', msg.outOfBounds, 0, 999)
  }
  if (order.discount < 0 || order.discount > 10_000)
    return refuse('discount', msg.outOfBounds, 0, 100)
  return statusTrouble(header)
}

/** What is refused only of an order that is entered now: dead customers, dead sites, a hold that was taken off. */
export const newOrderProblem = (header: Values, facts: HeaderFacts): Refused | undefined => {
  const order = orderOf(header)
  if (facts.sold_to_active === 0) return refuse('sold_to', msg.customerNotActive, order.sold_to)
  if (facts.bill_to_active === 0) return refuse('bill_to', msg.customerNotActive, order.bill_to)
  if (facts.site_active === 0) return refuse('site', msg.siteNotActive, order.site)
  if (!isCurrency(order.currency)) return refuse('currency', msg.notACurrency, order.currency)
  if (facts.sold_to_on_hold === 1 && order.action_status === null) {
    return refuse('action_status', msg.holdMustStay, order.sold_to)
  }
  return undefined
}
