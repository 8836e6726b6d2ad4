import { locations } from '../../src/item/site.ts'
import { master } from '../table-kinds.ts'

/** Places inside a site; stock in a place that isn't available can't be allocated or shipped. */
export default master({
  code: '1.1.18',
  program: 'iclomt',
  title: ['库位维护', 'Location Maintenance'],
  of: locations,
  key: [['site', 'code']],
  rows: [['description'], ['available']],
})
