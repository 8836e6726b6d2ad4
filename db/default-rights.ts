import type { MenuSecurityTable, Role } from './schema.ts'

const all = 'clerk manager dispatcher warehouse finance admin'

/** Who may use what in a new company (R35); the longest number that fits decides, and what has none is denied. */
const rights: readonly (readonly [menu: string, roles: string])[] = [
  ['1', 'manager admin'],
  ['1.1.14', all],
  ['1.1.19', all],
  ['1.6', all],
  ['1.10.1.2', 'clerk manager finance admin'],
  ['1.16', 'clerk manager'],
  ['1.17', all],
  ['2', 'manager finance admin'],
  ['2.1.1', 'clerk manager finance'],
  ['2.1.2', all],
  ['2.1.13', 'clerk manager'],
  ['2.1.14', all],
  ['2.5.2', all],
  ['2.19.2', all],
  ['3', 'warehouse manager'],
  ['3.2', all],
  ['3.4.1', 'warehouse dispatcher manager'],
  ['3.17', all],
  ['3.21.1', all],
  ['7', 'manager'],
  ['7.1.1', 'clerk manager'],
  ['7.1.2', all],
  ['7.1.3', 'clerk manager dispatcher finance'],
  ['7.1.4', 'clerk manager'],
  ['7.1.5', 'manager'],
  ['7.1.6', 'dispatcher manager'],
  ['7.1.7', 'dispatcher manager'],
  ['7.1.9', 'clerk manager'],
  ['7.1.10', all],
  ['7.1.13', 'finance'],
  ['7.1.14', 'clerk manager finance'],
  ['7.1.16', 'finance'],
  ['7.1.17', 'finance'],
  ['7.1.18', all],
  ['7.1.20', all],
  ['7.1.24', 'manager admin'],
  ['7.9.13', 'dispatcher warehouse manager'],
  ['7.9.11.1', 'clerk manager'],
  ['7.9.11.2', all],
  ['7.9.11.3', all],
  ['7.9.11.4', 'clerk manager'],
  ['7.9.11.5', 'clerk manager warehouse'],
  ['7.9.11.6', 'manager'],
  ['7.9.11.7', 'clerk manager'],
  ['7.9.11.13', 'clerk manager warehouse finance'],
  ['7.9.11.24', 'manager admin'],
  ['7.9.15', 'warehouse'],
  ['7.9.16.1', 'clerk manager'],
  ['7.9.16.2', all],
  ['7.9.16.3', 'manager'],
  ['7.9.16.4', 'clerk manager'],
  ['7.9.16.5', 'clerk manager'],
  ['7.9.16.6', all],
  ['7.9.16.7', 'manager'],
  ['7.9.16.24', 'manager admin'],
  ['36', 'admin'],
  ['36.3.3', all],
]

/** The same as rows. */
export const defaultRights: readonly MenuSecurityTable[] = rights.map(([menu, roles]) => {
  const has = new Set(roles.split(' '))
  const flag = (role: Role) => (has.has(role) ? 1 : 0)
  return {
    menu,
    clerk: flag('clerk'),
    manager: flag('manager'),
    dispatcher: flag('dispatcher'),
    warehouse: flag('warehouse'),
    finance: flag('finance'),
    admin: flag('admin'),
  }
})
