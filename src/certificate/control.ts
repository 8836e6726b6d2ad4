import { msg } from '../../db/messages.ts'
import type { CertificateControlTable } from '../../db/schema.ts'
import { refuse } from '../kernel/decision.ts'
import { seriesTrouble } from '../kernel/series.ts'
import { type MasterRules, settingsData } from '../ledger/master.ts'
import { readControl } from '../sales/order-rows.ts'
import { isTaken } from './next-number.ts'

interface More {
  readonly taken: boolean
  /** What the numbers of orders begin with. */
  readonly orders: string | undefined
}

const seriesOf = ({ certificate_prefix, next_certificate }: CertificateControlTable) => ({
  prefix: certificate_prefix,
  next: next_certificate,
})

const rules: MasterRules<'certificate_control', More> = {
  read: async (books, row) => ({
    taken: await isTaken(books, `${row.certificate_prefix}${row.next_certificate}`),
    orders: (await readControl(books.db, {}))[0]?.order_prefix,
  }),
  check: ({ row, before, more }) => {
    const { certificate_prefix: prefix, next_certificate, virtual_site, virtual_location } = row
    // Where goods are shipped an order or a certificate may be typed: the number must say which.
    if (prefix === more.orders) {
      return refuse('certificate_prefix', msg.certificatePrefixOrders, prefix)
    }
    const long = seriesTrouble('next_certificate', seriesOf(row), before && seriesOf(before))
    if (long) return long
    if (more.taken) {
      const number = `${prefix}${next_certificate}`
      return refuse('next_certificate', msg.certificateNumberTaken, number)
    }
    if (virtual_site !== null && virtual_location === null) {
      return refuse('virtual_location', msg.valueRequired)
    }
    return virtual_site === null && virtual_location !== null
      ? refuse('virtual_site', msg.siteFirst)
      : undefined
  },
}

/** How certificates are numbered, who reissues them, and the sales company's stock on paper. */
export const certificateControl = settingsData('certificate_control', rules)
