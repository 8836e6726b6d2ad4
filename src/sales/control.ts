import { msg } from '../../db/messages.ts'
import type { SalesOrderControlTable } from '../../db/schema.ts'
import { isTaken } from '../certificate/next-number.ts'
import { readCertificateControl } from '../certificate/rows.ts'
import { refuse } from '../kernel/decision.ts'
import { seriesTrouble } from '../kernel/series.ts'
import { type MasterRules, settingsData } from '../ledger/master.ts'
import { readOrder } from './order-rows.ts'

interface More {
  readonly taken: boolean
  /** An order has the number, not a certificate. */
  readonly byOrder: boolean
  /** What the numbers of certificates begin with. */
  readonly certificates: string | undefined
}

const seriesOf = ({ order_prefix, next_order }: SalesOrderControlTable) => ({
  prefix: order_prefix,
  next: next_order,
})

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/

const rules: MasterRules<'sales_order_control', More> = {
  read: async (books, row) => {
    const number = `${row.order_prefix}${row.next_order}`
    return {
      taken: await isTaken(books, number),
      byOrder: (await readOrder(books.db, { number })).length > 0,
      certificates: (await readCertificateControl(books.db, {}))[0]?.certificate_prefix,
    }
  },
  check: ({ row, before, more: { taken, byOrder, certificates } }) => {
    // Where goods are shipped an order or a certificate may be typed: the number must say which.
    if (row.order_prefix === certificates) {
      return refuse('order_prefix', msg.orderPrefixCertificates, row.order_prefix)
    }
    for (const field of ['work_from', 'work_to'] as const) {
      if (!timeOfDay.test(row[field])) return refuse(field, msg.timeWrong)
    }
    if (row.work_to <= row.work_from) return refuse('work_to', msg.workEndsFirst, row.work_from)
    const long = seriesTrouble('next_order', seriesOf(row), before && seriesOf(before))
    if (long) return long
    const why = byOrder ? msg.numberTakenAlready : msg.certificateNumberTaken
    return taken ? refuse('next_order', why, `${row.order_prefix}${row.next_order}`) : undefined
  },
}

/** How orders are numbered, what they start with, and what is asked of them; the next number must be free. */
export const salesOrderControl = settingsData('sales_order_control', rules)
