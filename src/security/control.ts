import { settingsData } from '../ledger/master.ts'

/** How doors are kept: when a screen is locked, how often a password may be wrong, how long one must be. */
export const securityControl = settingsData('security_control')
