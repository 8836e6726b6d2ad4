import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database } from '../../db/schema.ts'

/**
 * Moves by which goods left for a customer, sold or to lie there on consignment; what is used there left before. Returns
 * are among them, the other way round.
 */
export const wentOut = (builder: unknown): Expression<SqlBool> => {
  const eb = builder as ExpressionBuilder<Database, 'stock_move'>
  return eb.or([
    eb('consignment', '=', 'sent'),
    eb.and([eb('type', '=', 'ISS-SO'), eb('consignment', 'is', null)]),
  ])
}

/** What of the move that a query calls `move` was taken back since, by moves that name it. */
export const takenBackOf = (builder: unknown) => {
  const eb = builder as ExpressionBuilder<
    { move: Database['stock_move'] } & Pick<Database, 'stock_move'>,
    'move'
  >
  return eb
    .selectFrom('stock_move as undo')
    .select(undo =>
      undo.fn.coalesce(undo.fn.sum<number>('undo.quantity'), undo.lit(0)).as('taken_back'),
    )
    .whereRef('undo.undoes', '=', 'move.number')
}

/** Moves by which consigned goods were used, or their use was taken back. */
export const wasUsed = (builder: unknown): Expression<SqlBool> =>
  (builder as ExpressionBuilder<Database, 'stock_move'>)('consignment', 'in', ['used', 'undone'])
