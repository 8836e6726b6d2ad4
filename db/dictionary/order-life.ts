import type { ChangeRequestFieldTable, ChangeRequestTable, HolidayTable } from '../schema.ts'
import { createdBy } from './company.ts'
import { customer } from './customers.ts'
import { choice, count, date, type Field, flag, instant, text } from './field.ts'
import { orderEvent, orderNumber, salesOrder, salesOrderLine } from './sales-orders.ts'

/** Days that are not as their weekdays. */
export const holiday = {
  day: {
    label: ['日期', 'Date'],
    format: date,
    help: [
      '放假的日子, 或调休要上班的周末。',
      'A day off, or a Saturday or Sunday on which everybody works.',
    ],
    lookup: 'holiday',
    required: true,
    qad: 'hd_date',
  },
  working: {
    label: ['上班', 'Working Day'],
    format: flag,
    help: [
      '否: 这一天放假; 是: 调休上班。没有登记的日子, 周一到周五上班。',
      'No: nobody works; Yes: everybody does. Other days: Monday to Friday are worked.',
    ],
  },
  description: {
    label: ['事由', 'Occasion'],
    format: text(40),
    help: ['这一天是什么日子, 如国庆节; 可以为空。', 'What day it is, as New Year; may be blank.'],
    qad: 'hd_desc',
  },
} as const satisfies Record<keyof HolidayTable, Field>

/** 7.1.21.1: what may be done to an order as it stands. */
export const orderLife = {
  order_number: {
    ...orderNumber,
    required: true,
    help: [
      '要处理的订单。F2 列出订单, F9/F10 翻看。',
      'The order to deal with. F2 lists orders, F9/F10 go through them.',
    ],
  },
  sold_to: salesOrder.sold_to,
  name: customer.name,
  total: salesOrder.total,
  state: salesOrder.state,
  due_date: salesOrder.due_date,
  act: {
    label: ['处理', 'Action'],
    format: choice({
      release: ['释放', 'Release'],
      close: ['结清', 'Close'],
      stop: ['中止', 'Stop'],
      resume: ['恢复', 'Resume'],
      cancel: ['取消', 'Cancel'],
      archive: ['归档', 'Archive'],
    }),
    help: [
      '释放: 备料退回库存; 结清: 未发部分不再发; 中止: 停下并释放备料; 恢复: 继续; 取消: 未发货的作废; 归档: 已结的归档。',
      'Release gives reserved stock back; Close ends the remainder; Stop frees and halts it; Resume; Cancel; Archive.',
    ],
    required: true,
  },
  reason: orderEvent.reason,
} as const satisfies Record<string, Field>

/** A change of a confirmed order, as it was asked for. */
export const changeRequest = {
  number: {
    label: ['申请号', 'Request'],
    format: count(7, { optional: true }),
    help: [
      '待批的变更申请。F2 列出, F9/F10 翻看。',
      'A change that waits to be judged. F2 lists them, F9/F10 go through them.',
    ],
    lookup: 'change_request',
    required: true,
  },
  order_number: orderNumber,
  order_version: salesOrder.version,
  last_move: {
    label: ['最后事务', 'Last Move'],
    format: count(9),
    help: [
      '申请时订单最后一笔库存事务; 之后有变动就不能批准。',
      'The last move of its goods when the change was asked for; none may have come since.',
    ],
  },
  input: {
    label: ['内容', 'Content'],
    format: text(40),
    help: ['批准后保存的订单, 由系统保留。', 'The order as it will be saved; the program keeps it.'],
  },
  reason: { ...orderEvent.reason, label: ['变更原因', 'Change Reason'] },
  status: {
    label: ['状态', 'Status'],
    format: choice({
      waiting: ['待批', 'Waiting'],
      approved: ['已批准', 'Approved'],
      refused: ['未批准', 'Refused'],
      withdrawn: ['已撤回', 'Withdrawn'],
    }),
    help: ['申请走到哪一步, 由系统记下。', 'How the request was judged; the program keeps it.'],
  },
  requested_by: {
    label: ['申请人', 'Requested By'],
    head: ['申请人', 'By'],
    format: createdBy.format,
    help: ['谁申请变更, 由系统记下。', 'Whoever asked for the change; the program notes it.'],
  },
  requested_at: {
    label: ['申请时间', 'Requested At'],
    format: instant,
    help: ['何时申请, 由系统记下。', 'When it was asked for; the program notes it.'],
  },
  judged_by: {
    label: ['批准人', 'Judged By'],
    head: ['批准人', 'Judge'],
    format: createdBy.format,
    help: ['谁作了决定, 由系统记下。', 'Whoever decided; the program notes it.'],
  },
  judged_at: {
    label: ['批准时间', 'Judged At'],
    format: instant,
    help: ['何时作的决定, 由系统记下。', 'When it was decided; the program notes it.'],
  },
  remarks: {
    label: ['批示', 'Judgement'],
    format: text(56),
    help: [
      '给申请人的话; 不批准时必须说明。',
      'A word to who asked; it must be there when the change is refused.',
    ],
  },
} as const satisfies Record<keyof ChangeRequestTable, Field>

