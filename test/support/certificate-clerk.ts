import { once } from 'node:events'
import { issueSays, lose, print, shipBy } from '../certificate/certificate-support.ts'
import { openCompany } from './company.ts'

// A clerk in a process of their own: `certificate-clerk.ts FILE USER ACT NUMBER` says that it is ready, waits for a word, and
// prints what came of the act: a certificate is shipped, printed or lost, or one is issued for all of line 1 of an order.
const [path = '', user = '', act = '', number = ''] = process.argv.slice(2)
const books = await openCompany(path, user)
const acts = {
  ship: () => shipBy(books, number),
  print: () => print(books, number),
  lose: () => lose(books, number),
  certify: () => issueSays(books, [{ order_number: number, order_line: 1, quantity: 100_000 }], {}),
}
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const said = await acts[act as keyof typeof acts]()
await books.db.destroy()
process.stdout.write(said)
process.stdin.destroy()
