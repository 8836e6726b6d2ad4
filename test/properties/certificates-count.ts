import fc from 'fast-check'
import type { Books } from '../../src/ledger/books.ts'
import { byCertificate, certificate } from '../certificate/certificate-support.ts'
import { q } from '../support/company.ts'
import type { ActName } from '../torture/acts.ts'
import { type Line, lessDiscount, type Paper, priceOf } from '../torture/life-model.ts'

/** The books that it is done in; the result of an act, or null when it was refused. */
export interface Doing {
  readonly books: Books
  readonly did: (act: ActName, input: unknown, user?: string) => Promise<unknown>
}

/** Throws when what may be done was refused, or the other way round. */
export const mustBe = (may: boolean, done: unknown, what: string) => {
  if (may !== (done !== null)) throw new Error(`${what} was ${may ? 'refused' : 'done'}`)
}

/** So much of a line from a place. */
interface Part {
  readonly line: Line
  readonly key: string
  readonly quantity: number
}

/** A certificate as a plain person would write it down. */
export interface Certificate {
  readonly number: string
  readonly parts: readonly Part[]
  state: 'issued' | 'printed' | 'lost' | 'approved' | 'shipped' | 'void'
  reporter?: string
  approver?: string
  /** What an invoice of it would ask for, in hundredths, once it was shipped. */
  asked?: number
}

const users = ['anna', 'ben'] as const
const steps = ['print', 'lose', 'approve', 'drop', 'reissue', 'void', 'ship-by'] as const

/** What somebody does with certificates. */
export type CertificateAct =
  | {
      kind: 'certify'
      /** Null: all that the line holds there and that is on no certificate. */
      rows: { line: number; location: string; quantity: number | null }[]
    }
  | { kind: (typeof steps)[number]; certificate: number; user: string }
  /** What comes next for it, one way or another. */
  | { kind: 'go on'; certificate: number; user: string; whim: number }

/** All that a line holds and that is on no certificate. */
const all = fc.constant(null)

/** Certificates issued for a line or two, and anything that may be tried with one of them. */
export const anyCertificateAct = (
  location: fc.Arbitrary<string>,
  some: fc.Arbitrary<number>,
): fc.Arbitrary<CertificateAct> =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('certify' as const),
        rows: fc.array(
          fc.record({
            line: fc.nat({ max: 5 }),
            location,
            quantity: fc.oneof({ weight: 1, arbitrary: some }, { weight: 2, arbitrary: all }),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom(...steps),
        certificate: fc.nat({ max: 20 }),
        user: fc.constantFrom(...users),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('go on' as const),
        certificate: fc.nat({ max: 20 }),
        user: fc.constantFrom(...users),
        whim: fc.nat({ max: 2 }),
      }),
    },
  )

/** Whether goods are kept for it. */
const isLive = ({ state }: Certificate) => state !== 'shipped' && state !== 'void'

/** Whether finance said that an order of it waits. */
const isHeld = ({ parts }: Certificate) => parts.some(({ line }) => line.of.onHold)

/** What of a line stands on certificates, at a place or anywhere. */
export const onCertificates = (
  { certificates }: Pick<Paper, 'certificates'>,
  line: Line,
  key?: string,
): number =>
  certificates
    .filter(isLive)
    .flatMap(({ parts }) => parts)
    .filter(part => part.line === line && (key === undefined || part.key === key))
    .reduce((total, { quantity }) => total + quantity, 0)

const nextNumber = ({ certificates }: Paper) => `PC${10_001 + certificates.length}`

const certify = async (
  { books, did }: Doing,
  paper: Paper,
  { rows }: Extract<CertificateAct, { kind: 'certify' }>,
) => {
  const lines = paper.lines()
  const parts: Part[] = []
  for (const { line: pick, location, quantity } of rows) {
    const line = lines[pick % Math.max(1, lines.length)]
    if (!line) continue
    const key = paper.at(line.item, location)
    const all = (line.held.get(key) ?? 0) - onCertificates(paper, line, key)
    parts.push({ line, key, quantity: quantity ?? (all > 0 ? all : q(1)) })
  }
  if (parts.length === 0) return
  const taken = new Map<string, number>()
  const fits = parts.map(({ line, key, quantity }) => {
    const name = `${line.order} ${line.line} ${key}`
    const left =
      (line.held.get(key) ?? 0) - onCertificates(paper, line, key) - (taken.get(name) ?? 0)
    taken.set(name, (taken.get(name) ?? 0) + quantity)
    return quantity <= left && !line.consigned && !line.of.onHold
  })
  const may = fits.every(Boolean)
  const asked = parts.map(({ line, key, quantity }) => ({
    order_number: line.order,
    order_line: line.line,
    location: key.split(' ')[1]!,
    quantity,
  }))
  const input = await certificate(books, asked, { customer: 'C002', ship_to: null })
  mustBe(may, await did('certify', input), 'a certificate')
  if (!may) return
  // What is asked of one place twice stands there once.
  const whole = parts.filter(
    (part, n) => n === parts.findIndex(one => one.line === part.line && one.key === part.key),
  )
  const summed = whole.map(part => ({
    ...part,
    quantity: taken.get(`${part.line.order} ${part.line.line} ${part.key}`)!,
  }))
  paper.certificates.push({ number: nextNumber(paper), parts: summed, state: 'issued' })
}

