import type { CertificateControlTable } from '../../db/schema.ts'
import type { Refused } from '../kernel/decision.ts'
import { outgrownNumber } from '../kernel/series.ts'
import type { Books } from '../ledger/books.ts'
import type { Save } from '../ledger/posting.ts'
import { readOrder } from '../sales/order-rows.ts'
import { readCertificate, readCertificateControl } from './rows.ts'

/** The settings, and the next number of their series that nothing bears. */
export interface NextNumber {
  readonly control: CertificateControlTable
  readonly next: number
}

/** Whether a certificate or an order bears a number: where goods are shipped either may be typed. */
export const isTaken = async ({ db }: Books, number: string): Promise<boolean> =>
  (await readCertificate(db, { number })).length + (await readOrder(db, { number })).length > 0

/** Reads the settings and finds the next free number. */
export const readNextNumber = async (books: Books): Promise<NextNumber> => {
  const [found] = await readCertificateControl(books.db, {})
  const control = found!
  let next = control.next_certificate
  while (await isTaken(books, `${control.certificate_prefix}${next}`)) next += 1
  return { control, next }
}

/** Refuses the next number where it could be typed nowhere. */
export const numberTrouble = ({ control, next }: NextNumber): Refused | undefined =>
  outgrownNumber(`${control.certificate_prefix}${next}`, '7.9.11.24')

/** A number as it is printed, and the settings after it was taken. */
export const takeNumber = ({
  control,
  next,
}: NextNumber): { readonly number: string; readonly save: Save } => ({
  number: `${control.certificate_prefix}${next}`,
  save: { table: 'certificate_control', row: { ...control, next_certificate: next + 1 } },
})
