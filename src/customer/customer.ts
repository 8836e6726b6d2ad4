import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import { isCurrency } from '../kernel/currency.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import { type Hook, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type MasterRules, masterData } from '../ledger/master.ts'
import { denied } from '../ledger/rights.ts'

const ofFinance = ['credit_limit', 'credit_rating', 'on_hold'] as const

const firstPaid = kept<{ code: string }, { number: string }>((db, hole) =>
  db
    .selectFrom('sales_order')
    .select('number')
    .where('bill_to', '=', hole('code'))
    .orderBy('number')
    .limit(1),
)

interface CustomerFacts {
  /** Why whoever saves it may not say of whom orders need a second person. */
  readonly noRules: Refused | undefined
  /** Why whoever saves it may not say what finance says. */
  readonly no: Refused | undefined
  /** An order that the customer pays for. */
  readonly paid: string | undefined
}

const rules: MasterRules<'customer', CustomerFacts> = {
  // Whoever could lift the limit here would need nobody to release an order.
  read: async ({ db, user }, { code }) => ({
    no: await denied(db, user, '7.1.13'),
    noRules: await denied(db, user, '7.1.24'),
    paid: (await firstPaid(db, { code }))[0]?.number,
  }),
  check: ({ row, before, more: { no, noRules, paid } }) => {
    const fresh = { credit_limit: null, credit_rating: null, on_hold: 0 }
    const changed = ofFinance.find(column => row[column] !== (before ?? fresh)[column])
    if (no && changed) return refuse(changed, msg.creditIsFinances)
    // Whom the second person is to watch doesn't do away with them.
    if (noRules && row.key_customer !== (before?.key_customer ?? 0)) {
      return refuse('key_customer', msg.keyCustomerIsARule)
    }
    const { currency } = row
    if (currency !== before?.currency && !isCurrency(currency)) {
      return refuse('currency', msg.notACurrency, currency)
    }
    // What is owed is counted in the customer's currency: in another one it would owe nothing.
    return before && paid !== undefined && row.currency !== before.currency
      ? refuse('currency', msg.payerCurrencyFixed, row.code, paid, before.currency)
      : undefined
  },
}

/** Customers; what finance says of credit only finance changes (R20), and which are key customers whoever sets the rules of orders (R4). */
export const customers = masterData('customer', rules)

/** Other addresses of customers to ship to. */
export const shipTos = masterData('ship_to')

/** Customers' own numbers of our items. */
export const customerItems = masterData('customer_item')

const ourItem = kept<{ code: string }, { code: string }>((db, hole) =>
  db.selectFrom('item').select('code').where('code', '=', hole('code')),
)

/** 1.16, when the item is left: a customer's number that is a code of another item of ours stands for that no more. */
export const tellOwnCode: Hook<Books> = async ({ db }, { values }) => {
  const [item, own] = [textIn(values, 'item') ?? '', textIn(values, 'customer_item') ?? '']
  const [ours] = own === item ? [] : await ourItem(db, { code: own })
  return accept({ notices: ours ? [notice(msg.customerItemIsOurs, own, item)] : [] })
}

/** Salespersons. */
export const salespersons = masterData('salesperson')

/** Credit terms. */
export const creditTerms = masterData('credit_terms')
