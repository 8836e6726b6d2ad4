import { type Certificate, onCertificates } from '../properties/certificates-count.ts'
import { q } from '../support/company.ts'

/** A line as a plain person would write it down. */
export interface Line {
  readonly order: string
  readonly of: Order
  readonly line: number
  readonly item: string
  quantity: number
  shipped: number
  moved: boolean
  closed: boolean
  confirmed: boolean
  readonly consigned: boolean
  readonly held: Map<string, number>
}

export interface Order {
  readonly number: string
  readonly lines: Line[]
  cancelled: boolean
}

/** Goods that left in one posting, and the note that goes with them. */
export interface Shipment {
  readonly orders: readonly string[]
  readonly by: string
  note?: Note
}

export interface Note {
  readonly number: string
  state: 'made' | 'signed' | 'received'
  prints: number
}

export const items = ['10-10000', '10-20000'] as const
export const locations = ['100', '200'] as const

/** What one piece costs the customer of this life, in hundredths, before the order's discount. */
const prices: Readonly<Record<string, number>> = { '10-10000': 13_000, '10-20000': 12_000 }
const discount = 5

/** Orders and shelves on paper: it knows no table and no rule but the trade's own. */
export const onPaper = () => {
  const shelf = new Map<string, number>()
  const orders: Order[] = []
  const certificates: Certificate[] = []
  const shipments: Shipment[] = []
  const at = (item: string, location: string) => `${item} ${location}`
  const lines = () => orders.flatMap(order => order.lines)
  const heldAt = (key: string) =>
    lines().reduce((total, line) => total + (line.held.get(key) ?? 0), 0)
  for (const [item, location, pieces] of [
    ['10-10000', '200', 100],
    ['10-20000', '200', 50],
    ['10-20000', '100', 20],
  ] as const) {
    shelf.set(at(item, location), q(pieces))
  }
  return {
    orders,
    certificates,
    shipments,
    lines,
    at,
    onHand: (key: string) => shelf.get(key) ?? 0,
    free: (key: string) => (shelf.get(key) ?? 0) - heldAt(key),
    put: (key: string, quantity: number) => void shelf.set(key, (shelf.get(key) ?? 0) + quantity),
    /** The one that a whim means, if there are any. */
    line: (whim: number): Line | undefined => lines()[whim % Math.max(1, lines().length)],
    order: (whim: number): Order | undefined => orders[whim % Math.max(1, orders.length)],
  }
}

export type Paper = ReturnType<typeof onPaper>

export const heldBy = (line: Line): number =>
  [...line.held.values()].reduce((total, one) => total + one, 0)

/** Nothing can be promised or shipped for an order that is dead, done, or that nobody has confirmed. */
export const isAlive = (order: Order): boolean =>
  !order.cancelled && order.lines.some(line => !line.closed && line.confirmed)

export const statusOf = ({ cancelled, lines }: Order): string => {
  if (cancelled) return 'cancelled'
  const open = lines.filter(line => !line.closed)
  if (open.length === 0) return 'closed'
  return open.some(line => !line.confirmed) ? 'entered' : 'confirmed'
}

/** What an order comes to, in hundredths; whole pieces at whole prices, so that 5 % is exact. */
export const totalOf = ({ lines }: Order): number => {
  const whole = lines.reduce(
    (sum, { item, quantity }) => sum + (quantity / q(1)) * prices[item]!,
    0,
  )
  return whole - (whole * discount) / 100
}

/** What of a line may leave without a certificate, at a place or anywhere. */
export const ownOf = (line: Line, paper: Paper, key?: string): number =>
  (key === undefined ? heldBy(line) : (line.held.get(key) ?? 0)) - onCertificates(paper, line, key)

/** Gives back what a line holds beyond so much; the places named last first, and nothing that is on certificates. */
export const letGo = (line: Line, most: number, paper: Paper) => {
  for (const location of locations.toReversed()) {
    const key = paper.at(line.item, location)
    const there = line.held.get(key) ?? 0
    const gone = Math.min(ownOf(line, paper, key), Math.max(0, heldBy(line) - most))
    line.held.set(key, there - gone)
  }
}
