import { msg } from '../../db/messages.ts'
import type { CertificateLineTable } from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Hook, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { certificateForOf } from './ask.ts'
import { candidateRow, candidatesFor, readCandidates, whereFirst } from './candidates.ts'
import { readCertificateFacts } from './rows.ts'

/** 7.9.11.1, when the customer is left: where the first of what waits for a certificate lies and goes. */
export const chooseCertificateCustomer: Hook<Books> = async (books, { values }) => {
  const code = textIn(values, 'customer') ?? ''
  const [customer] = await findCustomer(books.db, { code })
  if (!customer) return refuse('customer', msg.customerDoesNotExist, code)
  const waiting = await readCandidates(books, code)
  if (waiting.length === 0) return refuse('customer', msg.nothingToCertify, code)
  return accept({ values: { name: customer.name, ...whereFirst(waiting) } })
}

/** 7.9.11.1, when the first frame is accepted: a row for each allocation that waits there; an issued one stays as it is. */
export const readCertificateCandidates: Hook<Books> = async (books, entry) => {
  if (textIn(entry.values, 'number') !== null) return accept({})
  // Who comes from the order desk brings the customer alone.
  const chosen =
    textIn(entry.values, 'site') === null ? await chooseCertificateCustomer(books, entry) : null
  if (chosen && !chosen.ok) return chosen
  const values = { ...entry.values, ...chosen?.value.values }
  const ask = certificateForOf(values)
  const found = candidatesFor(await readCandidates(books, ask.customer), ask)
  if (found.length === 0) {
    return refuse('site', msg.nothingToCertifyThere, ask.ship_to ?? ask.customer, ask.site)
  }
  return accept({ values, records: { certificate_line: found.map(candidateRow) } })
}

/** A line of a certificate as a row of a grid. */
export const certificateRow = ({ certificate: _, ...line }: CertificateLineTable): Values => ({
  ...line,
  uncertified: 0,
})

/** Reads a certificate that was issued; nothing of it can be typed over. */
export const openCertificate: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'number') ?? ''
  const { certificate, lines } = await readCertificateFacts(books, number)
  if (!certificate) return refuse('number', msg.certificateDoesNotExist, number)
  const [customer] = await findCustomer(books.db, { code: certificate.customer })
  return accept({
    records: {
      certificate: {
        ...certificate,
        ship_to: certificate.ship_to ?? certificate.customer,
        name: customer?.name ?? null,
        lines: lines.length,
      },
      certificate_line: lines.map(certificateRow),
    },
    existing: true,
    locked: { certificate: ['customer', 'ship_to', 'site'], certificate_line: ['quantity'] },
  })
}
