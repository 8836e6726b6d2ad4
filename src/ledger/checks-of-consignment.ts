import { expressionBuilder, type Kysely } from 'kysely'
import type { ConsignmentStep, Database } from '../../db/schema.ts'
import type { Check, Found } from './checks.ts'
import { comparedByLine } from './checks-by-line.ts'
import { unequal } from './unequal.ts'
import { wasUsed } from './went-out.ts'

type Db = Kysely<Database>

const kept = [
  ...(['order_number', 'line', 'customer', 'item'] as const),
  ...(['site', 'location', 'lot'] as const),
]
const holding = ['customer', 'item'] as const

/** Steps that bring goods to customers or take them away; goods that are moved on stay with them. */
const comesAndGoes: readonly ConsignmentStep[] = ['received', 'used', 'undone', 'given back']
/** All that change what lies at a place. */
const touches: readonly ConsignmentStep[] = [...comesAndGoes, 'moved']

/** What lies with customers against the moves of some steps. */
const compared = (
  db: Db,
  columns: readonly (typeof kept)[number][],
  steps: readonly ConsignmentStep[],
) =>
  unequal(db, {
    columns,
    expected: db
      .selectFrom('stock_move')
      .where('consignment', 'in', steps)
      .select([...kept, 'quantity']),
    found: db.selectFrom('consignment').select([...kept, 'quantity']),
  })

/** Each undoing with its usage or shipment: of the same goods and place, and together no more than it. */
const wronglyUndone = async (db: Db): Promise<readonly Found[]> => {
  const eb = expressionBuilder<
    Database & { undo: Database['stock_move']; used: Database['stock_move'] },
    'undo' | 'used'
  >()
  const differs = (['order_number', 'line', ...holding, 'site', 'location', 'lot'] as const).map(
    column => eb(`undo.${column}`, '<>', eb.ref(`used.${column}`)),
  )
  const isOtherKind = eb(
    eb.fn.coalesce('undo.consignment', eb.val('shipped')),
    '<>',
    eb
      .case('used.consignment')
      .when('used')
      .then(eb.val('undone'))
      .else(eb.val('shipped'))
      .end() as never,
  )
  const rows = await db
    .selectFrom('stock_move as undo')
    .leftJoin('stock_move as used', 'used.number', 'undo.undoes')
    .where(one =>
      one.or([one('undo.consignment', '=', 'undone'), one('undo.undoes', 'is not', null)]),
    )
    .select('undo.undoes')
    .select(one => [
      one.neg(one.fn.min<number>('used.quantity')).as('expected'),
      one.fn.sum<number>('undo.quantity').as('found'),
    ])
    .groupBy('undo.undoes')
    .having(one =>
      one.or([
        one(one.fn.sum('undo.quantity'), '>', one.neg(one.fn.min('used.quantity'))),
        one(one.fn.min('used.number'), 'is', null),
        one(one.fn.max(eb('used.type', '<>', 'ISS-SO') as never), '=', 1 as never),
        // A usage has an undoing of its kind, and so has a shipment.
        one(one.fn.max(isOtherKind as never), '=', 1 as never),
        one(one.fn.max(eb.or(differs) as never), '=', 1 as never),
      ]),
    )
    .execute()
  return rows.map(({ undoes, expected, found }) => ({
    key: `stock_move ${undoes}`,
    expected: `<= ${expected}`,
    found: String(found),
  }))
}

/** Goods that lie with customers and are ours. */
export const consignmentChecks: readonly Check[] = [
  {
    name: 'what lies with a customer came there, less what was used and given back',
    run: db => compared(db, holding, comesAndGoes),
  },
  {
    name: 'what lies with customers is what its moves say',
    run: db => compared(db, kept, touches),
  },
  {
    name: 'a line was used what its moves say',
    run: db =>
      comparedByLine(
        db,
        'quantity_used',
        db
          .selectFrom('stock_move')
          .where(wasUsed)
          .where('line', 'is not', null)
          .select(['order_number', 'line'])
          .select(eb => eb.neg('quantity').as('quantity')),
      ),
  },
  { name: 'no more of a usage or shipment is undone than it was', run: wronglyUndone },
]
