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

/** Moves by which consigned goods were used, or their use was taken back. */
export const wasUsed = (builder: unknown): Expression<SqlBool> =>
  (builder as ExpressionBuilder<Database, 'stock_move'>)('consignment', 'in', ['used', 'undone'])
