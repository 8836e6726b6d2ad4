import { setTimeout as pause } from 'node:timers/promises'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { ask, openCompany, q, saysWhy } from '../support/company.ts'
import { savesPeriod } from './period-support.ts'

/** One of two at the same books: closes last month and opens it again, over and over, or posts into it; says what came of it. */
const [path, what] = process.argv.slice(2) as [string, 'close' | 'post']
const books = await openCompany(path)
const place = { item: '10-10000', site: '10000', location: '200', lot: '' }
const stock_entry = { ...place, quantity: q(1), effective_date: '2026-10-09' }
const heard: string[] = []
if (what === 'close') {
  for (const closed of [1, 0, 1, 0, 1]) {
    await pause(60)
    heard.push(await savesPeriod(books, { closed }))
  }
} else {
  const until = performance.now() + 500
  while (performance.now() < until) {
    heard.push(saysWhy(await ask(books, receiveStock, { stock_entry })))
  }
}
await books.db.destroy()
process.stdout.write(JSON.stringify(heard))
