import { setControl } from '../certificate/certificate-support.ts'
import { prepare } from '../consignment/consignment-support.ts'
import type { Doing } from '../properties/certificates-count.ts'
import { changeAct } from '../properties/changes-count.ts'
import { orderAct } from '../properties/lives-count.ts'
import { setCustomer, setRules } from '../sales/life-support.ts'
import { companyWith, q } from '../support/company.ts'
import { automatic, enter, ship } from './life-acts.ts'
import { type Asked, onPaper, type Paper } from './life-model.ts'

/** What companies ask of their orders: nothing; an audit and an approval of each; or only of large ones. */
const rulesBy = {
  nothing: {
    audit_required: 0,
    change_approval: 0,
    second_check_amount: null,
    credit_limit: null,
  },
  all: {
    audit_required: 1,
    change_approval: 1,
    second_check_amount: 260_000,
    credit_limit: null,
  },
  large: {
    audit_required: 0,
    change_approval: 0,
    second_check_amount: 260_000,
    credit_limit: 1_800_000,
  },
} as const satisfies Record<string, Asked>

/** Who pays all of a life's orders. */
const payer = 'C001'

export type Asking = keyof typeof rulesBy

/** Books in which everything can be done, as a company asks it, and the paper beside them. */
export const beginLife = async (asking: Asking) => {
  const { credit_limit, ...rules } = rulesBy[asking]
  const books = await companyWith(`living, asking ${asking}`, async begun => {
    await setControl(begun)
    await prepare(begun)
    await setRules(begun, { ...rules, audit_hours: 4, ship_days: 3 })
    await setCustomer(begun, payer, { credit_limit })
  })
  return { books, paper: onPaper(rulesBy[asking]) }
}

/** What stands when a life begins. */
export type Kept = 'nothing' | 'goods' | 'a change' | 'consigned'

/** Two orders whose goods are kept for them, or lie with the customer: with that, there is something to fight for. */
export const keepGoods = async (paper: Paper, real: Doing, kept: Kept) => {
  if (kept === 'nothing') return
  const lines = [
    ['10-10000', q(30)],
    ['10-20000', q(20)],
  ] as const
  for (const [order, consigned] of [kept === 'consigned', false].entries()) {
    await enter(lines, true, { consigned, user: 'anna' })(paper, real)
    for (const kind of ['audit', 'confirm'] as const) {
      if (paper.orders[order]!.lines[0]!.confirmed) continue
      await orderAct(paper, real, { kind, order, user: 'ben', only: 0 })
    }
  }
  await automatic(paper, real)
  if (kept === 'a change') {
    await changeAct(paper, real, {
      ...{ kind: 'change', line: 3, user: 'anna' },
      ...{ quantity: q(25), price: null, discount: null },
    })
  }
  if (kept !== 'consigned') return
  for (const whim of [0, 1]) {
    await ship({ whim, location: '200', pieces: 15, closing: false })(paper, real)
  }
}
