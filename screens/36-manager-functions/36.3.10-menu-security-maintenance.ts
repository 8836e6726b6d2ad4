import { menuSecurity } from '../../src/security/menu-security.ts'
import { master } from '../table-kinds.ts'

/** Who may use a function, or all functions of a menu: the longest number that fits decides, and what has none is denied. */
export default master({
  code: '36.3.10',
  program: 'mgpwmt',
  title: ['菜单安全维护', 'Menu Security Maintenance'],
  of: menuSecurity,
  key: [['menu']],
  rows: [
    ['clerk', 'manager'],
    ['dispatcher', 'warehouse'],
    ['finance', 'admin'],
  ],
})
