import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Database, Instant, OrderEventTable, OrderSignatureTable } from '../../db/schema.ts'
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

const lastEvent = kept<{ number: string }, { last: number | null }>((db, hole) =>
  db
    .selectFrom('order_event')
    .select(eb => eb.fn.max<number | null>('number').as('last'))
    .where('order_number', '=', hole('number')),
)

/** The last event that changed what the customer is asked to sign. */
const lastChange = kept<{ number: string }, Pick<OrderEventTable, 'number' | 'created_at'>>(
  (db, hole) =>
    db
      .selectFrom('order_event')
      .select(['number', 'created_at'])
      .where('order_number', '=', hole('number'))
      .where(eb =>
        eb('type', 'in', [eb.val('entered' as const), eb.val('changed' as const)] as never),
      )
      .orderBy('number', 'desc')
      .limit(1),
)

/** How an order stands with its customer. */
export interface Signed {
  readonly signature: OrderSignatureTable | undefined
  /** Whether the order was changed since. */
  readonly changed: boolean
  /** When it was entered or last changed. */
  readonly changedAt: Instant | null
  /** The last thing that happened to the order. */
  readonly event: number
}

/** Whether the customer signed an order as it stands. */
export const readSigned = async (db: Db, number: string): Promise<Signed> => {
  const [signature] = await lastSignature(db, { number })
  const [change] = await lastChange(db, { number })
  return {
    signature,
    changed: signature !== undefined && (change?.number ?? 0) > signature.event,
    changedAt: change?.created_at ?? null,
    event: (await lastEvent(db, { number }))[0]?.last ?? 0,
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
