import type { MenuSecurityTable, Role, SecurityControlTable, SignInTable, UserTable } from '../schema.ts'
import { address } from './addresses.ts'
import { choice, count, type Field, flag, instant, type Text, text } from './field.ts'

const role = (label: Text, head: Text, help: Text): Field => ({ label, head, format: flag, help })

/** What people do here. */
const roles = {
  clerk: role(['销售文员', 'Order Clerk'], ['文员', 'Clerk'], ['录入订单, 跟单, 打印单据。', 'Enters orders, follows them up and prints papers.']),
  manager: role(['销售经理', 'Sales Manager'], ['经理', 'Mgr'], ['审核订单, 批准更改。', 'Audits orders and approves changes.']),
  dispatcher: role(['发货调度', 'Dispatcher'], ['调度', 'Disp'], ['选仓库, 备料。', 'Picks the warehouse and allocates.']),
  warehouse: role(['仓库发货员', 'Warehouse'], ['仓库', 'Whse'], ['按提货证明单发货。', 'Ships what a certificate says.']),
  finance: role(['财务', 'Finance'], ['财务', 'Fin'], ['结算、开票、收款、资信。', 'Settles, invoices, receives payments, keeps credit.']),
  admin: role(['系统管理员', 'Administrator'], ['管理', 'Admin'], ['维护用户和权限。', 'Keeps users and what they may do.']),
} as const satisfies Record<Role, Field>

const userCode = {
  label: ['用户', 'User ID'],
  head: ['用户', 'User'],
  format: text(16),
  help: ['登录名, 小写字母开头, 如 chen。', 'The name to sign in with, in small letters, as in chen.'],
  required: true,
  qad: 'usr_userid',
} as const satisfies Field

const secret = (label: Text, help: Text): Field => ({
  label,
  format: { kind: 'secret', width: 40 },
  help,
  required: true,
})

/** Who may sign in. */
export const user = {
  code: { ...userCode, lookup: 'user' },
  name: { ...address.name, help: ['用户的姓名。', 'The first and last name of the user.'], qad: 'usr_name' },
  language: {
    label: ['语言', 'Language'],
    format: choice({ zh: ['中文', 'Chinese'], en: ['英文', 'English'] }),
    help: ['屏幕的语言; 空白则随终端。', 'The language of the screens; blank follows the terminal.'],
    qad: 'usr_lang',
  },
  active: {
    label: ['启用', 'Active User'],
    format: flag,
    help: ['否: 这个用户不能再登录。', 'No: this user may not sign in any more.'],
    qad: 'usr_active',
  },
  ...roles,
  new_password: {
    label: ['重置密码', 'Reset Password'],
    format: flag,
    help: ['是: 保存时给出一个新的初始密码, 用户首次登录时须更改。', 'Yes: saving gives a new first password, which the user changes at the next sign-in.'],
  },
  unlock: {
    label: ['解锁', 'Unlock'],
    format: flag,
    help: ['是: 因多次输错密码而锁住的用户可以马上再登录。', 'Yes: a user locked out by wrong passwords may sign in again at once.'],
  },
} as const satisfies Record<keyof UserTable | 'new_password' | 'unlock', Field>

/** Who may use a function. */
export const menuSecurity = {
  menu: {
    label: ['菜单编号', 'Menu Number'],
    head: ['菜单', 'Menu'],
    format: text(14),
    help: ['功能或菜单的编号, 如 7.1.1 或 7; 最长的编号优先, F2 选择。', 'The number of a function or a menu, as in 7.1.1 or 7; the longest one decides. F2 lists them.'],
    lookup: 'menu',
    required: true,
    qad: 'mnt_nbr',
  },
  ...roles,
} as const satisfies Record<keyof MenuSecurityTable, Field>

/** A row of the list of all functions. */
export const menuFunction = {
  menu: menuSecurity.menu,
  title: {
    label: ['功能', 'Function'],
    format: text(36),
    help: ['菜单上的名称。', 'What the menu calls it.'],
    qad: 'mnt_label',
  },
  program: {
    label: ['程序', 'Program'],
    format: text(8),
    help: ['QAD 的程序名。', 'The program as QAD calls it.'],
    qad: 'mnt_exec',
  },
} as const satisfies Record<string, Field>

/** How doors are kept. */
export const securityControl = {
  id: {
    label: ['控制文件号', 'Control No.'],
    format: count(1),
    help: ['总是 1: 只有一份设置。', 'Always 1: there is one set of settings.'],
  },
  lock_minutes: {
    label: ['锁屏分钟', 'Lock Minutes'],
    format: count(3),
    help: ['多少分钟没有按键后锁屏, 录入的内容保留。', 'After so many minutes without a key the screen is locked; what was typed is kept.'],
    qad: 'usrc_timeout',
  },
  sign_out_minutes: {
    label: ['退出分钟', 'Sign-out Minutes'],
    format: count(3),
    help: ['多少分钟没有按键后退出, 录入的内容下次可继续。', 'After so many minutes without a key the user is signed out; work is offered again.'],
  },
  maximum_failures: {
    label: ['最多失败', 'Maximum Failures'],
    format: count(2),
    help: ['密码输错多少次后暂停登录: 1 分钟, 再 2、4 至 15 分钟。', 'After so many wrong passwords nobody gets in for 1 minute, then 2, 4 and up to 15.'],
    qad: 'usrc_max_fail',
  },
  minimum_length: {
    label: ['密码最短', 'Minimum Length'],
    format: count(2),
    help: ['新密码至少多少个字符。', 'The least number of characters of a new password.'],
    qad: 'usrc_min_len',
  },
} as const satisfies Record<keyof SecurityControlTable, Field>

/** The first screen. */
export const signInEntry = {
  user: userCode,
  password: secret(['密码', 'Password'], ['您的密码; 输入时只显示星号。', 'Your password; what you type is shown as stars.']),
} as const satisfies Record<string, Field>

/** A password and the one that takes its place. */
export const passwordEntry = {
  user: { ...userCode, help: ['您的登录名。', 'The name that you signed in with.'] },
  old_password: secret(['现在的密码', 'Present Password'], ['您现在的密码。', 'The password that you have now.']),
  new_password: secret(['新密码', 'New Password'], ['新密码, 不要用姓名、数字串或常见的词。', 'The new password: no names, no rows of digits, no words that everybody tries.']),
  again: secret(['再输一次', 'Once More'], ['再输一次新密码。', 'The new password once more, against slips of the hand.']),
} as const satisfies Record<string, Field>

/** How signing in went of late. */
export const signIn = {
  name: { ...userCode, help: ['登录时输入的名字, 不一定有这个用户。', 'What was typed to sign in, whether there is such a user or not.'] },
  failures: {
    label: ['失败次数', 'Failures'],
    format: count(4),
    help: ['最近一次登录成功以来输错的次数。', 'How often it failed since the last sign-in that succeeded.'],
  },
  last_failure_at: {
    label: ['最近失败', 'Last Failure'],
    format: instant,
    help: ['最近一次失败的时间。', 'When it failed last.'],
  },
  locked_until: {
    label: ['锁定至', 'Locked Until'],
    format: instant,
    help: ['在此之前不能用这个名字登录; 36.3.1 可解锁。', 'Nobody gets in under this name before; 36.3.1 unlocks it.'],
  },
  last_sign_in_at: {
    label: ['最近登录', 'Last Sign-in'],
    format: instant,
    help: ['最近一次登录成功的时间。', 'When it succeeded last.'],
  },
} as const satisfies Record<keyof SignInTable, Field>
