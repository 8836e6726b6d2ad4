import type { Books } from '../src/ledger/books.ts'
import { waitingChangesPage } from '../src/sales/changes-page.ts'
import type { Lookup } from '../src/session/screen.ts'
import { columns } from './kinds.ts'

/** The lists that F2 opens of what waits in the life of orders. */
export const orderLookups = {
  change_request: {
    title: ['待批的变更申请', 'Change Requests That Wait'],
    columns: columns(
      'change_browse',
      'number',
      'order_number',
      'sold_to',
      { name: 'reason', width: 24 },
      'requested_by',
    ),
    page: waitingChangesPage,
  },
} satisfies Readonly<Record<string, Lookup<Books>>>
