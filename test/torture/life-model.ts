import { type Certificate, onCertificates } from '../properties/certificates-count.ts'
import type { Sale } from '../properties/consignment-count.ts'
import { q } from '../support/company.ts'

/** A line as a plain person would write it down. */
export interface Line {
  readonly order: string
  readonly of: Order
  readonly line: number
  readonly item: string
  /** What one piece is sold for, in hundredths, before the order's discount. */
  price: number
  /** The place that it names since it was entered: that of returns holds nothing for anybody. */
  readonly place: '200' | 'RET'
  quantity: number
  shipped: number
  moved: boolean
  closed: boolean
  confirmed: boolean
  readonly consigned: boolean
  readonly held: Map<string, number>
  /** What lies with the customer, by place, and what of it was used. */
  readonly lying: Map<string, number>
  used: number
  /** What a negative line brings back. */
  readonly returns: Sale | undefined
}

export interface Order {
  readonly number: string
  /** In how many days it is due, and within how many it may be allocated by itself; 0: never. */
  readonly due: number
  readonly ahead: number
  readonly lines: Line[]
  /** In percent. */
  discount: number
  /** Whether anything of it was ever sold. */
  sold: boolean
  /** Who entered or changed it. */
  readonly hands: Set<string>
  audited: boolean
  stopped: boolean
  cancelled: boolean
  archived: boolean
  /** Finance said that it waits. */
  onHold: boolean
  /** The customer signed it as it stands. */
  signed: boolean
  /** How often it was changed or judged, and its goods moved, so that a request notices both. */
  saves: number
  moves: number
}

/** How a line and the discount of its order are to be. */
export interface Wanted {
  readonly line: Line
  readonly quantity: number
  readonly price: number
  readonly discount: number
}

/** A change of a line that somebody asked for. */
export interface Request extends Wanted {
  readonly number: number
  readonly by: string
  readonly saves: number
  readonly moves: number
  readonly onHold: boolean
  state: 'waiting' | 'approved' | 'refused' | 'withdrawn'
}

/** What 7.1.24 asks of orders. */
export interface Rules {
  readonly audit_required: 0 | 1
  readonly change_approval: 0 | 1
  /** From which amount on a second person audits, in hundredths. */
  readonly second_check_amount: number | null
}

/** What a company asks of its orders, and how much its customer may owe, in hundredths. */
export type Asked = Rules & { readonly credit_limit: number | null }

/** Goods that left in one posting, and the note that goes with them. */
export interface Shipment {
  readonly orders: readonly string[]
  readonly by: string
  note?: Note
  /** All of it was taken back. */
  isBack?: boolean
}

export interface Note {
  readonly number: string
  /** The order that it was made for. */
  readonly order: string
  state: 'made' | 'signed' | 'received'
  prints: number
}

export const items = ['10-10000', '10-20000'] as const
export const locations = ['100', '200'] as const

/** What one piece costs the customer of this life where nobody says anything else, in hundredths. */
const prices: Readonly<Record<string, number>> = { '10-10000': 13_000, '10-20000': 12_000 }
/** What the customer of this life is given off every order, in percent. */
export const usualDiscount = 5

/** What so much of a line comes to, in hundredths, before the order's discount. */
export const priceOf = ({ price }: Pick<Line, 'price'>, quantity: number): number =>
  (quantity / q(1)) * price

/** What is left of so many hundredths; whole pieces at whole prices, so that whole percents are exact. */
export const lessDiscount = (whole: number, { discount }: Pick<Order, 'discount'>): number =>
  whole - (whole * discount) / 100

/** What of a line is sold and not taken back by itself. */
export const soldOf = ({ consigned, used, shipped }: Line): number => (consigned ? used : shipped)

/**
 * What of a line is sold, lies with the customer, or is to go out still: what was given back isn't shipped again, and what
 * is to come back lowers nothing before it came.
 */
export const soldOrOpen = ({ closed, quantity, consigned, shipped, used, lying }: Line): number => {
  const gone = consigned ? [...lying.values()].reduce((sum, one) => sum + one, used) : shipped
  return closed ? gone : gone + Math.max(0, quantity - shipped)
}

/** What is known of a line when it is entered. */
export type Entered = Pick<Line, 'item' | 'quantity'> &
  Partial<Pick<Line, 'consigned' | 'returns' | 'place' | 'price'>>

/** What is known of an order when it is entered. */
interface Head {
  readonly by: string
  readonly due?: number
  readonly ahead?: number
  readonly confirmed: boolean
  readonly discount?: number
}

