import fc from 'fast-check'
import { expect } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
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
import { q } from '../support/company.ts'
import type { Line, Model } from './second-count.ts'

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

/** Certificates issued for a line or two, and anything that may be tried with one of them. */
export const anyCertificateAct = (
  location: fc.Arbitrary<string>,
  some: fc.Arbitrary<number>,
): fc.Arbitrary<CertificateAct> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('certify' as const),
      rows: fc.array(
        fc.record({
          line: fc.nat({ max: 5 }),
          location,
          quantity: fc.oneof(some, fc.constant(null)),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    fc.record({
      kind: fc.constantFrom(...steps),
      certificate: fc.nat({ max: 20 }),
      user: fc.constantFrom(...users),
    }),
    fc.record({
      kind: fc.constant('go on' as const),
      certificate: fc.nat({ max: 20 }),
      user: fc.constantFrom(...users),
      whim: fc.nat({ max: 2 }),
    }),
  )

/** Whether goods are kept for it. */
const isLive = ({ state }: Certificate) => state !== 'shipped' && state !== 'void'

/** What of a line stands on certificates, at a place or anywhere. */
export const onCertificates = (model: Model, line: Line, key?: string): number =>
  model.certificates
    .filter(isLive)
    .flatMap(({ parts }) => parts)
    .filter(part => part.line === line && (key === undefined || part.key === key))
    .reduce((total, { quantity }) => total + quantity, 0)

const certify = async (
  books: Books,
  model: Model,
  { rows }: Extract<CertificateAct, { kind: 'certify' }>,
) => {
  const parts: Part[] = []
  for (const { line: pick, location, quantity } of rows) {
    const line = model.lines[pick % Math.max(1, model.lines.length)]
    if (!line) continue
    const key = model.at(line.item, location)
    const all = (line.held.get(key) ?? 0) - onCertificates(model, line, key)
    parts.push({ line, key, quantity: quantity ?? (all > 0 ? all : q(1)) })
  }
  if (parts.length === 0) return
  const taken = new Map<string, number>()
  const fits = parts.map(({ line, key, quantity }) => {
    const name = `${line.order} ${line.line} ${key}`
    const left =
      (line.held.get(key) ?? 0) - onCertificates(model, line, key) - (taken.get(name) ?? 0)
    taken.set(name, (taken.get(name) ?? 0) + quantity)
    return quantity <= left && !line.consigned
  })
  const may = fits.every(Boolean)
  const asked = parts.map(({ line, key, quantity }) => ({
    order_number: line.order,
    order_line: line.line,
    location: key.split(' ')[1]!,
    quantity,
  }))
  const said = await issueSays(books, asked, { customer: 'C002', ship_to: null })
  expect(said === 'accepted', said).toBe(may)
  if (may) model.certificates.push({ number: model.nextNumber(), parts, state: 'issued' })
}

/** Takes the goods of a certificate out, for good. */
const leave = (model: Model, { parts }: Certificate) => {
  for (const { line, key, quantity } of parts) {
    model.put(key, -quantity)
    line.held.set(key, line.held.get(key)! - quantity)
    line.shipped += quantity
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
      readonly does: (books: Books, number: string) => Promise<string>
      readonly after: (one: Certificate, user: string, model: Model) => void
    }
  >
> = {
  print: {
    may: one => one.state === 'issued',
    does: print,
    after: one => {
      one.state = 'printed'
    },
  },
  lose: {
    may: one => one.state === 'printed',
    does: lose,
    after: (one, user) => Object.assign(one, { state: 'lost', reporter: user }),
  },
  approve: {
    may: (one, user) => one.state === 'lost' && one.reporter !== user,
    does: approve,
    after: (one, user) => Object.assign(one, { state: 'approved', approver: user }),
  },
  drop: {
    may: (one, user) => one.state === 'lost' && one.reporter !== user,
    does: (books, number) => approve(books, number, false),
    after: one => {
      one.state = 'void'
    },
  },
  reissue: {
    may: (one, user) => one.state === 'approved' && one.approver !== user,
    does: reissue,
    after: (one, _, model) => {
      one.state = 'void'
      const { parts } = one
      model.certificates.push({ number: model.nextNumber(), parts, state: 'issued' })
    },
  },
  void: {
    may: one => one.state === 'issued',
    does: voids,
    after: one => {
      one.state = 'void'
    },
  },
  'ship-by': {
    may: one => one.state === 'printed',
    does: shipBy,
    after: (one, _, model) => {
      one.state = 'shipped'
      leave(model, one)
    },
  },
}

/** Does it in the books and in the second count, which must agree on whether it may be done. */
export const certificateAct = async (books: Books, model: Model, act: CertificateAct) => {
  if (act.kind === 'certify') return certify(books, model, act)
  const one = model.certificates[act.certificate % Math.max(1, model.certificates.length)]
  if (!one) return
  const kind = act.kind === 'go on' ? usual[one.state][act.whim]! : act.kind
  const { may, does, after } = ways[kind]
  const allowed = may(one, act.user)
  const said = await does(as(books, act.user), one.number)
  expect(said === 'accepted', `${kind} ${said}`).toBe(allowed)
  if (allowed) after(one, act.user, model)
}
