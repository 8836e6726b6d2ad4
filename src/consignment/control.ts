import { msg } from '../../db/messages.ts'
import { refuse } from '../kernel/decision.ts'
import { type MasterRules, settingsData } from '../ledger/master.ts'

const rules: MasterRules<'consignment_control', null> = {
  read: async () => null,
  check: ({ row: { consigned_site: site, consigned_location: location } }) => {
    if (site !== null && location === null) return refuse('consigned_location', msg.valueRequired)
    return site === null && location !== null ? refuse('consigned_site', msg.siteFirst) : undefined
  },
}

/** Where consigned goods lie. */
export const consignmentControl = settingsData('consignment_control', rules)
