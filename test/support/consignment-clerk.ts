import { once } from 'node:events'
import { returns, undo, use } from '../consignment/consignment-support.ts'
import { openCompany, q } from './company.ts'

// A clerk in a process of their own: `consignment-clerk.ts FILE USER ACT OF` says that it is ready, waits for a word, and
// prints what came of the act: all ten pieces of a shipment are returned, of an order used, or of a usage undone.
const [path = '', user = '', act = '', of = ''] = process.argv.slice(2)
const books = await openCompany(path, user)
const acts = {
  return: () => returns(books, { return_shipment: Number(of), quantity: q(-10) }),
  use: () => use(books, 'C002', { order_number: of, quantity: q(10) }),
  undo: () => undo(books, { usage: Number(of), quantity: q(10) }),
}
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const said = await acts[act as keyof typeof acts]()
await books.db.destroy()
process.stdout.write(said)
process.stdin.destroy()
