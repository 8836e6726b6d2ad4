import { savePaperControl } from '../../src/paper/printer.ts'
import { commits } from '../kinds.ts'
import { settings } from '../table-kinds.ts'

/** How papers are written into files, and the font of PDF. */
export default settings({
  code: '36.13.24',
  program: 'xxprpm',
  title: ['单据控制文件', 'Paper Control'],
  table: 'paper_control',
  rows: [['page_length'], ['form_feed'], ['font']],
  save: (input, done) => commits(savePaperControl, input, done),
})
