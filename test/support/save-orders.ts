import { openCompany, q } from './company.ts'
import { enterOrder } from './order-entry.ts'

// A clerk in a process of their own: `save-orders.ts FILE USER COUNT` prints the numbers of the orders it saved.
const [path = '', user = '', count = '0'] = process.argv.slice(2)
const books = await openCompany(path, user)
const numbers: string[] = []
for (let n = 0; n < Number(count); n += 1) {
  numbers.push(
    (
      await enterOrder(books, 'C001', [
        ['10-10000', q(1)],
        ['10-20000', q(2)],
      ])
    ).number,
  )
}
await books.db.destroy()
console.log(JSON.stringify(numbers))
