import { securityControl } from '../../src/security/control.ts'
import { settings } from '../table-kinds.ts'

/** When a screen is locked, how often a password may be wrong, how long one must be. */
export default settings({
  code: '36.3.24',
  program: 'mgurpmmt',
  title: ['安全控制文件', 'Security Control'],
  of: securityControl,
  rows: [['lock_minutes'], ['sign_out_minutes'], ['maximum_failures'], ['minimum_length']],
})