const changeable: Readonly<Record<string, Field>> = { ...salesOrder, ...salesOrderLine }

/** A field of it, before and after. */
export const changeRequestField = {
  request: changeRequest.number,
  sequence: {
    label: ['序号', 'Sequence'],
    format: count(4),
    help: ['字段的顺序, 由系统给出。', 'The order of the fields, by the program.'],
  },
  line: {
    label: ['行', 'Line'],
    head: ['行', 'Ln'],
    format: count(4, { optional: true }),
    help: ['订单的哪一行; 空表示订单头。', 'Which line of the order; blank is its head.'],
  },
  field: {
    label: ['字段', 'Field'],
    format: {
      kind: 'choice',
      width: 16,
      choices: Object.fromEntries(
        Object.entries(changeable).map(([name, { label }]) => [name, label]),
      ),
    },
    help: ['要改的字段。', 'The field that is to change.'],
  },
  old_value: {
    label: ['原值', 'Before'],
    format: text(40),
    help: ['改动以前的值。', 'What stands there now.'],
  },
  new_value: {
    label: ['新值', 'After'],
    format: text(40),
    help: ['改动以后的值。', 'What is to stand there.'],
  },
} as const satisfies Record<keyof ChangeRequestFieldTable, Field>

/** 7.1.23.1: a change, and what is said to it. */
export const changeEntry = {
  number: changeRequest.number,
  order_number: changeRequest.order_number,
  sold_to: salesOrder.sold_to,
  name: customer.name,
  total: salesOrder.total,
  requested_by: changeRequest.requested_by,
  requested_at: changeRequest.requested_at,
  asked: changeRequest.reason,
  judgement: {
    label: ['决定', 'Decision'],
    format: choice({
      approve: ['批准', 'Approve'],
      refuse: ['不批准', 'Refuse'],
      withdraw: ['撤回', 'Withdraw'],
    }),
    help: [
      '批准: 订单立即照改; 不批准: 订单不变; 撤回: 只限申请人。',
      'Approve changes the order now, Refuse leaves it; Withdraw is for who asked.',
    ],
    required: true,
  },
  remarks: changeRequest.remarks,
  judged_by: changeRequest.judged_by,
  judged_at: changeRequest.judged_at,
} as const satisfies Record<string, Field>

/** 7.1.23.2: changes that were asked for. */
export const changeBrowse = {
  ...changeRequest,
  sold_to: salesOrder.sold_to,
  name: customer.name,
} as const satisfies Record<string, Field>

/** 7.1.21.3: an event of an order, a row for each thing that it says. */
export const orderEventFact = {
  number: { ...orderEvent.number, format: count(9, { optional: true }) },
  order_number: orderNumber,
  what: {
    label: ['要点', 'Of It'],
    format: text(18),
    help: ['事件的哪一项, 或改动的哪个字段。', 'What of the event, or which field was changed.'],
  },
  value: {
    label: ['说明', 'Says'],
    format: text(48),
    help: ['它的值; 改动写作 原值 > 新值。', 'Its value; a change as before > after.'],
  },
} as const satisfies Record<string, Field>

/** 7.1.21.2: what happened to orders, who did it, when and why. */
export const orderHistory = {
  ...orderEvent,
  order_number: orderNumber,
  sold_to: salesOrder.sold_to,
  line: changeRequestField.line,
} as const satisfies Record<string, Field>
