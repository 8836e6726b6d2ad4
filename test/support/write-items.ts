import { randomUUID } from 'node:crypto'
import { screenOf } from '../../screens/menu.ts'
import { writeOut } from '../../src/exchange/write-inquiry.ts'
import { items } from '../../src/item/item.ts'
import { carryOut, company, saysWhy } from './company.ts'

// A clerk who writes a list of some 30 KiB into a file: `write-items.ts DIRECTORY` says what came of it.
const [directory = ''] = process.argv.slice(2)
const books = await company()
for (let n = 0; n < 500; n += 1) {
  const code = `20-${n}`
  const values = {
    code,
    description: 'SPARE PART '.repeat(3),
    unit: 'EA',
    site: '10000',
    location: '200',
  }
  await carryOut(books, items.save, { values })
}
const inquiry = screenOf('1.6')
if (inquiry?.kind !== 'inquiry') throw new Error('1.6 is no inquiry')
const asked = { inquiry, ranges: {}, language: 'en' } as const
const written = await writeOut(books, asked, 'items.csv', {
  spool: { directory, user: 'anna' },
  runPrinter: async () => 'no printer here',
  intent: { id: randomUUID(), screen: '1.6' },
})
console.log(saysWhy(written))
