import { certificateControl } from '../../src/certificate/control.ts'
import { settings } from '../table-kinds.ts'

/** How certificates are numbered, who reissues them, and the sales company's stock on paper. */
export default settings({
  code: '7.9.11.24',
  program: 'xxpcpm',
  title: ['提货证明单控制文件', 'Pick-Up Certificate Control'],
  of: certificateControl,
  rows: [
    ['certificate_prefix'],
    ['next_certificate'],
    ['certificate_required'],
    ['reissue_user'],
    ['virtual_site'],
    ['virtual_location'],
  ],
})
