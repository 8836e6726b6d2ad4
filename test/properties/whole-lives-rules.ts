import fc from 'fast-check'
import { expect } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import type { LifeAct } from '../../src/sales/life-acts.ts'
import { as } from '../certificate/certificate-support.ts'
import { audit, change, confirm, judge, live } from '../sales/life-support.ts'
import { allocate, ship } from '../sales/ship-support.ts'
import { q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

/** From so many pieces on a second person audits: 20 at 130.00 are what `secondCheckAmount` says. */
const secondFrom = 20
export const secondCheckAmount = 260_000

const lifeActs = ['release', 'close', 'stop', 'resume', 'cancel', 'archive'] as const
const judgements = ['approve', 'refuse', 'withdraw'] as const
const simple = ['audit', 'confirm', ...lifeActs, ...judgements] as const

/** One thing that one of two people does to one of a few orders of one line. */
export type Act = {
  readonly kind: (typeof simple)[number] | 'enter' | 'change' | 'allocate' | 'ship'
  readonly order: number
  readonly user: string
  readonly pieces: number
}

/** Anything that may come to somebody's mind; what leads on comes more often than what ends an order. */
export const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...simple) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        ...(['audit', 'confirm', 'change', 'change', 'approve', 'approve'] as const),
        ...(['allocate', 'ship', 'ship'] as const),
      ),
    },
    { weight: 1, arbitrary: fc.constant('enter' as const) },
  ),
  order: fc.nat({ max: 3 }),
  user: fc.constantFrom('anna', 'ben'),
  pieces: fc.integer({ min: 1, max: 30 }),
})

/** An order as a plain person would write it down. */
export interface Life {
  readonly number: string
  readonly hands: Set<string>
  ordered: number
  shipped: number
  held: number
  audited: boolean
  confirmed: boolean
  stopped: boolean
  /** Finance said that it waits. */
  onHold: boolean
  /** So much of what it holds leaves by certificate only. */
  certified: number
  /** The customer signed it as it stands. */
  signed: boolean
  /** What each shipment took out, and what of it came back. */
  readonly shipments: { pieces: number; back: number }[]
  archived: boolean
  end: 'closed' | 'cancelled' | null
  /** How often it was saved, and its goods moved, so that a request notices both. */
  saves: number
  moves: number
  request: { number: number; by: string; ordered: number; saves: number; moves: number } | null
}

export interface Lives {
  readonly orders: Life[]
  /** How each request ended, by its number. */
  readonly requests: string[]
}

const goesOn = (it: Life) => it.end === null && !it.stopped

/** Whether work on it may go on. */
export const isFree = (it: Life) => goesOn(it) && !it.onHold

/** What each simple act asks of an order, and what it makes of it. */
const rules: Record<
  'audit' | 'confirm' | LifeAct,
  { may: (it: Life, user: string) => boolean; makes: (it: Life) => void }
> = {
  audit: {
    may: (it, user) =>
      isFree(it) &&
      !it.audited &&
      !it.confirmed &&
      !(it.ordered >= secondFrom && it.hands.has(user)),
    makes: it => {
      it.audited = true
    },
  },
  confirm: {
    may: it => isFree(it) && it.audited && !it.confirmed,
    makes: it => {
      it.confirmed = true
    },
  },
  release: {
    may: it => goesOn(it) && it.held > 0 && it.certified === 0,
    makes: it => {
      it.held = 0
    },
  },
  close: {
    may: it => goesOn(it) && it.shipped > 0 && it.certified === 0,
    makes: it => {
      it.held = 0
      it.end = 'closed'
    },
  },
  stop: {
    may: it => goesOn(it) && it.certified === 0,
    makes: it => {
      it.held = 0
      it.stopped = true
    },
  },
  resume: {
    may: it => it.stopped,
    makes: it => {
      it.stopped = false
    },
  },
  cancel: {
    may: it => it.end === null && it.shipped === 0 && it.certified === 0 && it.request === null,
    makes: it => {
      it.held = 0
      it.stopped = false
      it.end = 'cancelled'
    },
  },
  archive: {
    may: it => it.end !== null && !it.archived && it.request === null,
    makes: it => {
      it.archived = true
    },
  },
}

const doSimple = async (books: Books, it: Life, { kind, user }: Act) => {
  const who = as(books, user)
  const name = kind as keyof typeof rules
  const said =
    name === 'audit'
      ? await audit(who, it.number)
      : name === 'confirm'
        ? await confirm(who, it.number)
        : await live(who, name, it.number)
  const may = rules[name].may(it, user)
  expect([kind, it.number, said === 'accepted']).toEqual([kind, it.number, may])
  if (!may) return
  rules[name].makes(it)
  it.saves += 1
}

