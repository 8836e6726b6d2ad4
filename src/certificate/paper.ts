import { dictionary } from '../../db/dictionary/index.ts'
import { paperWords } from '../../db/documents.ts'
import type { CertificateLineTable } from '../../db/schema.ts'
import { sum } from '../kernel/arithmetic.ts'
import { dayOf } from '../kernel/calendar.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import type { Draft } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { PaperDocument, PaperTotal } from '../paper/document.ts'
import { columnOf, companyName, factOf, partiesOf, userName } from '../sales/paper-parts.ts'
import { readCertificateFacts } from './rows.ts'

const head = dictionary.certificate
const line = dictionary.certificate_line

const columns = [
  columnOf('line', line.line, 3),
  columnOf('order_number', line.order_number, 8),
  columnOf('order_line', line.order_line, 4),
  columnOf('item', line.item, 16),
  columnOf('quantity', line.quantity, 12),
  columnOf('unit', line.unit, 4),
  columnOf('location', line.location, 8),
  columnOf('lot', line.lot, 18),
]

const under = [columnOf('description', line.description, 46, { at: 18 })]

/** How many lines, and what they add up to where all are counted in one unit. */
const totalsOf = (lines: readonly CertificateLineTable[]): readonly PaperTotal[] => {
  const units = new Set(lines.map(({ unit }) => unit))
  const [unit] = units
  const quantity = {
    ...factOf(line.quantity, sum(lines.map(one => one.quantity))),
    label: paperWords.totalQuantity,
    detail: unit ?? '',
  }
  return [factOf(head.lines, lines.length), ...(units.size === 1 ? [quantity] : [])]
}

/** What a certificate says, in its three copies; null when there is none of this number. */
const certificateDocument = async (books: Books, number: string): Promise<PaperDocument | null> => {
  const { certificate, lines } = await readCertificateFacts(books, number)
  if (!certificate) return null
  const issued = dayOf(new Date(certificate.issued_at))
  const site = await books.db
    .selectFrom('site')
    .select('description')
    .where('code', '=', certificate.site)
    .executeTakeFirst()
  const { customer, ship_to, bill_to } = certificate
  return {
    title: paperWords.certificate,
    number,
    date: issued,
    company: await companyName(books),
    copies: [
      paperWords.certificateCustomerCopy,
      paperWords.certificatePickUpCopy,
      paperWords.certificateInvoiceCopy,
    ],
    facts: [
      factOf(head.number, number),
      { ...factOf(dictionary.shipment.ship_date, issued), label: paperWords.issueDate },
      { ...factOf(dictionary.site.code, certificate.site), label: paperWords.warehouse },
      factOf(dictionary.site.description, site?.description ?? null),
      ...(certificate.replaces === null ? [] : [factOf(head.replaces, certificate.replaces)]),
    ],
    parties: await partiesOf(books, { sold_to: customer, ship_to, bill_to }),
    columns,
    under,
    lines: lines.map(one => ({ ...one })),
    totals: totalsOf(lines),
    remarks: certificate.remarks,
    notes: [paperWords.certificateRule],
    signatures: [
      {
        label: paperWords.issuedBy,
        name: await userName(books, certificate.issued_by),
        date: issued,
      },
      { label: paperWords.allocatedBy },
      { label: paperWords.warehouseStamp },
      { label: paperWords.fetchedBy },
    ],
  }
}

/** 7.9.11.4: the paper of the certificate that was just printed. */
export const printedCertificate = (books: Books, draft: Draft): Promise<PaperDocument | null> =>
  certificateDocument(books, textIn(formIn(draft, 'certificate_print'), 'number') ?? '')
