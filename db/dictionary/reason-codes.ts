import type { ReasonCodeTable } from '../schema.ts'
import { code, type Field, flag, text } from './field.ts'

/** Why goods come back, or a posting is taken back. */
export const reasonCode = {
  code: {
    label: ['原因代码', 'Reason Code'],
    head: ['原因', 'Reason'],
    format: code(8),
    help: [
      '退货等的原因, 如 DEFECT。F2 列出所有原因。',
      'Why goods come back, as in DEFECT. F2 lists all reasons.',
    ],
    lookup: 'reason_code',
    required: true,
    qad: 'rsn_code',
  },
  description: {
    label: ['说明', 'Description'],
    format: text(24),
    help: ['原因的名称, 如“质量问题”。', 'What people call the reason, as in Defective Goods.'],
    required: true,
    qad: 'rsn_desc',
  },
  active: {
    label: ['启用', 'Active'],
    format: flag,
    help: ['否: 不能再用这个原因。', 'No: the reason may not be given any more.'],
  },
} as const satisfies Record<keyof ReasonCodeTable, Field>
