import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { text as allOf } from 'node:stream/consumers'
import { screens } from '../../screens/menu.ts'
import { inquiryWriter } from '../../src/exchange/write-inquiry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { demoBooks } from '../support/clerk.ts'
import { furnish, poison } from './hostile-books.ts'
import { belowTheTerminal, fieldsOf } from './hostile-entry.ts'
import { createDealer, harmful, hostileTexts, manyTexts } from './hostile-texts.ts'
import { validFor } from './hostile-valid.ts'
import { type Having, walk } from './hostile-walk.ts'
import { type Stage, sized } from './stage.ts'

/** Inquiries written to files and pipes are read in terminals, too. */
const writeAll = async (books: Books, faults: Set<string>) => {
  for (const inquiry of screens) {
    if (inquiry.kind !== 'inquiry') continue
    // A paper is no table.
    for (const form of inquiry.papers ? (['text'] as const) : (['csv', 'text'] as const)) {
      const out = new PassThrough()
      const told = allOf(out)
      const asked = { inquiry, ranges: {}, language: 'zh' } as const
      const writer = await inquiryWriter(books, asked, {
        kind: form,
        pageLength: 66,
        formFeed: false,
      })
      if (!writer.ok) throw new Error(`${inquiry.code}: ${writer.refusal.message.en}`)
      const counted = await writer.value({ id: randomUUID(), screen: inquiry.code })
      if (!counted.ok) throw new Error(`${inquiry.code}: ${counted.refusal.message.en}`)
      await counted.value(out)
      const bad = harmful.exec((await told).replace(/[\r\n]|^\ufeff/g, ''))
      if (bad) faults.add(`${inquiry.code} as ${form}: ${JSON.stringify(bad[0])}`)
    }
  }
}

/** Hostile texts in every text field and in every text of the books, on every screen. */
export const hostile: Stage = {
  name: 'hostile',
  mutants: {
    raw: 'what was replaced is painted as it was',
    trusting: 'what is typed into a field is kept as it is',
  },
  run: async ({ size, seed, mutant }) => {
    const rounds = sized(size, 1, 2, hostileTexts.length)
    const dealer = createDealer(seed)
    const faults = new Set<string>()
    const below = manyTexts(seed, sized(size, 1000, 1000, 5000))
    const read = belowTheTerminal(below, faults, mutant)
    // Inside the tests, every tenth screen, another tenth each time.
    const walked = size === 'small' ? screens.filter((_, n) => n % 10 === seed % 10) : screens
    const count = { given: 0, fields: 0, columns: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const books = await demoBooks()
      await furnish(books)
      const has: Having = {
        books,
        language: round % 2 === 0 ? 'zh' : 'en',
        mutant,
        faults,
        valid: await validFor(books),
        texts: dealer.deal,
      }
      count.columns = await poison(books, n => hostileTexts[(n + round) % hostileTexts.length]!)
      await writeAll(books, faults)
      count.fields = 0
      for (const screen of walked) {
        const { given, fields } = await walk(screen.code, has)
        // Some fields are there for what is in the books already.
        const again = { ...has, valid: (code: string) => has.valid(`${code} again`) }
        if (screen.code === '7.1.1') {
          const more = await walk(screen.code, again)
          for (const name of more.fields) fields.add(name)
          count.given += more.given
        }
        count.given += given
        count.fields += fields.size
        const missed = [...fieldsOf(screen).keys()].filter(name => !fields.has(name))
        if (missed.length === 0) continue
        const way = 'hostile-valid.ts says what leads there'
        faults.add(`${screen.code}: nobody came to ${missed.join(', ')}; ${way}`)
      }
      await books.db.destroy()
    }
    if (size === 'full') {
      for (const field of dealer.unfinished()) faults.add(`${field} met not every listed text`)
    }
    const measured =
      `${below.length} texts read by ${read} fields; ${count.given} typed and pasted into ` +
      `${count.fields} fields of ${walked.length} screens, ${dealer.others()} of them at random, ` +
      `each listed one in ${dealer.leastFields()} fields at least; ` +
      `${count.columns} columns of the books poisoned ${rounds} times; ${faults.size} faults`
    return { measured, faults: [...faults] }
  },
}
