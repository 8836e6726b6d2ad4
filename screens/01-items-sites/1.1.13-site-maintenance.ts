import { saveSite } from '../../src/item/site.ts'
import { commits } from '../kinds.ts'
import { master } from '../table-kinds.ts'

/** The warehouses, and the selling companies' stock on paper. */
export default master({
  code: '1.1.13',
  program: 'icsimt',
  title: ['地点维护', 'Site Maintenance'],
  table: 'site',
  key: [['code']],
  rows: [['description'], ['active'], ['return_location']],
  save: (input, done) => commits(saveSite, input, done),
})
