import type { ExpressionBuilder, Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type {
  Database,
  Flag,
  Money,
  SalesOrderControlTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'
import { sum } from '../kernel/arithmetic.ts'

/** What the company asks of an order beside the order itself (R2, R4): of 7.1.24, the customer and the company. */
export interface OrderRules
  extends Pick<
    SalesOrderControlTable,
    'audit_required' | 'change_approval' | 'second_check_amount'
  > {
  readonly key_customer: Flag
  /** In which the amount of the second check is counted. */
  readonly company_currency: string
}

/** The rules for a customer's orders; undefined when 7.1.24 was never filled in. */
export const readOrderRules = kept<{ customer: string }, OrderRules>(
  (db, hole) =>
    db
      .selectFrom('sales_order_control as control')
      .innerJoin('company', 'company.id', 'control.id')
      .leftJoin('customer', join => join.on('customer.code', '=', hole('customer')))
      .select(eb => [
        'control.audit_required',
        'control.change_approval',
        'control.second_check_amount',
        'company.currency as company_currency',
        eb.fn.coalesce('customer.key_customer', eb.lit(0)).as('key_customer'),
      ])
      .where('control.id', '=', 1) as never,
)

/** What 7.1.24 asks, whoever buys. */
export type CompanyRules = Omit<OrderRules, 'key_customer'>

/** The same by customer, for lists: the company's rules, which each row's customer completes. */
export const readCompanyRules = async (db: Kysely<Database>): Promise<CompanyRules | undefined> =>
  (await readOrderRules(db, { customer: '' }))[0]

/** What of an order its rules look at. */
interface Amount extends Pick<SalesOrderTable, 'currency'> {
  readonly goods: Money
}

/**
 * An order as its rules see it: the goods that go out or those that come back, whichever come to more, so that neither the
 * other ones, nor a discount, nor the freight makes a large order small.
 */
export const amountOf = (
  { currency }: Pick<SalesOrderTable, 'currency'>,
  lines: readonly Pick<SalesOrderLineTable, 'amount'>[],
): Amount => {
  const amounts = lines.map(line => line.amount)
  const out = sum(amounts.filter(amount => amount > 0))
  return { currency, goods: Math.max(out, out - sum(amounts)) }
}

/** The same goods of orders in a list; `number` names the column of the order. */
export const goodsOf = <D extends Database, T extends keyof D>(
  eb: ExpressionBuilder<D, T>,
  number: string,
) => {
  const lines = eb as unknown as ExpressionBuilder<Database, 'sales_order_line'>
  const found = lines
    .selectFrom('sales_order_line as goods')
    .select(one => {
      const part = (of: '>' | '<') =>
        one.fn.coalesce(
          one.fn.sum<Money>('goods.amount').filterWhere('goods.amount', of, 0),
          one.lit(0),
        )
      const [out, back] = [part('>'), one.neg(part('<'))]
      return one.case().when(out, '>', back).then(out).else(back).end().as('goods')
    })
    .whereRef('goods.order_number', '=', number as never)
  return lines.fn.coalesce(found, lines.lit(0))
}

/**
 * Whether another person than who entered it must audit an order (R4). Goods in another currency can't be compared before
 * there are exchange rates, so where an amount is set it needs one too.
 */
export const needsSecond = (order: Amount, rules: OrderRules): boolean => {
  if (rules.key_customer === 1) return true
  const from = rules.second_check_amount
  return from !== null && (order.currency !== rules.company_currency || order.goods >= from)
}

/** Whether an order must be audited before it is confirmed (R1). */
export const needsAudit = (order: Amount, rules: OrderRules): boolean =>
  rules.audit_required === 1 || needsSecond(order, rules)

/** Whether an order that is confirmed changes by an approved request only (R2). */
export const needsApproval = (order: Amount, rules: OrderRules): boolean =>
  rules.change_approval === 1 || needsAudit(order, rules)

/** Whether there is any amount at which that is so. */
export const mayNeedApproval = (rules: OrderRules): boolean =>
  rules.second_check_amount !== null || needsApproval({ goods: 0, currency: '' }, rules)

/** Who entered an order or changed it: those who can't be its second person. */
export const readHands = kept<{ number: string }, { created_by: string }>((db, hole) =>
  db
    .selectFrom('order_event')
    .select('created_by')
    .distinct()
    .where('order_number', '=', hole('number'))
    .where(eb =>
      eb('type', 'in', [eb.val('entered' as const), eb.val('changed' as const)] as never),
    ),
)
