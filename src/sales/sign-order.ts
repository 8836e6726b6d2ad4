import { msg } from '../../db/messages.ts'
import type { SalesOrderTable } from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { dayOf, localTime } from '../kernel/calendar.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import type { Draft, Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import { readOrder } from './order-rows.ts'
import { readSigned, type Signed } from './order-signature.ts'

interface SignatureFacts extends Signed {
  readonly order: SalesOrderTable | undefined
}

/** Why an order can't be signed for, whatever else is typed. */
const orderTrouble = (
  number: string,
  { order, signature, changed }: SignatureFacts,
  version: number | null = null,
): Refused | undefined => {
  if (!order) return refuse('order_number', msg.orderDoesNotExist, number)
  if (order.archived === 1) return refuse('order_number', msg.orderIsArchived, number)
  if (order.status === 'cancelled') return refuse('order_number', msg.orderIsCancelled, number)
  if (order.status === 'entered') return refuse('order_number', msg.orderNotConfirmed, number)
  if (version !== null && version !== order.version) {
    return refuse('order_number', msg.changedMeanwhile, number)
  }
  if (signature && !changed) {
    const { signed_by, signed_on } = signature
    return refuse('order_number', msg.alreadySigned, number, signed_by, signed_on)
  }
  return undefined
}

/** 7.1.9, when the order is left: which order it is. */
export const readSignatureEntry: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'order_number') ?? ''
  const facts = await readSignature(books, number)
  const trouble = orderTrouble(number, facts)
  if (trouble) return trouble
  const { sold_to, order_date, total, currency, status, version } = facts.order!
  const [customer] = await findCustomer(books.db, { code: sold_to })
  return accept({
    values: {
      order_number: number,
      sold_to,
      name: customer?.name ?? null,
      order_date,
      total,
      currency,
      status,
      version,
    },
  })
}

const readSignature = async ({ db }: Books, number: string): Promise<SignatureFacts> => ({
  order: (await readOrder(db, { number }))[0],
  ...(await readSigned(db, number)),
})

/** The day since when an order stands as it does; null while it stands as it was entered, be it after it was signed. */
const changedOn = ({ order, changedAt }: SignatureFacts): string | null =>
  changedAt === null || changedAt <= order!.entered_at ? null : localTime(changedAt).slice(0, 10)

/** Who signed and when must be there, and the day between the order, as it stands, and today. */
const valueTrouble = (
  ask: Pick<SignedOrder, 'signed_by' | 'signed_on'>,
  facts: SignatureFacts,
  today: string,
): Refused | undefined => {
  if (ask.signed_by === '') return refuse('signed_by', msg.valueRequired)
  if (ask.signed_on === '') return refuse('signed_on', msg.valueRequired)
  if (ask.signed_on > today) return refuse('signed_on', msg.signedInFuture, ask.signed_on)
  const { order_date } = facts.order!
  if (ask.signed_on < order_date) return refuse('signed_on', msg.signedBeforeOrder, order_date)
  const changed = changedOn(facts)
  return changed !== null && ask.signed_on < changed
    ? refuse('signed_on', msg.signedBeforeChange, changed)
    : undefined
}

/** 7.1.9, when the frame is accepted: what the verb would refuse, while the cursor is still there. */
export const checkSignature: Hook<Books> = async (books, { values }) => {
  const ask = askOf({ signature_entry: values })
  const facts = await readSignature(books, ask.number)
  const trouble = orderTrouble(ask.number, facts, ask.version)
  return trouble ?? valueTrouble(ask, facts, dayOf(books.now())) ?? accept({})
}

/** What is known when a signature was recorded. */
export interface SignedOrder {
  readonly number: string
  readonly signed_by: string
  readonly signed_on: string
}

/** What is asked, and the version of the order that the clerk saw; null when a file gives no such thing. */
const askOf = (draft: Draft): SignedOrder & { readonly version: number | null } => {
  const values = formIn(draft, 'signature_entry')
  return {
    number: textIn(values, 'order_number') ?? '',
    signed_by: textIn(values, 'signed_by') ?? '',
    signed_on: textIn(values, 'signed_on') ?? '',
    version: numberIn(values, 'version'),
  }
}

/** 7.1.9: the customer signed an order as it stands now; a later change asks for another signature. */
export const signOrder: Verb<Draft, SignatureFacts, SignedOrder> = {
  right: '7.1.9',
  read: (books, draft) => readSignature(books, askOf(draft).number),
  decide: (draft, facts, moment) => {
    const ask = askOf(draft)
    const trouble =
      orderTrouble(ask.number, facts, ask.version) ?? valueTrouble(ask, facts, moment.today)
    if (trouble) return trouble

    // From here the signature must be kept.
    const { number, signed_by, signed_on } = ask
    const signature = { order_number: number, signed_by, signed_on, event: facts.event }
    return accept({
      result: { number, signed_by, signed_on },
      posting: { signatures: [signature] },
    })
  },
}
