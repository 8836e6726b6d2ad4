import type { Role, UserTable } from '../schema.ts'

const user = (code: string, name: string, ...roles: readonly Role[]): UserTable => {
  const flag = (role: Role) => (roles.includes(role) ? 1 : 0)
  return {
    code,
    name,
    language: null,
    active: 1,
    clerk: flag('clerk'),
    manager: flag('manager'),
    dispatcher: flag('dispatcher'),
    warehouse: flag('warehouse'),
    finance: flag('finance'),
    admin: flag('admin'),
  }
}

/** Who works in the demo company: one who does everything, and one for each role. */
export const users: readonly UserTable[] = [
  user('demo', '演示用户', 'clerk', 'manager', 'dispatcher', 'warehouse', 'finance', 'admin'),
  user('chen', '陈晓雯 (销售文员)', 'clerk'),
  user('wang', '王建国 (销售经理)', 'manager'),
  user('liu', '刘备军 (发货调度)', 'dispatcher'),
  user('zhao', '赵铁柱 (仓库发货员)', 'warehouse'),
  user('sun', '孙美玲 (财务)', 'finance'),
  user('admin', '系统管理员', 'admin'),
]
