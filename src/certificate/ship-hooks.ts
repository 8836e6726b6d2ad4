import { msg } from '../../db/messages.ts'
import { findCustomer } from '../customer/rows.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { chooseShipmentOrder, readShipmentLines } from '../sales/ship-hooks.ts'
import { certificateRow } from './issue-hooks.ts'
import { ordersTrouble, readOrdersOf } from './orders.ts'
import { standingTrouble } from './refusals.ts'
import { type CertificateFacts, readCertificateFacts } from './rows.ts'

const field = 'order_number'

/** 7.9.15, when its first field is left: an order, or a certificate with all that stands on it. */
const openWith =
  (order: Hook<Books>, whenInTrouble: 'told' | 'refused'): Hook<Books> =>
  async (books, entry) => {
    const number = textIn(entry.values, field) ?? ''
    const facts = await readCertificateFacts(books, number)
    if (facts.certificate) return showCertificate(books, entry, { facts, whenInTrouble })
    const chosen = await order(books, entry)
    if (!chosen.ok) return chosen
    const { values, records } = chosen.value
    return accept({
      ...chosen.value,
      values: { ...values, certificate: null },
      records: { ...records, certificate_line: [] },
    })
  }

const showCertificate = async (
  books: Books,
  { values }: Parameters<Hook<Books>>[1],
  {
    facts,
    whenInTrouble,
  }: { readonly facts: CertificateFacts; readonly whenInTrouble: 'told' | 'refused' },
) => {
  const { number, customer, site } = facts.certificate!
  const trouble =
    standingTrouble(number, facts, { status: 'printed', field }) ??
    ordersTrouble(await readOrdersOf(books, facts), field)
  if (trouble && whenInTrouble === 'refused') return trouble
  const [sold] = await findCustomer(books.db, { code: customer })
  if (!sold) return refuse(field, msg.customerDoesNotExist, customer)
  return accept({
    values: {
      order_number: number,
      certificate: number,
      sold_to: customer,
      name: sold.name,
      site,
      effective_date: values['effective_date'] ?? dayOf(books.now()),
    },
    records: { certificate_line: facts.lines.map(certificateRow), shipment_line: [] },
    notices: trouble ? [trouble.refusal] : [],
  })
}

/** 7.9.15, when the order or the certificate is named. One that can't be shipped is shown all the same, and said. */
export const openShipment = openWith(chooseShipmentOrder, 'told')

/** 7.9.15, when the first frame is accepted: the rows of the order, or what the certificate says. */
export const readShipmentRows = openWith(readShipmentLines, 'refused')