const doChange = async (books: Books, lives: Lives, it: Life, { user, pieces }: Act) => {
  // An order that was shipped whole may grow again: that is another matter.
  if (it.end === 'closed' && !it.archived) return
  if (pieces === it.shipped) return
  const said = await change(as(books, user), it.number, {}, { quantity: q(pieces) })
  const differs = pieces !== it.ordered
  const may =
    goesOn(it) &&
    (!differs || pieces >= it.shipped + it.held) &&
    !(it.confirmed && differs && it.request !== null)
  expect(['change', it.number, pieces, said === 'accepted']).toEqual([
    'change',
    it.number,
    pieces,
    may,
  ])
  if (!may) return
  if (!it.confirmed) {
    it.saves += 1
    it.hands.add(user)
    if (differs) it.audited = false
    it.ordered = pieces
  } else if (differs) {
    lives.requests.push('waiting')
    const { saves, moves } = it
    it.request = { number: lives.requests.length, by: user, ordered: pieces, saves, moves }
  }
}

const doJudge = async (books: Books, lives: Lives, it: Life, { kind, user }: Act) => {
  const { request } = it
  if (!request) return
  const said = await judge(as(books, user), request.number, kind, 'seen')
  const own = request.by === user
  const fresh = request.saves === it.saves && request.moves === it.moves
  const may =
    kind === 'withdraw'
      ? own
      : !own && (kind === 'refuse' || (fresh && request.ordered >= it.shipped + it.held))
  expect([kind, it.number, said === 'accepted']).toEqual([kind, it.number, may])
  if (!may) return
  it.request = null
  const ends = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const
  lives.requests[request.number - 1] = ends[kind as keyof typeof ends]
  if (kind !== 'approve') return
  it.saves += 1
  it.ordered = request.ordered
  it.audited = true
  it.signed = false
  it.hands.add(user)
}

const doAllocate = async (books: Books, it: Life, { pieces }: Act) => {
  const said = await allocate(books, it.number, {
    line: 1,
    quantity: q(pieces),
    before: q(it.held),
  })
  const may =
    isFree(it) && it.confirmed && pieces >= it.certified && pieces <= it.ordered - it.shipped
  const same = isFree(it) && it.confirmed && pieces === it.held
  expect(['allocate', it.number, said === 'accepted']).toEqual(['allocate', it.number, may || same])
  if (may) it.held = pieces
}

const doShip = async (books: Books, it: Life, { pieces }: Act) => {
  const said = await ship(books, it.number, { line: 1, quantity: q(pieces) })
  const may = isFree(it) && it.confirmed && pieces <= it.ordered - it.shipped - it.certified
  expect(['ship', it.number, said === 'accepted']).toEqual(['ship', it.number, may])
  if (!may) return
  it.moves += 1
  it.shipped += pieces
  it.shipments.push({ pieces, back: 0 })
  // What was shipped is taken from what was held first; what is left over is let go.
  it.held = Math.min(Math.max(it.certified, it.held - pieces), it.ordered - it.shipped)
  if (it.shipped === it.ordered) it.end = 'closed'
}

/** An order as it is entered. */
export const newLife = (number: string, { user, pieces }: Pick<Act, 'user' | 'pieces'>): Life => ({
  ...{ number, hands: new Set([user]), ordered: pieces, shipped: 0, held: 0 },
  ...{ audited: false, confirmed: false, stopped: false, archived: false, end: null },
  ...{ onHold: false, certified: 0, signed: false, shipments: [] },
  ...{ saves: 0, moves: 0, request: null },
})

/** Does it in the books and in the count, which must agree on whether it may be done. */
export const act = async (books: Books, lives: Lives, one: Act): Promise<void> => {
  if (one.kind === 'enter') {
    const line: [string, number][] = [['10-10000', q(one.pieces)]]
    const { number } = await enterOrder(as(books, one.user), 'C001', line)
    lives.orders.push(newLife(number, one))
    return
  }
  const it = lives.orders[one.order]
  if (!it) return
  if (one.kind === 'change') return doChange(books, lives, it, one)
  if (one.kind === 'allocate') return doAllocate(books, it, one)
  if (one.kind === 'ship') return doShip(books, it, one)
  if ((judgements as readonly string[]).includes(one.kind)) return doJudge(books, lives, it, one)
  return doSimple(books, it, one)
}

/** Where the count leaves an order, in the words of the books. */
export const standing = (it: Life): readonly unknown[] => [
  it.number,
  it.end ?? (it.confirmed ? 'confirmed' : 'entered'),
  it.audited,
  it.stopped ? 1 : 0,
  it.archived ? 1 : 0,
  q(it.ordered),
  q(it.shipped),
  q(it.held),
  it.end === null ? 0 : 1,
]
