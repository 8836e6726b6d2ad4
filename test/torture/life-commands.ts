import fc from 'fast-check'
import { anyCertificateAct, type Doing } from '../properties/certificates-count.ts'
import { anyChangeAct, changeAct } from '../properties/changes-count.ts'
import { anyConsignmentAct } from '../properties/consignment-count.ts'
import { anyHoldAct, holdAct } from '../properties/holds-count.ts'
import { anyOrderAct, orderAct } from '../properties/lives-count.ts'
import { q } from '../support/company.ts'
import {
  allocate,
  automatic,
  enter,
  moveGoods,
  type Step,
  ship,
  withCertificate,
  withConsigned,
} from './life-acts.ts'
import { compare, look } from './life-compare.ts'
import { items, locations, type Paper } from './life-model.ts'
import { anyNoteAct, withNote } from './life-notes.ts'

type Command = fc.Arbitrary<fc.AsyncCommand<Paper, Doing>>

const command = (name: string, told: unknown, step: Step): fc.AsyncCommand<Paper, Doing> => ({
  check: () => true,
  run: async (paper, real) => {
    await step(paper, real)
    await compare(paper, real.books)
  },
  toString: () => `${name} ${JSON.stringify(told)}`,
})

const certificates = anyCertificateAct(
  fc.constantFrom(...locations),
  fc.integer({ min: 1, max: 40 }).map(q),
)

const item = fc.constantFrom(...items)
const location = fc.constantFrom(...locations)
const pieces = fc.integer({ min: 1, max: 40 })
const signed = fc.oneof(
  { weight: 4, arbitrary: pieces },
  pieces.map(one => -one),
)
const whim = fc.nat({ max: 7 })

/** Something is done to an order as a whole; a change is asked for or judged; it is held, signed or copied. */
const decision: Command = fc.oneof(
  anyOrderAct.map(told => command('order', told, (paper, real) => orderAct(paper, real, told))),
  anyChangeAct(signed.map(q)).map(told =>
    command('change', told, (paper, real) => changeAct(paper, real, told)),
  ),
  anyHoldAct.map(told => command('hold', told, (paper, real) => holdAct(paper, real, told))),
)

/** An order is entered, and its goods are kept and shipped. */
const trade: Command[] = [
  fc
    .tuple(
      fc.array(fc.tuple(item, signed.map(q)), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.record({
        ...{ consigned: fc.boolean(), user: fc.constantFrom('anna', 'ben') },
        ...{ due: fc.constantFrom(1, 1, 1, 7, 8, 20), ahead: fc.constantFrom(7, 7, 7, 7, 30, 0) },
      }),
    )
    .map(told => command('enter', told, enter(...told))),
  fc
    .tuple(whim, location, fc.oneof(pieces.map(q), fc.constant(0)))
    .map(told => command('allocate', told, allocate(...told))),
  fc.constant(command('automatic', [], automatic)),
  fc
    .record({
      whim,
      location,
      pieces: fc.oneof(signed, fc.constant(null)),
      closing: fc.constantFrom(true, false, false, false),
    })
    .map(told => command('ship', told, ship(told))),
]

/** Somebody looks at what waits, and asks for everything. */
const asking: Command = fc.constant({
  check: () => true,
  run: (paper, { books }) => look(paper, books),
  toString: () => 'look',
})

/** So many times as likely. */
const often = (times: number, one: Command) => Array<Command>(times).fill(one)

/** Mostly what somebody decides about orders. */
export const decisions: Command[] = [...trade, ...often(8, decision), asking]

/** Everything that may happen to an order, a shelf, a paper, or goods that lie with a customer. */
export const commands: Command[] = [
  ...trade,
  ...often(5, decision),
  asking,
  fc
    .tuple(fc.constantFrom('receive', 'issue', 'transfer'), item, location, pieces)
    .map(told => command('move', told, moveGoods(...told))),
  // Several steps lead to goods that are fetched, and to a note that is signed.
  ...often(
    6,
    certificates.map(told => command('certificate', told, withCertificate(told))),
  ),
  ...often(
    3,
    anyNoteAct.map(told => command('note', told, withNote(told))),
  ),
  ...often(
    3,
    anyConsignmentAct(pieces.map(q)).map(told => command('consigned', told, withConsigned(told))),
  ),
]
