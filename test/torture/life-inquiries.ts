import { invoicePreviews } from '../../src/certificate/invoice-preview.ts'
import { certificatesPage } from '../../src/certificate/pages.ts'
import { consignmentPage, usagePage } from '../../src/consignment/pages.ts'
import { heldOrdersPage } from '../../src/credit/held-orders-page.ts'
import { stockAvailabilityPage } from '../../src/inventory/safety-stock.ts'
import { stockPage } from '../../src/inventory/stock-page.ts'
import type { ReadPage, Values } from '../../src/kernel/entry.ts'
import { say } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import { waitingChangesPage } from '../../src/sales/changes-page.ts'
import { missingProofPage } from '../../src/sales/notes-page.ts'
import { progressOfAsked } from '../../src/sales/order-progress.ts'
import {
  allocatedOrdersPage,
  confirmedOrdersPage,
  ordersPage,
} from '../../src/sales/orders-page.ts'
import { returnablePage } from '../../src/sales/returnable-page.ts'
import { shipmentsPage, shipmentTotals } from '../../src/sales/shipments.ts'
import { signaturesPage } from '../../src/sales/signatures-page.ts'
import { mayComeBack } from '../properties/consignment-count.ts'
import { wholeList } from '../support/whole-list.ts'
import {
  heldBy,
  items,
  type Line,
  locations,
  type Order,
  type Paper,
  priceOf,
  soldOf,
  statusOf,
  totalOf,
} from './life-model.ts'

/** The rows of an inquiry and of the same on paper, in words. */
interface Compared {
  readonly found: readonly string[]
  readonly counted: readonly string[]
}

type Inquiry = (paper: Paper, books: Books) => Promise<Compared>

const all = wholeList(1000)

const words = (...parts: readonly unknown[]) => parts.join(' ')

/** The books hold other items too. */
const isOfThese = ({ item }: Values) =>
  item === undefined || (items as readonly unknown[]).includes(item)

/** An inquiry that shows a list: what of each row is compared, and the same rows as paper has them. */
const list =
  (
    page: ReadPage<Books>,
    of: readonly string[],
    counted: (paper: Paper) => readonly unknown[][],
  ): Inquiry =>
  async (paper, books) => ({
    found: (await page(books, all))
      .filter(isOfThese)
      .map(row => words(...of.map(name => row[name]))),
    counted: counted(paper).map(row => words(...row)),
  })

const isOpen = (order: Order) => ['entered', 'confirmed'].includes(statusOf(order))

