import { printers } from '../../src/paper/printer.ts'
import { master } from '../table-kinds.ts'

/** The printers that clerks may name in Output, and the command that takes a paper to each. */
export default master({
  code: '36.13.2',
  program: 'mgmgmt05',
  title: ['打印机设置维护', 'Printer Setup Maintenance'],
  of: printers,
  key: [['code']],
  rows: [['description'], ['command'], ['form'], ['page_length', 'form_feed'], ['active']],
})
