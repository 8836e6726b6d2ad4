import { msg } from '../../db/messages.ts'
import { refuse } from '../kernel/decision.ts'
import { type MasterRules, masterData } from '../ledger/master.ts'

const rules: MasterRules<'site', boolean> = {
  read: async (books, row) => {
    const found = await books.db
      .selectFrom('stock')
      .select('item')
      .where('site', '=', row.code)
      .where('on_hand', '>', 0)
      .limit(1)
      .execute()
    return found.length > 0
  },
  check: ({ row, more: holdsStock }) =>
    row.active === 0 && holdsStock ? refuse('active', msg.holdsOpenStock, row.code) : undefined,
}

/** Sites; one can't be put out of use while goods lie there. */
export const sites = masterData('site', rules)

/** The locations of sites. */
export const locations = masterData('location')
