import { msg } from '../../db/messages.ts'
import { accept } from '../kernel/decision.ts'
import type { Verb } from '../ledger/perform.ts'
import { type CertificateAct, readAct } from './act.ts'
import { certificateEvent } from './events.ts'
import { type OrdersOf, ordersTrouble, readOrdersOf } from './orders.ts'
import { standingTrouble } from './refusals.ts'
import type { CertificateFacts } from './rows.ts'

interface PrintFacts extends CertificateFacts {
  readonly orders: OrdersOf
}

/** 7.9.11.4: that its three copies are printed is written down before they are, so that nobody prints them twice (R13). */
export const printCertificate: Verb<CertificateAct, PrintFacts, string> = {
  right: '7.9.11.4',
  read: async (books, act) => {
    const facts = await readAct(books, act)
    return { ...facts, orders: await readOrdersOf(books, facts) }
  },
  decide: ({ number }, facts) => {
    const wanted = { status: 'issued', printed: msg.certificatePrintsOnce } as const
    const trouble = standingTrouble(number, facts, wanted) ?? ordersTrouble(facts.orders, 'number')
    if (trouble) return trouble

    // From here it counts as printed.
    const event = certificateEvent('printed', number)
    return accept({ result: number, posting: { certificateEvents: [event] } })
  },
}
