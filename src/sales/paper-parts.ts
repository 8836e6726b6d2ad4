import { dictionary } from '../../db/dictionary/index.ts'
import type { Address } from '../../db/schema.ts'
import { findCustomer, findShipTo } from '../customer/rows.ts'
import type { Value } from '../kernel/format.ts'
import type { Field } from '../kernel/messages.ts'
import type { Books } from '../ledger/books.ts'
import type { PaperColumn, PaperFact, PaperParty } from '../paper/document.ts'

/** A fact in the words of its field. */
export const factOf = ({ label, format }: Field, value: Value): PaperFact => ({
  label,
  value,
  format,
})

/** A column in the words of its field, of so many cells. */
export const columnOf = (
  name: string,
  { head, label, format }: Field,
  width: number,
  more: Partial<PaperColumn> = {},
): PaperColumn => ({ name, head: head ?? label, format, width, ...more })

const joined = (...parts: readonly (string | null)[]) =>
  parts.filter(part => part !== null && part !== '').join(' ')

/** Name and address a line each; what is blank is left out. */
const addressLines = (of: Address & { readonly name: string }): readonly string[] =>
  [
    of.name,
    of.address_1 ?? '',
    of.address_2 ?? '',
    joined(of.postal_code, of.city, of.region),
    of.country ?? '',
    joined(of.contact, of.phone),
  ].filter(line => line !== '')

interface Concerned {
  readonly sold_to: string
  readonly ship_to: string | null
  readonly bill_to: string
}

const { sold_to, ship_to, bill_to } = dictionary.sales_order

/** Whom a paper concerns: sold-to and ship-to, and bill-to where it is another customer. */
export const partiesOf = async ({ db }: Books, of: Concerned): Promise<readonly PaperParty[]> => {
  const [customer] = await findCustomer(db, { code: of.sold_to })
  const [address] =
    of.ship_to === null ? [] : await findShipTo(db, { customer: of.sold_to, code: of.ship_to })
  const [payer] = of.bill_to === of.sold_to ? [] : await findCustomer(db, { code: of.bill_to })
  const party = (
    label: PaperParty['label'],
    code: string,
    at: typeof customer | typeof address,
  ) => ({
    label,
    code,
    lines: at ? addressLines(at) : [],
  })
  return [
    party(sold_to.label, of.sold_to, customer),
    party(ship_to.label, of.ship_to ?? of.sold_to, address ?? customer),
    ...(payer ? [party(bill_to.label, of.bill_to, payer)] : []),
  ]
}

/** The name that heads every paper. */
export const companyName = async ({ db }: Books): Promise<string> =>
  (await db.selectFrom('company').select('name').executeTakeFirst())?.name ?? ''

/** A user's name as papers say it; the code of one who is there no more. */
export const userName = async ({ db }: Books, code: string): Promise<string> =>
  (await db.selectFrom('user').select('name').where('code', '=', code).executeTakeFirst())?.name ??
  code
