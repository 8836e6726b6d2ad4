import { approveLost } from '../../src/certificate/approve.ts'
import { issueCertificate } from '../../src/certificate/issue.ts'
import { loseCertificate } from '../../src/certificate/lose.ts'
import { printCertificate } from '../../src/certificate/print.ts'
import { reissueCertificate } from '../../src/certificate/reissue.ts'
import { shipCertificate } from '../../src/certificate/ship.ts'
import { voidCertificate } from '../../src/certificate/void.ts'
import { issueStock } from '../../src/inventory/issue-stock.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { transferStock } from '../../src/inventory/transfer-stock.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import { allocateOrder } from '../../src/sales/allocate.ts'
import { allocateAutomatically } from '../../src/sales/allocate-automatically.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { confirmOrder } from '../../src/sales/confirm-order.ts'
import { makeNote } from '../../src/sales/make-note.ts'
import { printNotes } from '../../src/sales/note-paper.ts'
import { receiveNote } from '../../src/sales/receive-note.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { signNote } from '../../src/sales/sign-note.ts'
import { allocation, shipment } from '../sales/ship-support.ts'
import { q, today } from '../support/company.ts'
import { openedOrder, typedOrder } from '../support/order-entry.ts'
import { certificateIntent, noteIntent } from './acts-on-paper.ts'
import type { Chance } from './chance.ts'

/** What clerks do, by the verb that does it. */
const verbs = {
  order: saveOrder,
  change: saveOrder,
  confirm: confirmOrder,
  cancel: cancelOrder,
  allocate: allocateOrder,
  automatic: allocateAutomatically,
  ship: shipOrder,
  receive: receiveStock,
  issue: issueStock,
  transfer: transferStock,
  certify: issueCertificate,
  print: printCertificate,
  lose: loseCertificate,
  approve: approveLost,
  reissue: reissueCertificate,
  void: voidCertificate,
  'ship-by': shipCertificate,
  note: makeNote,
  'sign-note': signNote,
  'print-note': printNotes,
  'receive-note': receiveNote,
}

export type ActName = keyof typeof verbs

/** The verb of an act, for whatever input it wants. */
export const verbOf = (name: ActName) => verbs[name] as unknown as Verb<unknown, unknown, unknown>

/** All that a clerk means to do, so that it can be done again by another. */
export interface Intended {
  readonly id: string
  readonly act: ActName
  readonly input: unknown
}

/** What a clerk turns to; which act comes of it, the books say. */
const often = [
  ...Array<'order'>(5).fill('order'),
  ...Array<'allocate'>(4).fill('allocate'),
  ...Array<'ship'>(4).fill('ship'),
  ...Array<'receive'>(3).fill('receive'),
  ...(['change', 'change', 'confirm', 'cancel', 'automatic', 'issue', 'transfer'] as const),
  ...Array<'certificates'>(6).fill('certificates'),
  ...Array<'notes'>(3).fill('notes'),
] as const

const items = ['10-10000', '10-20000'] as const
const locations = ['100', '200'] as const

const openLines = ({ db }: Books) =>
  db
    .selectFrom('sales_order_line')
    .select(['order_number', 'line', 'item', 'quantity', 'quantity_shipped', 'confirmed'])
    .where('closed', '=', 0)
    .orderBy('order_number', 'desc')
    .limit(16)
    .execute()

const entryFor = (chance: Chance, id: string) => ({
  item: chance.one(items),
  quantity: q(chance.between(1, 30)),
  effective_date: today,
  reference: id,
  lot: '',
})

const moveInput = (act: 'receive' | 'issue' | 'transfer', chance: Chance, id: string) => {
  const entry = entryFor(chance, id)
  const [from, to] = chance.happens(0.5) ? locations : locations.toReversed()
  if (act !== 'transfer') return { stock_entry: { ...entry, site: '10000', location: from } }
  const place = { from_site: '10000', from_location: from, to_site: '10000', to_location: to }
  return { transfer_entry: { ...entry, ...place } }
}

/** A new order; its purchase order says which intent it came from. */
const orderInput = (books: Books, chance: Chance, id: string) =>
  typedOrder(
    books,
    chance.one(['C001', 'C002']),
    Array.from({ length: chance.between(1, 3) }, () => [
      chance.one(items),
      q(chance.between(1, 25)),
    ]),
    { purchase_order: id, confirmed: chance.happens(0.8) ? 1 : 0 },
  )

/** What a clerk would do next, looking at the books as they stand. */
export const chooseAct = async (books: Books, chance: Chance, id: string): Promise<Intended> => {
  const turn = chance.one(often)
  if (turn === 'certificates' || turn === 'notes') {
    const paper = turn === 'notes' ? noteIntent : certificateIntent
    const [name, input] = (await paper(books, chance, id)) ?? []
    if (name) return { id, act: name, input }
  }
  const act = turn === 'certificates' || turn === 'notes' ? 'allocate' : turn
  const meant = (input: unknown, name: ActName = act): Intended => ({ id, act: name, input })
  if (act === 'receive' || act === 'issue' || act === 'transfer') {
    return meant(moveInput(act, chance, id))
  }
  const lines = act === 'order' ? [] : await openLines(books)
  const line = lines.length > 0 ? chance.one(lines) : undefined
  if (!line) return meant(await orderInput(books, chance, id), 'order')
  const number = line.order_number
  const location = chance.one(locations)
  const quantity = q(chance.between(1, 25))
  switch (act) {
    case 'change': {
      const { order, lines: rows } = await openedOrder(books, number)
      const at = chance.below(rows.length)
      const lines = rows.map((row, index) => (index === at ? { ...row, quantity } : row))
      return meant({ order: { ...order, remarks: id }, lines })
    }
    case 'confirm':
      return meant({
        confirmation: { order_number: number },
        lines: [{ line: line.line, confirmed: 1 }],
      })
    case 'cancel':
      return meant({ order: { number } })
    case 'automatic':
      return meant({ auto_allocation: { order_from: number, order_to: null } })
    case 'allocate':
      return meant(allocation(number, { line: line.line, location, quantity, before: null }))
    default: {
      const left = line.quantity - line.quantity_shipped
      const whole = chance.happens(0.4) ? left : quantity
      const cancel_backorder = chance.happens(0.15) ? 1 : 0
      const back = chance.happens(0.1) ? -1 : 1
      const row = { line: line.line, location, quantity: back * whole, cancel_backorder }
      return meant(shipment(number, row), 'ship')
    }
  }
}
