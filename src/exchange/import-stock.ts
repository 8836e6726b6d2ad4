import { msg } from '../../db/messages.ts'
import { receiveStock } from '../inventory/receive-stock.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books, Moment } from '../ledger/books.ts'
import { periodTrouble } from '../ledger/periods.ts'
import type { StockMove } from '../ledger/posting.ts'
import type { Judged } from './judged.ts'
import { type Problem, problemAt, refusedAt } from './problem.ts'
import type { ReadRow } from './read-rows.ts'

/**
 * Judges stock as receipts of 3.9, each at the item's usual place unless the file names another. Rows of quantity 0 say
 * that there is none and are passed over.
 */
export const judgeStock = async (
  books: Books,
  rows: readonly ReadRow[],
  moment: Moment,
): Promise<Judged> => {
  const problems: Problem[] = []
  const moves: StockMove[] = []
  const places = await usualPlaces(books)
  for (const row of rows) {
    if (row.values.quantity === 0) continue
    const usual = places.get(String(row.values.item)) ?? {}
    const named = given(row.values)
    const entry: Values = {
      effective_date: moment.today,
      reference: 'import',
      lot: '',
      ...usual,
      ...named,
    }
    if (named.location === undefined && entry.site !== usual.site) {
      problems.push(problemAt(row, 'location', msg.placeUnknown))
      continue
    }
    const draft = { stock_entry: entry }
    const decision = receiveStock.decide(draft, await receiveStock.read(books, draft), moment)
    const no = decision.ok ? await periodTrouble(books.db, decision.value.posting) : decision
    if (no) problems.push(refusedAt(row, no.refusal))
    else if (decision.ok) moves.push(...(decision.value.posting.moves ?? []))
  }
  return { problems, posting: { moves }, records: moves.length }
}

/** Where items usually lie. */
const usualPlaces = async ({ db }: Books): Promise<ReadonlyMap<string, Values>> => {
  const items = await db.selectFrom('item').select(['code', 'site', 'location']).execute()
  return new Map(items.map(({ code, site, location }) => [code, { site, location }]))
}

/** What a row really says: a blank cell leaves what is usual. */
export const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
