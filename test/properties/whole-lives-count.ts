import fc from 'fast-check'
import { expect } from 'vitest'
import { judgeOrder } from '../../src/credit/judge-order.ts'
import type { Books } from '../../src/ledger/books.ts'
import { copyOrder } from '../../src/sales/open-order.ts'
import { orderInput } from '../../src/sales/order-draft.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { signOrder } from '../../src/sales/sign-order.ts'
import {
  approve,
  as,
  issueSays,
  lose,
  print,
  reissue,
  shipBy,
  voids,
} from '../certificate/certificate-support.ts'
import { returns } from '../consignment/consignment-support.ts'
import { audit, confirm } from '../sales/life-support.ts'
import { ship } from '../sales/ship-support.ts'
import { ask, carryOut, q, saysWhy, today } from '../support/company.ts'
import { answer } from '../support/order-entry.ts'
import {
  type Act,
  act,
  anyAct,
  isFree,
  type Life,
  type Lives,
  newLife,
} from './whole-lives-rules.ts'

const steps = ['print', 'lose', 'approve', 'drop', 'reissue', 'void', 'ship by'] as const
const others = ['hold', 'let go', 'copy', 'sign', 'certify', 'return'] as const

type Step = (typeof steps)[number]

/** What else is done to an order, or to one of the certificates. */
type More = {
  readonly kind: Step | 'go on' | (typeof others)[number]
  readonly order: number
  readonly user: string
  readonly pieces: number
}

/** A certificate as a plain person would write it down. */
interface Paper {
  readonly number: string
  readonly of: Life
  readonly pieces: number
  state: 'issued' | 'printed' | 'lost' | 'approved' | 'shipped' | 'void'
  reporter?: string
  approver?: string
}

/** Lives, and what they leave on paper and bring back. */
export interface WholeLives extends Lives {
  readonly papers: Paper[]
  /** Pieces that came back. */
  returned: number
}

/** Anything that may come to somebody's mind, from the entry to what comes back. */
export const anyWholeAct: fc.Arbitrary<Act | More> = fc.oneof(
  { weight: 4, arbitrary: anyAct },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.oneof(
        {
          weight: 6,
          arbitrary: fc.constantFrom('certify' as const, 'go on' as const, 'go on' as const),
        },
        { weight: 1, arbitrary: fc.constantFrom(...steps) },
        { weight: 3, arbitrary: fc.constantFrom(...others, 'let go' as const, 'return' as const) },
      ),
      order: fc.nat({ max: 5 }),
      user: fc.constantFrom('anna', 'ben'),
      pieces: fc.integer({ min: 1, max: 9 }),
    }),
  },
)

/** What usually comes after a state, one way or another. */
const usual: Readonly<Record<Paper['state'], readonly Step[]>> = {
  issued: ['print', 'print', 'void'],
  printed: ['ship by', 'ship by', 'lose'],
  lost: ['approve', 'approve', 'drop'],
  approved: ['reissue'],
  shipped: ['ship by', 'print', 'lose'],
  void: ['print', 'reissue', 'ship by'],
}

const nextPaper = ({ papers }: WholeLives) => `PC${10_001 + papers.length}`

const unbind = (paper: Paper, state: 'void' | 'shipped') => {
  paper.state = state
  paper.of.certified -= paper.pieces
}

/** What each step asks of a certificate, does in the books, and makes of it. */
const ways: Readonly<
  Record<
    Step,
    {
      readonly may: (one: Paper, user: string) => boolean
      readonly does: (books: Books, number: string) => Promise<string>
      readonly makes: (one: Paper, user: string, lives: WholeLives) => void
    }
  >
> = {
  print: {
    may: one => one.state === 'issued' && isFree(one.of),
    does: print,
    makes: one => {
      one.state = 'printed'
    },
  },
  lose: {
    may: one => one.state === 'printed',
    does: lose,
    makes: (one, user) => Object.assign(one, { state: 'lost', reporter: user }),
  },
  approve: {
    may: (one, user) => one.state === 'lost' && one.reporter !== user,
    does: approve,
    makes: (one, user) => Object.assign(one, { state: 'approved', approver: user }),
  },
  drop: {
    may: (one, user) => one.state === 'lost' && one.reporter !== user,
    does: (books, number) => approve(books, number, false),
    makes: one => unbind(one, 'void'),
  },
  reissue: {
    may: (one, user) => one.state === 'approved' && one.approver !== user,
    does: reissue,
    makes: (one, _, lives) => {
      one.state = 'void'
      lives.papers.push({ ...one, number: nextPaper(lives), state: 'issued' })
    },
  },
  void: {
    may: one => one.state === 'issued',
    does: voids,
    makes: one => unbind(one, 'void'),
  },
  'ship by': {
    may: one => one.state === 'printed' && isFree(one.of),
    does: shipBy,
    makes: one => {
      const { of: it, pieces } = one
      unbind(one, 'shipped')
      it.held -= pieces
      it.shipped += pieces
      it.moves += 1
      it.shipments.push({ pieces, back: 0 })
      if (it.shipped === it.ordered) it.end = 'closed'
    },
  },
}

