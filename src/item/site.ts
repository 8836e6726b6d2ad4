import { msg } from '../../db/messages.ts'
import { refuse } from '../kernel/decision.ts'
import { type MasterRules, removeMaster, saveMaster } from '../ledger/master.ts'

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

/** Saves a site; it can't be put out of use while goods lie there. */
export const saveSite = saveMaster('site', rules)

/** Deletes a site without locations. */
export const removeSite = removeMaster('site')

/** Saves a location of a site. */
export const saveLocation = saveMaster('location')

/** Deletes a location where nothing ever lay. */
export const removeLocation = removeMaster('location')
