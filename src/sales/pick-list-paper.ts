import { dictionary } from '../../db/dictionary/index.ts'
import { paperWords } from '../../db/documents.ts'
import { msg } from '../../db/messages.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Ranges } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Papers } from '../paper/papers.ts'
import { onlyOne } from './confirmation-paper.ts'
import { readAllocations, readOrder, readOrderLines } from './order-rows.ts'
import { allocatedOrdersPage } from './orders-page.ts'
import { columnOf, companyName, factOf, partiesOf } from './paper-parts.ts'

const head = dictionary.sales_order
const line = dictionary.sales_order_line
const { site, location, lot } = dictionary.allocation

const columns = [
  columnOf('site', site, 8),
  columnOf('location', location, 8),
  columnOf('lot', lot, 12),
  columnOf('line', line.line, 4),
  columnOf('item', line.item, 18),
  columnOf('quantity', dictionary.allocation.quantity, 12),
  columnOf('unit', line.unit, 3),
  columnOf('picked', { ...line.description, label: paperWords.picked }, 8),
]

const toWrite = '_'.repeat(8)

const byPlace = (a: object, b: object) => {
  const key = (one: object) => {
    const { site, location, lot, line } = one as Record<string, string | number>
    return [site, location, lot, String(line).padStart(4, '0')].join('\u0000')
  }
  return key(a) < key(b) ? -1 : 1
}

/** 7.9.13: what the warehouse takes from where for an order, in the order of the places; null where it holds nothing. */
export const pickListDocument = async (
  books: Books,
  number: string,
): Promise<PaperDocument | null> => {
  const [order] = await readOrder(books.db, { number })
  const allocations = await readAllocations(books.db, { number })
  if (!order || allocations.length === 0) return null
  const lines = new Map((await readOrderLines(books.db, { number })).map(one => [one.line, one]))
  return {
    title: paperWords.pickList,
    number,
    date: order.order_date,
    company: await companyName(books),
    copies: [],
    facts: [
      factOf(head.number, order.number),
      factOf(head.order_date, order.order_date),
      factOf(head.promise_date, order.promise_date),
      factOf(head.due_date, order.due_date),
      factOf(head.ship_via, order.ship_via),
      factOf(head.purchase_order, order.purchase_order),
    ],
    parties: await partiesOf(books, order),
    columns,
    under: [columnOf('description', line.description, 46, { at: 31 })],
    lines: allocations.toSorted(byPlace).map(one => ({
      ...one,
      unit: lines.get(one.line)?.unit ?? null,
      description: lines.get(one.line)?.description ?? null,
      picked: toWrite,
    })),
    totals: [],
    remarks: order.remarks,
    notes: [],
    signatures: [{ label: paperWords.pickedBy }, { label: paperWords.checkedBy }],
  }
}

const refuses = async ({ db }: Books, ranges: Ranges): Promise<Refused | undefined> => {
  const number = onlyOne(ranges)
  if (number === null) return undefined
  const [order] = await readOrder(db, { number })
  if (!order) return refuse('number', msg.orderDoesNotExist, number)
  return order.action_status === 'HD' ? refuse('number', msg.orderOnHold, number) : undefined
}

/** The pick lists of the orders in the ranges that hold stock. */
export const pickListPapers: Papers<Books> = {
  key: 'number',
  list: allocatedOrdersPage,
  document: pickListDocument,
  refuses,
}
