import { msg } from '../../db/messages.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { findCustomer } from '../sales/choose-customer.ts'
import { chooseShipmentOrder, readShipmentLines } from '../sales/ship-hooks.ts'
import { certificateRow } from './issue-hooks.ts'
import { ordersTrouble, readOrdersOf } from './orders.ts'
import { standingTrouble } from './refusals.ts'
import { readCertificate, readCertificateFacts } from './rows.ts'

/** 7.9.15, when its first field is left: an order, or a certificate with all that stands on it. */
const openWith =
  (order: Hook<Books>): Hook<Books> =>
  async (books, entry) => {
    const number = textIn(entry.values, 'order_number') ?? ''
    if ((await readCertificate(books.db, { number })).length > 0) {
      return showCertificate(books, entry)
    }
    const chosen = await order(books, entry)
    if (!chosen.ok) return chosen
    const { values, records } = chosen.value
    return accept({
      ...chosen.value,
      values: { ...values, certificate: null },
      records: { ...records, certificate_line: [] },
    })
  }

const showCertificate: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'order_number')!
  const facts = await readCertificateFacts(books, number)
  const field = 'order_number'
  const trouble =
    standingTrouble(number, facts, { status: 'printed', field }) ??
    ordersTrouble(await readOrdersOf(books, facts), field)
  if (trouble) return trouble
  const { customer, site } = facts.certificate!
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
  })
}

/** 7.9.15, when the order or the certificate is named. */
export const openShipment = openWith(chooseShipmentOrder)

/** 7.9.15, when the first frame is accepted: the rows of the order, or what the certificate says. */
export const readShipment = openWith(readShipmentLines)
