import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Database, OrderSignatureTable } from '../../db/schema.ts'
import { type Notice, notice } from '../kernel/entry.ts'

type Db = Kysely<Database>

/** The last signature of an order, or none. */
const lastSignature = kept<{ number: string }, OrderSignatureTable>((db, hole) =>
  db
    .selectFrom('order_signature')
    .selectAll()
    .where('order_number', '=', hole('number'))
    .orderBy('number', 'desc')
    .limit(1),
)

/** The last event of an order, and the last that changed what the customer is asked to sign. */
const lastEvents = kept<{ number: string }, { last: number | null; change: number | null }>(
  (db, hole) =>
    db
      .selectFrom('order_event')
      .select(eb => [
        eb.fn.max<number | null>('number').as('last'),
        eb.fn
          .max<number | null>(
            eb
              .case()
              .when('type', 'in', ['entered', 'changed'])
              .then(eb.ref('number'))
              .else(null)
              .end(),
          )
          .as('change'),
      ])
      .where('order_number', '=', hole('number')),
)

/** How an order stands with its customer. */
export interface Signed {
  readonly signature: OrderSignatureTable | undefined
  /** Whether the order was changed since. */
  readonly changed: boolean
  /** The last thing that happened to the order. */
  readonly event: number
}

/** Whether the customer signed an order as it stands. */
export const readSigned = async (db: Db, number: string): Promise<Signed> => {
  const [signature] = await lastSignature(db, { number })
  const [events] = await lastEvents(db, { number })
  return {
    signature,
    changed: signature !== undefined && (events?.change ?? 0) > signature.event,
    event: events?.last ?? 0,
  }
}

/** What is told of an order that was signed. */
export const signedNotices = async (db: Db, number: string): Promise<readonly Notice[]> => {
  const { signature, changed } = await readSigned(db, number)
  if (!signature) return []
  const { signed_by, signed_on } = signature
  return [
    changed
      ? notice(msg.changedSinceSigned, number, signed_on)
      : notice(msg.orderSigned, number, signed_by, signed_on),
  ]
}
