import { masterData } from '../ledger/master.ts'

/** Why goods come back, as returns and their shipments name it. */
export const reasonCodes = masterData('reason_code')
