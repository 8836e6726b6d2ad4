import { PassThrough } from 'node:stream'
import { text as allOf } from 'node:stream/consumers'
import { screens } from '../../screens/menu.ts'
import { inquiryWriter } from '../../src/exchange/write-inquiry.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Desk } from '../../src/session/host.ts'
import { asEntry } from '../../src/session/inquiry.ts'
import type { Screen } from '../../src/session/screen.ts'
import { allCells } from '../../src/session/view/flow.ts'
import { demoBooks } from '../support/clerk.ts'
import { type Chance, createChance } from './chance.ts'
import { furnish, poison } from './hostile-books.ts'
import { harmful, hostileTexts } from './hostile-texts.ts'
import { validFor } from './hostile-valid.ts'
import { type Having, walk } from './hostile-walk.ts'
import { type Stage, sized } from './stage.ts'

/** Inquiries written to files and pipes are read in terminals, too. */
const writeAll = async (books: Books, faults: Set<string>) => {
  for (const inquiry of screens) {
    if (inquiry.kind !== 'inquiry') continue
    for (const form of ['csv', 'text'] as const) {
      const out = new PassThrough()
      const told = allOf(out)
      const asked = { inquiry, ranges: {}, language: 'zh' } as const
      const writer = await inquiryWriter(books, asked, {
        kind: form,
        pageLength: 66,
        formFeed: false,
      })
      if (!writer.ok) throw new Error(`${inquiry.code}: ${writer.refusal.message.en}`)
      await writer.value(out)
      const bad = harmful.exec((await told).replace(/[\r\n]|^\ufeff/g, ''))
      if (bad) faults.add(`${inquiry.code} as ${form}: ${JSON.stringify(bad[0])}`)
    }
  }
}

/** Blocks of characters; in those left out, terminals don't agree on widths. */
const blocks = [
  [0, 0x20],
  [0x1b, 0x1b],
  [0x20, 0xff],
  [0x2000, 0x206f],
  [0x4e00, 0x9fff],
  [0xe0000, 0xe007f],
] as const

const anyText = (chance: Chance) =>
  Array.from({ length: 12 }, () => {
    const [first, last] = chance.one(blocks)
    return String.fromCodePoint(chance.between(first, last))
  }).join('')

/** Every field of a screen that can be typed into. */
const fieldsOf = (screen: Screen<Books>): readonly string[] => {
  const host = { language: 'en', newId: () => 'none' }
  const frames = screen.kind === 'entry' ? screen : asEntry(screen, { host } as Desk<Books>)
  return [...new Set(allCells(frames).flatMap(({ shown, name }) => (shown ? [] : [name])))]
}

/** Hostile texts in every text field and in every text of the books, on every screen. */
export const hostile: Stage = {
  name: 'hostile',
  mutants: { raw: 'what was replaced is painted as it was' },
  run: async ({ size, seed, mutant }) => {
    const rounds = sized(size, 1, 3, hostileTexts.length)
    const chance = createChance(seed)
    const faults = new Set<string>()
    // Inside the tests, every sixth screen, another sixth each time.
    const walked = size === 'small' ? screens.filter((_, n) => n % 6 === seed % 6) : screens
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
        texts: () => [chance.happens(0.5) ? chance.one(hostileTexts) : anyText(chance)],
      }
      count.columns = await poison(books, n => hostileTexts[(n + round) % hostileTexts.length]!)
      await writeAll(books, faults)
      count.fields = 0
      for (const screen of walked) {
        const { given, fields } = await walk(screen.code, has)
        // Some fields are there for what is in the books already.
        const again = { ...has, valid: (code: string) => has.valid(`${code} again`) }
        if (screen.code === '7.1.1') {
          for (const name of (await walk(screen.code, again)).fields) fields.add(name)
        }
        count.given += given
        count.fields += fields.size
        const missed = fieldsOf(screen).filter(name => !fields.has(name))
        if (missed.length === 0) continue
        const way = 'hostile-valid.ts says what leads there'
        faults.add(`${screen.code}: nobody came to ${missed.join(', ')}; ${way}`)
      }
      await books.db.destroy()
    }
    const measured =
      `${count.given} texts typed and pasted into ${count.fields} fields of ${walked.length} ` +
      `screens, ${count.columns} columns of the books poisoned ${rounds} times; ${faults.size} faults`
    return { measured, faults: [...faults] }
  },
}
