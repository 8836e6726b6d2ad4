import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { AskedRange, Plan } from './shipments-plan.ts'

type Builder = ExpressionBuilder<Database, 'stock_move'>
type Condition = Expression<SqlBool>
/** Names a parameter's place. */
export type AnyHole = (name: string) => string | number

/** Spelt as a constant, which the partial indexes of shipments are recognised by. */
export const isShipment = (eb: Builder): Condition =>
  eb('stock_move.type', '=', sql.lit('ISS-SO' as const))

/**
 * `column < hole` and the like, in a form that no index is chosen for: the condition then only
 * sorts out rows of the index that was chosen, and costs nothing more. (`not (a < b)` is the same
 * as `a >= b`, where nothing is null.)
 */
const aside = (
  eb: Builder,
  column: AskedRange['column'],
  opposite: '<' | '>' | '<>',
  value: string | number,
): Condition => eb.not(eb(`stock_move.${column}`, opposite, value as never))

/** A range's condition; `led` when the index is entered by it. */
export const boundConditions = (
  eb: Builder,
  { column, kind }: AskedRange,
  { led, hole }: { readonly led: boolean; readonly hole: AnyHole },
): Condition[] => {
  const from = () => hole(`${column}_from`)
  const to = () => hole(`${column}_to`)
  if (kind === 'is') {
    return [
      led ? eb(`stock_move.${column}`, '=', from() as never) : aside(eb, column, '<>', from()),
    ]
  }
  const found: Condition[] = []
  if (kind !== 'to') {
    found.push(
      led ? eb(`stock_move.${column}`, '>=', from() as never) : aside(eb, column, '<', from()),
    )
  }
  if (kind !== 'from') {
    found.push(led ? eb(`stock_move.${column}`, '<=', to() as never) : aside(eb, column, '>', to()))
  }
  return found
}

/** Only rows on one side of a row, by the list's order. */
export const sideCondition = (
  eb: Builder,
  plan: Plan,
  { side, hole, name }: { side: 'after' | 'before'; hole: AnyHole; name: 'beyond' | 'edge' },
): Condition => {
  const here = eb.refTuple('stock_move.effective_date', 'stock_move.number')
  const there = eb.tuple(hole(`${name}_date`) as string, hole(`${name}_number`) as number)
  const after = side === 'after'
  return plan.how === 'walk'
    ? eb(here, after ? '>' : '<', there)
    : eb.not(eb(here, after ? '<=' : '>=', there))
}

const searched = ['order_number', 'item', 'customer'] as const

/** Order, item or customer begins with the words. */
export const searchCondition = (eb: Builder, hole: AnyHole): Condition =>
  eb.not(
    eb.and(
      searched.map(column =>
        eb.or([
          eb(`stock_move.${column}`, '<', hole('words') as string),
          eb(`stock_move.${column}`, '>', hole('words_end') as string),
        ]),
      ),
    ),
  )
