import { saveWithPassword } from '../../src/security/save-with-password.ts'
import { users } from '../../src/security/users.ts'
import { master } from '../table-kinds.ts'

/** Who may sign in, and what they are here. A new user gets a first password that the screen tells once. */
export default master({
  code: '36.3.1',
  program: 'mgurmt',
  title: ['用户维护', 'User Maintenance'],
  of: users,
  key: [['code']],
  rows: [
    ['name'],
    ['language', 'active'],
    ['clerk', 'manager'],
    ['dispatcher', 'warehouse'],
    ['finance', 'admin'],
    ['new_password', 'unlock'],
  ],
  save: saveWithPassword,
})
