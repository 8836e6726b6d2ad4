import { sites } from '../../src/item/site.ts'
import { master } from '../table-kinds.ts'

/** The warehouses, and the selling companies' stock on paper. */
export default master({
  code: '1.1.13',
  program: 'icsimt',
  title: ['地点维护', 'Site Maintenance'],
  of: sites,
  key: [['code']],
  rows: [['description'], ['active'], ['return_location']],
})
