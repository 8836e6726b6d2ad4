import { certificateEventsPage } from '../../src/certificate/pages.ts'
import { inquiry } from '../kinds.ts'

/** What happened to each certificate: who, when, why, and which other one is concerned. */
export default inquiry({
  code: '7.9.11.3',
  program: 'xxpciq',
  title: ['提货证明单历史查询', 'Certificate History Inquiry'],
  record: 'certificate_event',
  ranges: ['certificate', 'customer', 'type'],
  columns: [
    'certificate',
    { name: 'type', width: 9 },
    { name: 'created_at', width: 16 },
    { name: 'created_by', width: 8 },
    { name: 'other', width: 8 },
    { name: 'reason', width: 24 },
  ],
  page: certificateEventsPage,
  opens: ({ certificate = null }) => ({ code: '7.9.11.1', key: { number: certificate } }),
})
