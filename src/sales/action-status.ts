import { actionStatuses } from '../../db/dictionary/sales-orders.ts'
import { msg } from '../../db/messages.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Hook, Values } from '../kernel/entry.ts'

/** An order is held, or it isn't: other letters would be saved as no hold at all. */
export const statusTrouble = (values: Values): Refused | undefined => {
  const typed = textIn(values, 'action_status')
  return typed === null || typed === 'HD'
    ? undefined
    : refuse('action_status', msg.notAChoice, actionStatuses)
}

/** The same as soon as it is typed. */
export const statusTyped: Hook<unknown> = async (_, { values }) =>
  statusTrouble(values) ?? accept({})
