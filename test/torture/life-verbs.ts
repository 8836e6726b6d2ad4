import { transferConsignment } from '../../src/consignment/transfer.ts'
import { undoUsage } from '../../src/consignment/undo-usage.ts'
import { useConsignment } from '../../src/consignment/use.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import { auditOrder } from '../../src/sales/audit-order.ts'
import { changeLife } from '../../src/sales/change-life.ts'
import { judgeChange, withdrawChange } from '../../src/sales/judge-change.ts'
import { type ActName, verbOf as clerksVerbOf } from './acts.ts'

const { release, close, stop, resume, archive } = changeLife

/** What is done to an order as a whole, and to what lies with a customer, by the verb that does it. */
const verbs = {
  audit: auditOrder,
  judge: judgeChange,
  withdraw: withdrawChange,
  ...{ release, close, stop, resume, archive },
  'cancel-for-all': changeLife.cancel,
  use: useConsignment,
  undo: undoUsage,
  'move-consigned': transferConsignment,
}

/** All that is done in a life. */
export type LifeActName = ActName | keyof typeof verbs

/** The verb of an act, for whatever input it wants. */
export const verbOf = (name: LifeActName) =>
  name in verbs
    ? (verbs[name as keyof typeof verbs] as unknown as Verb<unknown, unknown, unknown>)
    : clerksVerbOf(name as ActName)
