import type { GlPeriodEventTable, GlPeriodTable } from '../schema.ts'
import { choice, count, date, type Field, flag } from './field.ts'
import { orderEvent } from './sales-orders.ts'

/** The periods of the books, and whether anything may still be posted into them (glc_cal). */
export const glPeriod = {
  year: {
    label: ['会计年度', 'GL Year'],
    head: ['年度', 'Year'],
    format: count(4),
    help: ['四位年度, 如 2026。F2 列出所有期间。', 'The year, as in 2026. F2 lists all periods.'],
    lookup: 'gl_period',
    required: true,
    qad: 'glc_year',
  },
  period: {
    label: ['会计期间', 'GL Period'],
    head: ['期间', 'Per'],
    format: count(2),
    help: [
      '年度里的第几个期间, 通常是月份。',
      'Which period of the year it is; mostly the number of the month.',
    ],
    required: true,
    qad: 'glc_per',
  },
  start_date: {
    label: ['开始日期', 'Start Date'],
    head: ['开始', 'Start'],
    format: date,
    help: ['期间的第一天。期间不能重叠。', 'The first day of the period. Periods do not overlap.'],
    required: true,
    qad: 'glc_start',
  },
  end_date: {
    label: ['截止日期', 'End Date'],
    head: ['截止', 'End'],
    format: date,
    help: ['期间的最后一天。', 'The last day of the period.'],
    required: true,
    qad: 'glc_end',
  },
  closed: {
    label: ['已关账', 'Closed'],
    format: flag,
    help: [
      '是: 生效日期在这个期间里的出入库、发货和使用不能再过账。改回否要有 25.3.4.1 的权限。',
      'Yes: no receipt, issue, shipment or usage of a day in it is posted any more. Back to No takes the right 25.3.4.1.',
    ],
    qad: 'glc_closed',
  },
} as const satisfies Record<keyof GlPeriodTable, Field>

/** When a period was closed and opened again, and by whom. */
export const glPeriodEvent = {
  number: orderEvent.number,
  operation: orderEvent.operation,
  year: glPeriod.year,
  period: glPeriod.period,
  start_date: glPeriod.start_date,
  end_date: glPeriod.end_date,
  type: {
    label: ['期间事件', 'Period Event'],
    head: ['事件', 'What'],
    format: choice({ closed: ['关账', 'Closed'], reopened: ['重开', 'Reopened'] }),
    help: ['对期间做了什么。', 'What was done to the period.'],
  },
  created_by: orderEvent.created_by,
  created_at: orderEvent.created_at,
} as const satisfies Record<keyof GlPeriodEventTable, Field>
