import { paperControl } from '../../src/paper/printer.ts'
import { settings } from '../table-kinds.ts'

/** How papers are written into files, and the font of PDF. */
export default settings({
  code: '36.13.24',
  program: 'xxprpm',
  title: ['单据控制文件', 'Paper Control'],
  of: paperControl,
  rows: [['page_length'], ['form_feed'], ['font']],
})
