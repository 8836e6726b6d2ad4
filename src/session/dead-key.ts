import { type Notice, notice } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { type Action, bindings, printedName } from './keys.ts'

/** What a clerk hears of a key that does nothing where they stand: silence would pass for a broken keyboard. */
export const deadKey = (action: Action): Notice =>
  notice(msg.keyDoesNothing, printedName(bindings[action].keys[0]))