/** Where an order stands, as 7.1.2 says it. */
const standing = (order: Order): string => {
  if (order.archived) return 'archived'
  if (!isOpen(order)) return order.cancelled ? 'cancelled' : 'settled'
  if (order.stopped) return 'stopped'
  if (order.onHold) return 'held'
  if (order.lines.some(line => line.shipped !== 0 || heldBy(line) > 0)) return 'in work'
  return statusOf(order) === 'confirmed' ? 'confirmed' : order.audited ? 'audited' : 'entered'
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** All, nothing, or so many of a hundred. */
const share = (part: number, whole: number): string => {
  if (part === 0) return '-'
  return part >= whole ? 'Y' : `${Math.max(1, Math.floor((part * 100) / whole))}%`
}

/** An order that came to an end, or stands still, says that in the place of invoice and payment. */
const ends: Readonly<Record<string, readonly string[]>> = {
  archived: ['Archived'],
  cancelled: ['Cancelled'],
  stopped: ['Stopped'],
}

/** What lies with customers, by place. */
const lyingAt = (paper: Paper): (readonly [item: string, place: string, quantity: number])[] =>
  items.flatMap(item =>
    ['CON', 'CON2'].flatMap(place => {
      const lines = paper.lines().filter(line => line.item === item)
      const quantity = sum(lines.map(line => line.lying.get(place) ?? 0))
      return quantity === 0 ? [] : [[item, place, quantity] as const]
    }),
  )

const inquiries: Readonly<Record<string, Inquiry>> = {
  '7.1.2': list(ordersPage, ['number', 'state', 'total'], ({ orders }) =>
    orders.map(order => [order.number, standing(order), totalOf(order)]),
  ),
  'confirmed orders': list(confirmedOrdersPage, ['number'], ({ orders }) =>
    orders.flatMap(order =>
      ['confirmed', 'closed'].includes(statusOf(order)) ? [[order.number]] : [],
    ),
  ),
  'allocated orders': list(allocatedOrdersPage, ['number'], ({ orders }) =>
    orders.flatMap(order =>
      !order.onHold && order.lines.some(line => heldBy(line) > 0) ? [[order.number]] : [],
    ),
  ),
  '7.1.14': async (paper, books) => ({
    found: [
      ...new Set(
        (await heldOrdersPage(books, all)).map(row => words(row['order_number'], row['total'])),
      ),
    ],
    counted: paper.orders
      .filter(order => order.onHold && isOpen(order))
      .map(order => words(order.number, totalOf(order))),
  }),
  '7.1.18': async (paper, books) => ({
    found: (await signaturesPage(books, all)).map(row =>
      words(row['number'], row['signature'] === 'signed'),
    ),
    counted: paper.orders
      .filter(order => ['confirmed', 'closed'].includes(statusOf(order)))
      .map(order => words(order.number, order.signed)),
  }),
  'waiting changes': list(
    waitingChangesPage,
    ['number', 'order_number', 'requested_by'],
    ({ requests }) =>
      requests
        .filter(one => one.state === 'waiting')
        .map(({ number, line, by }) => [number, line.order, by]),
  ),
  '7.9.16.6': list(missingProofPage, ['number', 'order_number', 'age'], ({ shipments }) =>
    shipments.flatMap(({ note }) =>
      note && note.state !== 'received' ? [[note.number, note.order, 0]] : [],
    ),
  ),
  '7.9.11.2': list(certificatesPage, ['number', 'status', 'lines'], ({ certificates }) =>
    certificates.map(({ number, state, parts }) => [number, state, parts.length]),
  ),
  '3.2': list(stockPage, ['item', 'site', 'location', 'on_hand', 'available'], paper => [
    ...items.flatMap(item =>
      locations.flatMap(location => {
        const key = paper.at(item, location)
        return paper.onHand(key) === 0
          ? []
          : [[item, '10000', location, paper.onHand(key), paper.free(key)]]
      }),
    ),
    ...lyingAt(paper).map(([item, place, quantity]) => [item, '90000', place, quantity, 0]),
  ]),
  '3.17': async (paper, books) => {
    const rows = await stockAvailabilityPage(books, all)
    const lying = lyingAt(paper)
    return {
      // What went through a place leaves a row of nothing.
      found: rows
        .filter(row => isOfThese(row) && row['on_hand'] !== 0)
        .map(({ item, site, on_hand, available }) => words(item, site, on_hand, available)),
      counted: items.flatMap(item => {
        const keys = locations.map(location => paper.at(item, location))
        const [onHand, free] = [sum(keys.map(paper.onHand)), sum(keys.map(paper.free))]
        const there = sum(lying.filter(([one]) => one === item).map(([, , quantity]) => quantity))
        return [
          ...(onHand === 0 ? [] : [words(item, '10000', onHand, free)]),
          ...(there === 0 ? [] : [words(item, '90000', there, 0)]),
        ]
      }),
    }
  },
  '7.18.4.1': list(consignmentPage, ['order_number', 'line', 'location', 'quantity'], paper =>
    paper
      .lines()
      .flatMap(line =>
        [...line.lying].flatMap(([place, quantity]) =>
          quantity === 0 ? [] : [[line.order, line.line, place, quantity]],
        ),
      ),
  ),
  '7.18.16': list(
    usagePage,
    ['usage', 'order_number', 'line', 'quantity', 'undone', 'amount'],
    ({ sales }) =>
      sales
        .filter(({ place }) => place !== undefined)
        .map(({ number, line, price, quantity, undone }) => [
          ...[number, line.order, line.line, quantity, undone],
          priceOf({ price }, quantity - undone),
        ]),
  ),
  '7.1.20.13': async (paper, books) => {
    const lines = new Map<string, [number, number]>()
    for (const row of await shipmentsPage(books, all)) {
      const key = words(row['order'], row['line'])
      const [quantity, amount] = lines.get(key) ?? [0, 0]
      lines.set(key, [quantity + Number(row['quantity']), amount + Number(row['amount'])])
    }
    const [total] = await shipmentTotals(books, {})
    const { quantity, amount } = total ?? { quantity: 0, amount: 0 }
    const sold = paper.lines().filter(line => soldOf(line) !== 0)
    return {
      found: [
        ...[...lines].flatMap(([key, one]) => (one[0] === 0 ? [] : [words(key, ...one)])),
        words('total', quantity, amount),
      ],
      counted: [
        ...sold.map(line =>
          words(line.order, line.line, soldOf(line), priceOf(line, soldOf(line))),
        ),
        words('total', sum(sold.map(soldOf)), sum(sold.map(line => priceOf(line, soldOf(line))))),
      ],
    }
  },
  'shipments that may come back': async (paper, books) => {
    const pages = items.map(item =>
      returnablePage(books, all, { number: null, sold_to: 'C002', item }),
    )
    return {
      found: (await Promise.all(pages))
        .flat()
        .map(row => words(row['shipment'], row['returnable'])),
      counted: paper.sales.flatMap(sale => {
        const most = mayComeBack(paper, sale)
        return most > 0 ? [words(sale.number, most)] : []
      }),
    }
  },
  '7.9.11.13': async ({ certificates }, books) => {
    const shipped = certificates.filter(({ state }) => state === 'shipped')
    const papers = await invoicePreviews.list(books, all)
    const found = papers.map(async ({ certificate }) => {
      const paper = await invoicePreviews.document(books, String(certificate))
      return words(certificate, paper?.totals.at(-1)?.value)
    })
    return {
      found: await Promise.all(found),
      counted: shipped.map(({ number, asked }) => words(number, asked)),
    }
  },
  '7.1.21.2, how far each order is': async ({ orders }, books) => ({
    found: await Promise.all(
      orders.map(async ({ number }) => {
        const [told] = await progressOfAsked(books, { order_number: { from: number, to: number } })
        return words(...told!.about.map(one => (typeof one === 'string' ? one : say(one, 'en'))))
      }),
    ),
    counted: orders.map(order => {
      const part = (of: (line: Line) => number) => sum(order.lines.map(of))
      const whole = part(({ quantity }) => Math.abs(quantity))
      const shipped = part(line => Math.abs(line.shipped))
      return words(
        ...[order.number, 'Y', order.audited ? 'Y' : '-'],
        share(
          part(line => (line.confirmed ? Math.abs(line.quantity) : 0)),
          whole,
        ),
        ...[share(part(heldBy) + shipped, whole), share(shipped, whole)],
        ...(ends[standing(order)] ?? ['-', '-']),
      )
    }),
  }),
}

/** What the inquiries of the menu show and what they should, one after the other. */
export const inquiriesAndPaper = async (
  books: Books,
  paper: Paper,
): Promise<readonly (readonly [name: string, Compared])[]> => {
  const seen: (readonly [string, Compared])[] = []
  for (const [name, inquiry] of Object.entries(inquiries)) {
    const { found, counted } = await inquiry(paper, books)
    seen.push([name, { found: found.toSorted(), counted: counted.toSorted() }])
  }
  return seen
}
