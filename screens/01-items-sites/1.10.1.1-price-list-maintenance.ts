import { priceLists } from '../../src/item/price-list.ts'
import { accept } from '../../src/kernel/decision.ts'
import { grid } from '../kinds.ts'
import { master } from '../table-kinds.ts'

/** What an item costs on a list from a day on, and from which quantity (R5). */
export default master({
  code: '1.10.1.1',
  program: 'pppimt',
  title: ['价目表维护', 'Price List Maintenance'],
  of: priceLists,
  key: [['code', 'currency'], ['item', 'unit'], ['start_date']],
  rows: [['description'], ['expire_date', 'amount_type']],
  under: grid({
    record: 'price_break',
    columns: ['minimum_quantity', 'price'],
    key: { name: 'minimum_quantity', counts: false },
    begin: async () => accept({}),
  }),
})
