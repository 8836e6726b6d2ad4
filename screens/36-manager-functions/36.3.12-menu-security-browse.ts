import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '36.3.12',
  program: 'mgpwbr',
  title: ['菜单安全浏览', 'Menu Security Browse'],
  record: 'menu_security',
  ranges: ['menu'],
  columns: ['menu', 'clerk', 'manager', 'dispatcher', 'warehouse', 'finance', 'admin'],
  page: tablePage('menu_security', { words: ['menu'] }),
})