/** Takes the goods of a certificate out, for good, at what they cost now. */
const leave = (paper: Paper, one: Certificate) => {
  const { parts } = one
  one.asked = parts.reduce(
    (sum, { line, quantity }) => sum + lessDiscount(priceOf(line, quantity), line.of),
    0,
  )
  for (const { line, key, quantity } of parts) {
    paper.put(key, -quantity)
    line.held.set(key, line.held.get(key)! - quantity)
    line.shipped += quantity
    line.moved = true
    line.of.sold = true
    line.closed = line.shipped === line.quantity
  }
}

type Step = Extract<CertificateAct, { kind: (typeof steps)[number] }>

/** What usually comes after a state. */
const usual: Readonly<Record<Certificate['state'], readonly Step['kind'][]>> = {
  issued: ['print', 'print', 'void'],
  printed: ['ship-by', 'lose', 'lose'],
  lost: ['approve', 'approve', 'drop'],
  approved: ['reissue', 'reissue', 'reissue'],
  shipped: ['ship-by', 'print', 'lose'],
  void: ['print', 'reissue', 'ship-by'],
}

/** What each step asks of the certificate, does in the books, and makes of it. */
const ways: Readonly<
  Record<
    Step['kind'],
    {
      readonly may: (one: Certificate, user: string) => boolean
      readonly asks: (number: string) => readonly [ActName, unknown]
      readonly after: (one: Certificate, user: string, paper: Paper) => void
    }
  >
> = {
  print: {
    may: one => one.state === 'issued' && !isHeld(one),
    asks: number => ['print', { number, reason: null }],
    after: one => {
      one.state = 'printed'
    },
  },
  lose: {
    may: one => one.state === 'printed',
    asks: number => ['lose', { number, reason: 'lost' }],
    after: (one, user) => Object.assign(one, { state: 'lost', reporter: user }),
  },
  approve: {
    may: (one, user) => one.state === 'lost' && one.reporter !== user,
    asks: number => ['approve', { number, reason: null, replace: true }],
    after: (one, user) => Object.assign(one, { state: 'approved', approver: user }),
  },
  drop: {
    may: (one, user) => one.state === 'lost' && one.reporter !== user,
    asks: number => ['approve', { number, reason: null, replace: false }],
    after: one => {
      one.state = 'void'
    },
  },
  reissue: {
    may: (one, user) => one.state === 'approved' && one.approver !== user,
    asks: number => ['reissue', { number, reason: null }],
    after: (one, _, paper) => {
      one.state = 'void'
      const { parts } = one
      paper.certificates.push({ number: nextNumber(paper), parts, state: 'issued' })
    },
  },
  void: {
    may: one => one.state === 'issued',
    asks: number => ['void', { number, reason: null }],
    after: one => {
      one.state = 'void'
    },
  },
  'ship-by': {
    may: one => one.state === 'printed' && !isHeld(one),
    asks: number => ['ship-by', byCertificate(number)],
    after: (one, _, paper) => {
      one.state = 'shipped'
      leave(paper, one)
    },
  },
}

/** Does it in the books and on paper, which must agree on whether it may be done. */
export const certificateAct = async (
  doing: Doing,
  paper: Paper,
  act: CertificateAct,
): Promise<Certificate | undefined> => {
  if (act.kind === 'certify') {
    await certify(doing, paper, act)
    return undefined
  }
  const one = paper.certificates[act.certificate % Math.max(1, paper.certificates.length)]
  if (!one) return undefined
  const kind = act.kind === 'go on' ? usual[one.state][act.whim]! : act.kind
  const { may, asks, after } = ways[kind]
  const allowed = may(one, act.user)
  mustBe(allowed, await doing.did(...asks(one.number), act.user), `${kind} of ${one.number}`)
  if (!allowed) return undefined
  after(one, act.user, paper)
  return one
}
