import { approveLost } from '../../src/certificate/approve.ts'
import { issueCertificate } from '../../src/certificate/issue.ts'
import { loseCertificate } from '../../src/certificate/lose.ts'
import { printCertificate } from '../../src/certificate/print.ts'
import { reissueCertificate } from '../../src/certificate/reissue.ts'
import { shipCertificate } from '../../src/certificate/ship.ts'
import { voidCertificate } from '../../src/certificate/void.ts'
import { transferConsignment } from '../../src/consignment/transfer.ts'
import { undoUsage } from '../../src/consignment/undo-usage.ts'
import { useConsignment } from '../../src/consignment/use.ts'
import { holdAutomatically, releaseAutomatically } from '../../src/credit/automatic.ts'
import { judgeOrder } from '../../src/credit/judge-order.ts'
import { customers } from '../../src/customer/customer.ts'
import { issueStock } from '../../src/inventory/issue-stock.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { transferStock } from '../../src/inventory/transfer-stock.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import { allocateOrder } from '../../src/sales/allocate.ts'
import { allocateAutomatically } from '../../src/sales/allocate-automatically.ts'
import { auditOrder } from '../../src/sales/audit-order.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { changeLife } from '../../src/sales/change-life.ts'
import { confirmOrder } from '../../src/sales/confirm-order.ts'
import { judgeChange, withdrawChange } from '../../src/sales/judge-change.ts'
import { makeNote } from '../../src/sales/make-note.ts'
import { printNotes } from '../../src/sales/note-paper.ts'
import { receiveNote } from '../../src/sales/receive-note.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { signNote } from '../../src/sales/sign-note.ts'
import { signOrder } from '../../src/sales/sign-order.ts'
import { voidNote } from '../../src/sales/void-note.ts'
import type { Chance } from './chance.ts'

/** What clerks do, by the verb that does it. */
const verbs = {
  order: saveOrder,
  change: saveOrder,
  audit: auditOrder,
  confirm: confirmOrder,
  cancel: cancelOrder,
  'approve-change': judgeChange,
  'refuse-change': judgeChange,
  'withdraw-change': withdrawChange,
  release: changeLife.release,
  close: changeLife.close,
  stop: changeLife.stop,
  resume: changeLife.resume,
  'call-off': changeLife.cancel,
  archive: changeLife.archive,
  sign: signOrder,
  limit: customers.save,
  'judge-credit': judgeOrder,
  'hold-all': holdAutomatically,
  'free-all': releaseAutomatically,
  allocate: allocateOrder,
  automatic: allocateAutomatically,
  ship: shipOrder,
  return: saveOrder,
  receive: receiveStock,
  issue: issueStock,
  transfer: transferStock,
  use: useConsignment,
  undo: undoUsage,
  'give-back': transferConsignment,
  'move-on': transferConsignment,
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
  'void-note': voidNote,
}

export type ActName = keyof typeof verbs

/** All of them by name. */
export const actNames = Object.keys(verbs) as readonly ActName[]

/** The verb of an act, for whatever input it wants. */
export const verbOf = (name: ActName) => verbs[name] as unknown as Verb<unknown, unknown, unknown>

/** All that a clerk means to do, so that it can be done again by another. */
export interface Intended {
  readonly id: string
  readonly act: ActName
  readonly input: unknown
}

/** An act and what it wants; none where nothing waits for anybody. */
export type Turn = readonly [ActName, unknown] | undefined

/** What somebody would do next of one kind, looking at the books as they stand. */
export type Intent = (books: Books, chance: Chance, id: string) => Promise<Turn>
