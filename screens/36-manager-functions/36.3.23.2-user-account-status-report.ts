import { signInsPage } from '../../src/security/sign-ins-page.ts'
import { inquiry } from '../kinds.ts'

/** How signing in went of late under each name, whether there is such a user or not. */
export default inquiry({
  code: '36.3.23.2',
  program: 'mguactrp',
  title: ['用户账号状态报表', 'User Account Status Report'],
  record: 'sign_in',
  ranges: ['name'],
  columns: ['name', 'last_sign_in_at', 'failures', 'last_failure_at', 'locked_until'],
  page: signInsPage,
})
