import { certifying } from '../certificate/certificate-support.ts'
import { prepare } from '../consignment/consignment-support.ts'
import type { Doing } from '../properties/certificates-count.ts'
import { lifeAct } from '../properties/lives-count.ts'
import { setRules } from '../sales/life-support.ts'
import { q } from '../support/company.ts'
import { automatic, enter, ship } from './life-acts.ts'
import type { Paper, Rules } from './life-model.ts'

/** What companies ask of their orders: nothing; an audit and an approval of each; or only of large ones. */
export const rulesOfCompanies: readonly Rules[] = [
  { audit_required: 0, change_approval: 0, second_check_amount: null },
  { audit_required: 1, change_approval: 1, second_check_amount: 260_000 },
  { audit_required: 0, change_approval: 0, second_check_amount: 260_000 },
]

/** Books in which everything can be done, and is as a company asks it. */
export const livingBooks = async (rules: Rules) => {
  const books = await certifying()
  await prepare(books)
  await setRules(books, { ...rules })
  return books
}

/** Two orders whose goods are kept for them, or lie with the customer: with that, there is something to fight for. */
export const keepGoods = async (paper: Paper, real: Doing, consigned: boolean) => {
  const lines = [
    ['10-10000', q(30)],
    ['10-20000', q(20)],
  ] as const
  for (const [order, lie] of [consigned, false].entries()) {
    await enter(lines, true, { consigned: lie, user: 'anna' })(paper, real)
    for (const kind of ['audit', 'confirm'] as const) {
      if (paper.orders[order]!.lines[0]!.confirmed) continue
      await lifeAct(paper, real, { kind, order, user: 'ben', only: 0 })
    }
  }
  await automatic(paper, real)
  if (!consigned) return
  for (const whim of [0, 1]) {
    await ship({ whim, location: '200', pieces: 15, closing: false })(paper, real)
  }
}
