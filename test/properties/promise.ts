import { allocateOrder } from '../../src/sales/allocate.ts'
import { allocation } from '../sales/ship-support.ts'
import { ask, openCompany, q } from '../support/company.ts'

/** One clerk among several: tries to allocate one piece at a time to an order of its own, and says how many it got. */
const [path, order] = process.argv.slice(2) as [string, string]
const books = await openCompany(path, 'ben')
let got = 0
for (let turn = 0; turn < 30; turn++) {
  const row = { line: 1, quantity: q(got + 1), before: q(got) }
  if ((await ask(books, allocateOrder, allocation(order, row))).ok) got += 1
}
await books.db.destroy()
process.stdout.write(String(got))
