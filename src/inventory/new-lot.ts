import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'

type Lot = { readonly item: string; readonly lot: string }

const ofLot = kept<Lot, { lot: string }>((db, hole) =>
  db
    .selectFrom('stock')
    .select('lot')
    .where('item', '=', hole('item'))
    .where('lot', '=', hole('lot'))
    .limit(eb => eb.lit(1)),
)

const anyLot = kept<{ item: string }, { lot: string }>((db, hole) =>
  db
    .selectFrom('stock')
    .select('lot')
    .where('item', '=', hole('item'))
    .where('lot', '<>', '')
    .limit(eb => eb.lit(1)),
)

/** Whether an item that has lots never had this one; the first lot of all is no slip of the hand. */
export const readIsNewLot = async ({ db }: Books, item: string, lot: string): Promise<boolean> =>
  lot !== '' &&
  (await ofLot(db, { item, lot })).length === 0 &&
  (await anyLot(db, { item })).length > 0

/** What is told of a lot that never was. */
export const newLotNotices = (isNew: boolean, item: string, lot: string): readonly Notice[] =>
  isNew ? [notice(msg.newLot, item, lot)] : []
