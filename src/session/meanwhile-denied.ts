import { type Refused, refuse } from '../kernel/decision.ts'
import { msg } from '../kernel/messages.ts'
import type { Desk } from './host.ts'

/** Why a screen that stands open shows nothing more: the right to it was taken away meanwhile. Undefined where it wasn't. */
export const deniedMeanwhile = async <C>(
  { host }: Desk<C>,
  code: string,
): Promise<Refused | undefined> =>
  (await host.may(code)) ? undefined : refuse(null, msg.notAllowed, code)
