import { changesPage } from '../../src/sales/changes-page.ts'
import { inquiry } from '../kinds.ts'

/** Changes that were asked for and what was said to them; F1 on one goes to where it is judged. */
export default inquiry({
  code: '7.1.23.2',
  program: 'xxsocrbr',
  title: ['变更申请浏览', 'Change Request Browse'],
  record: 'change_browse',
  ranges: ['number', 'order_number', 'sold_to', 'status', 'requested_by'],
  columns: [
    { name: 'number', width: 7 },
    'order_number',
    { name: 'sold_to', width: 8 },
    { name: 'reason', width: 19 },
    { name: 'requested_by', width: 8 },
    { name: 'status', width: 9 },
    { name: 'judged_by', width: 8 },
  ],
  page: changesPage,
  opens: ({ number = null }) => ({ code: '7.1.23.1', key: { number } }),
  live: true,
})