/** Orders and shelves on paper: it knows no table and no rule but the trade's own. */
export const onPaper = ({ credit_limit, ...rules }: Asked) => {
  const shelf = new Map<string, number>()
  const orders: Order[] = []
  const certificates: Certificate[] = []
  const shipments: Shipment[] = []
  const requests: Request[] = []
  const sales: Sale[] = []
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
  const enter = (number: string, lines: readonly Entered[], head: Head) => {
    const { by, confirmed, discount = usualDiscount, due = 1, ahead = 7 } = head
    const order: Order = {
      ...{ number, due, ahead, discount, lines: [], hands: new Set([by]), saves: 1, moves: 0 },
      ...{ audited: false, stopped: false, cancelled: false, archived: false },
      ...{ onHold: false, signed: false, sold: false },
    }
    for (const [index, entered] of lines.entries()) {
      order.lines.push({
        ...{ order: number, of: order, line: index + 1, shipped: 0, used: 0 },
        ...{ moved: false, closed: false, confirmed, held: new Map(), lying: new Map() },
        ...{ consigned: false, returns: undefined, price: prices[entered.item]! },
        place: entered.quantity < 0 ? 'RET' : '200',
        ...entered,
      })
    }
    // Nothing is confirmed before it was audited, whatever was typed.
    if (needsAudit(rules, order)) for (const line of order.lines) line.confirmed = false
    orders.push(order)
    order.onHold = passesLimit(order)
  }
  /** Whether an order makes its customer owe too much; one that only brings goods back makes nobody owe more. */
  const passesLimit = (order: Order): boolean => {
    const asks = order.lines.some(line => !line.closed && line.quantity > line.shipped)
    const owed = lines().reduce((sum, line) => sum + priceOf(line, soldOrOpen(line)), 0)
    return credit_limit !== null && asks && owed > credit_limit
  }
  return {
    rules,
    orders,
    certificates,
    shipments,
    requests,
    sales,
    enter,
    enterReturn: (number: string, line: Entered, discount: number) =>
      enter(number, [line], { by: 'anna', confirmed: true, discount }),
    lines,
    passesLimit,
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

/** Whether there is anything left to do for an order, and nothing in the way. */
export const goesOn = (order: Order): boolean =>
  !order.cancelled && !order.stopped && !order.archived && order.lines.some(line => !line.closed)

/** Whether work on it may go on. */
export const isFree = (order: Order): boolean => goesOn(order) && !order.onHold

/** Whether an order is allocated by itself, so many days from its first. */
export const isSoon = ({ due, ahead }: Order, days = 0): boolean => ahead > 0 && due <= days + ahead

/** Lines by the day on which they are due, and as they were entered. */
export const byDue = (lines: readonly Line[]): readonly Line[] =>
  lines.toSorted((a, b) => a.of.due - b.of.due)

/** Nothing can be promised or shipped for an order that is dead, done, stopped, held, or that nobody has confirmed. */
export const isAlive = (order: Order): boolean =>
  isFree(order) && order.lines.some(line => !line.closed && line.confirmed)

export const statusOf = ({ cancelled, lines }: Order): string => {
  if (cancelled) return 'cancelled'
  const open = lines.filter(line => !line.closed)
  if (open.length === 0) return 'closed'
  return open.some(line => !line.confirmed) ? 'entered' : 'confirmed'
}

/** What each line of an order comes to, in hundredths, as it stands or as it is to be. */
const amountsOf = (order: Order, changed?: Wanted): number[] =>
  order.lines.map(line => {
    const { price, quantity } = line === changed?.line ? changed : line
    return priceOf({ price }, quantity)
  })

/** What an order comes to, in hundredths, as it stands or as it is to be. */
export const totalOf = (order: Order, changed?: Wanted): number => {
  const whole = amountsOf(order, changed).reduce((sum, amount) => sum + amount, 0)
  return lessDiscount(whole, changed ?? order)
}

type Changed = Parameters<typeof totalOf>

/** The goods of an order that go out or those that come back, whichever are dearer, whatever is taken off. */
const goodsOf = (...order: Changed): number => {
  let [out, back] = [0, 0]
  for (const amount of amountsOf(...order)) {
    if (amount > 0) out += amount
    else back -= amount
  }
  return Math.max(out, back)
}

/** Whether another person than who entered it must audit an order, as it stands or as it is to be. */
export const needsSecond = (rules: Rules, ...order: Changed): boolean =>
  rules.second_check_amount !== null && goodsOf(...order) >= rules.second_check_amount

export const needsAudit = (rules: Rules, ...order: Changed): boolean =>
  rules.audit_required === 1 || needsSecond(rules, ...order)

export const needsApproval = (rules: Rules, ...order: Changed): boolean =>
  rules.change_approval === 1 || needsAudit(rules, ...order)

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
