import type { CompanyTable } from '../schema.ts'
import { code, count, type Field, flag, text } from './field.ts'

/** The currency of anything that has a price. */
export const currency = {
  label: ['货币', 'Currency'],
  head: ['货币', 'Cur'],
  format: code(3),
  help: ['三位货币代码, 如 CNY 或 USD。', 'The three letters of a currency, such as CNY or USD.'],
  required: true,
} satisfies Field

/** Who wrote a row of history. */
export const createdBy = {
  label: ['录入人', 'Entered By'],
  head: ['录入人', 'By'],
  format: text(12),
  help: [
    '过账时登录的用户, 由系统记下。',
    'Whoever was signed in when this was posted; the program notes it.',
  ],
  qad: 'tr_userid',
} satisfies Field

/** The company itself. */
export const company = {
  id: {
    label: ['公司号', 'Company No.'],
    format: count(1),
    help: ['总是 1: 一个数据库只有一个公司。', 'Always 1: one database keeps one company.'],
  },
  name: {
    label: ['公司名称', 'Company'],
    format: text(36),
    help: ['打印在报表抬头的公司名称。', 'The name that heads every report.'],
    required: true,
  },
  currency: {
    ...currency,
    help: [
      '本位币: 新客户和新价目表先取它。',
      'The books are kept in it; new customers and lists start with it.',
    ],
    qad: 'gl_base_curr',
  },
  is_demo: {
    label: ['演示公司', 'Demo Company'],
    format: flag,
    help: [
      '是: 这里的数据只供练习。',
      'Yes: these books are for practice, nothing in them is real.',
    ],
  },
} as const satisfies Record<keyof CompanyTable, Field>