const step = async (books: Books, lives: WholeLives, one: More) => {
  const paper = lives.papers[one.order % Math.max(1, lives.papers.length)]
  if (!paper) return
  const next = usual[paper.state]
  const kind = one.kind === 'go on' ? next[one.pieces % next.length]! : (one.kind as Step)
  const { may, does, makes } = ways[kind]
  const allowed = may(paper, one.user)
  const said = await does(as(books, one.user), paper.number)
  expect([kind, paper.number, said === 'accepted' ? true : said]).toEqual([
    kind,
    paper.number,
    allowed ? true : expect.any(String),
  ])
  if (allowed) makes(paper, one.user, lives)
}

/** The number of the move that an order's shipment was. */
const shipmentNumber = async ({ db }: Books, order: string, index: number) => {
  const moves = await db
    .selectFrom('stock_move')
    .select('number')
    .where('order_number', '=', order)
    .where('type', '=', 'ISS-SO')
    .orderBy('number')
    .execute()
  return moves[index]!.number
}

/** Goods of a shipment come back: ordered, audited, confirmed and booked in by whoever may. */
const comeBack = async (books: Books, lives: WholeLives, it: Life, { user, pieces }: More) => {
  const index = it.shipments.length - 1
  const shipment = it.shipments[index]
  if (!shipment) return
  const named = await shipmentNumber(books, it.number, index)
  const line = { return_shipment: named, quantity: q(-pieces) }
  const said = await returns(as(books, user), line, { customer: 'C001' })
  const may = pieces <= shipment.pieces - shipment.back
  expect(['return', it.number, said === 'accepted' ? true : said]).toEqual([
    'return',
    it.number,
    may ? true : expect.any(String),
  ])
  if (!may) return
  const number = `SO${10_001 + lives.orders.length}`
  const acts = [
    await audit(books, number),
    await confirm(books, number),
    await ship(books, number, { line: 1, quantity: q(-pieces), location: 'RET' }),
  ]
  expect(acts).toEqual(['accepted', 'accepted', 'accepted'])
  shipment.back += pieces
  lives.returned += pieces
  const back = { ordered: -pieces, shipped: -pieces, end: 'closed' } as const
  const life = newLife(number, { user, pieces })
  lives.orders.push(Object.assign(life, { ...back, audited: true, confirmed: true }))
}

/** What each act asks of an order, does in the books, and makes of it. */
const doOther = async (books: Books, lives: WholeLives, it: Life, one: More) => {
  const who = as(books, one.user)
  const { number } = it
  const held = async (action_status: 'HD' | null) => {
    const credit_entry = { order_number: number, action_status, initials: 'X', reason: 'why' }
    return saysWhy(await ask(who, judgeOrder, { credit_entry }))
  }
  const agree = (said: string, may: boolean) => {
    expect([one.kind, number, said === 'accepted' ? true : said]).toEqual([
      one.kind,
      number,
      may ? true : expect.any(String),
    ])
    return may
  }
  if (one.kind === 'hold' || one.kind === 'let go') {
    const on = one.kind === 'hold'
    if (!agree(await held(on ? 'HD' : null), it.end === null && it.onHold !== on)) return
    it.onHold = on
    it.saves += 1
  } else if (one.kind === 'sign') {
    const signature_entry = { order_number: number, signed_by: 'Liu', signed_on: today }
    const said = saysWhy(await ask(who, signOrder, { signature_entry }))
    const may = !it.archived && it.end !== 'cancelled' && it.confirmed && !it.signed
    if (agree(said, may)) it.signed = true
  } else if (one.kind === 'copy') {
    const { records } = await answer(books, copyOrder, { values: { number } })
    const { order, lines } = orderInput(records!)
    // Half of them blank the status.
    const saved = await carryOut(who, saveOrder, {
      order: { ...order, ...(one.pieces % 2 === 0 && { action_status: null }) },
      lines,
    })
    const copy = newLife(saved.number, { user: one.user, pieces: it.ordered })
    lives.orders.push(Object.assign(copy, { onHold: it.onHold }))
  } else {
    const pieces = Math.min(one.pieces, Math.max(1, it.held - it.certified))
    const row = { order_number: number, order_line: 1, quantity: q(pieces) }
    const may = isFree(it) && pieces <= it.held - it.certified
    if (!agree(await issueSays(who, [row]), may)) return
    lives.papers.push({ number: nextPaper(lives), of: it, pieces, state: 'issued' })
    it.certified += pieces
  }
}

const isMore = (one: Act | More): one is More =>
  [...steps, ...others, 'go on'].includes(one.kind as never)

/** Does it in the books and in the count, which must agree on whether it may be done; what came back is left alone. */
export const wholeAct = async (books: Books, lives: WholeLives, one: Act | More): Promise<void> => {
  const orders = lives.orders.filter(({ ordered }) => ordered > 0)
  const it = orders[one.order % Math.max(1, orders.length)]
  if (!it) return
  if (!isMore(one)) return act(books, lives, { ...one, order: lives.orders.indexOf(it) })
  const sent = orders.filter(({ shipments }) => shipments.length > 0)
  const sender = sent[one.order % Math.max(1, sent.length)]
  if (one.kind === 'return') return sender && comeBack(books, lives, sender, one)
  if ((others as readonly string[]).includes(one.kind)) return doOther(books, lives, it, one)
  return step(books, lives, one)
}
