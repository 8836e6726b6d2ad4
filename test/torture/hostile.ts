import { PassThrough } from 'node:stream'
import { text as allOf } from 'node:stream/consumers'
import { sql } from 'kysely'
import { screens } from '../../screens/menu.ts'
import { inquiryWriter } from '../../src/exchange/write-inquiry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { demoBooks, Enter, F1, F2, F4, F8, F10, Tab } from '../support/clerk.ts'
import { type Chance, createChance } from './chance.ts'
import { type Eyes, openEyes } from './eyes.ts'
import { harmful, hostileTexts } from './hostile-texts.ts'
import { type Stage, sized } from './stage.ts'

/** Columns of free text in the tables that screens show; codes and dates stay, so that rows are found. */
const shownTexts: Readonly<Record<string, readonly string[]>> = {
  company: ['name'],
  site: ['description'],
  location: ['description'],
  item: ['description', 'description_2', 'product_line', 'item_group'],
  salesperson: ['name', 'phone'],
  credit_terms: ['description'],
  customer: [
    ...['name', 'sort_name', 'address_1', 'address_2', 'city', 'region', 'postal_code'],
    ...['country', 'contact', 'phone', 'fax', 'ship_via', 'remarks'],
  ],
  ship_to: ['name', 'address_1', 'address_2', 'city', 'country', 'contact', 'phone'],
  price_list: ['description'],
  customer_item: ['comment'],
  sales_order: ['purchase_order', 'remarks', 'channel', 'project', 'ship_via'],
  sales_order_line: ['description', 'price_source', 'customer_item'],
}

/** Puts a hostile text into every text column, past every check of the program. */
const poison = async ({ db }: Books, textAt: (n: number) => string) => {
  let n = 0
  for (const [table, columns] of Object.entries(shownTexts)) {
    for (const column of columns) {
      // A half of a pair is no text for SQLite either.
      const text = textAt(n).replaceAll(/\p{Cs}/gu, '')
      n += 1
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text}`.execute(db)
    }
  }
  return n
}

/** Puts a valid value into a field, so that the walk goes on. */
const valid = async ({ db }: Books): Promise<readonly (readonly [RegExp, string])[]> => {
  const order = await db
    .selectFrom('sales_order_line')
    .select('order_number')
    .where('closed', '=', 0)
    .where('confirmed', '=', 1)
    .executeTakeFirstOrThrow()
  const customer = await db.selectFrom('customer').select('code').executeTakeFirstOrThrow()
  const item = await db.selectFrom('stock').select('item').executeTakeFirstOrThrow()
  return [
    [/order_number/, order.order_number],
    [/^(sold_to|customer)$/, customer.code],
    [/^item$/, item.item],
    [/quantity/, '1'],
    [/^(from_)?site$/, '10000'],
    [/^(from_)?location$/, '200'],
    [/^to_site$/, '10000'],
    [/^to_location$/, '100'],
    [/currency/, 'CNY'],
    [/unit/, 'EA'],
    [/start_date|effective_date/, 't'],
  ]
}

const pasted = (text: string) => `\u001b[200~${text}\u001b[201~`

/** What a field of the draft holds that no terminal should see; the books were poisoned, so much is. */
const harmIn = ({ session }: Eyes): readonly string[] => {
  const { draft, field } = session.standing ?? {}
  const found: string[] = []
  JSON.stringify(draft, (name, value: unknown) => {
    if (name === field && typeof value === 'string' && harmful.test(value)) found.push(value)
    return value
  })
  return found
}

/** Walks through the fields of a screen and gives each the texts. */
const walk = async (
  eyes: Eyes,
  code: string,
  has: { readonly valid: readonly (readonly [RegExp, string])[]; readonly texts: () => string[] },
) => {
  const { session } = eyes
  await eyes.types(code, Enter)
  const met = new Set<string>()
  let given = 0
  for (let n = 0; n < 90 && session.depth > 1; n += 1) {
    if (session.asking) await eyes.types('n', Enter)
    const { standing } = session
    if (!standing) break
    const place = `${standing.step} ${standing.field}`
    if (!met.has(place)) {
      met.add(place)
      for (const text of has.texts()) {
        eyes.at(`${code} ${standing.field} ${JSON.stringify(text)}`)
        const before = harmIn(eyes)
        await eyes.types(F8, pasted(text))
        await eyes.types(F8, text.replace(/[\r\n]/g, ' '))
        given += 1
        const kept = harmIn(eyes).find(one => !before.includes(one))
        if (kept) eyes.faults.add(`${code} ${standing.field} keeps ${JSON.stringify(kept)}`)
      }
      eyes.at(`${code} lookup of ${standing.field}`)
      await eyes.types(F2)
      if (!session.standing) await eyes.types(F4)
      if (session.asking) await eyes.types('n', Enter)
    }
    const good = has.valid.find(([pattern]) => pattern.test(session.standing?.field ?? ''))
    await eyes.types(F8, good?.[1] ?? '', n % 3 === 2 ? F1 : Tab)
    if (n === 4) await eyes.types(F10)
  }
  for (let n = 0; n < 12 && session.depth > 1; n += 1) {
    await eyes.types(F4)
    if (session.asking) await eyes.types('y', Enter)
  }
  return { given, fields: met.size }
}

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

/** Hostile texts in every text field and in every text of the books, on every screen. */
export const hostile: Stage = {
  name: 'hostile',
  mutants: { raw: 'what was replaced is painted as it was' },
  run: async ({ size, seed, mutant }) => {
    const rounds = sized(size, 1, 12, hostileTexts.length * 5)
    const each = sized(size, 1, 1, 4)
    const chance = createChance(seed)
    const faults = new Set<string>()
    // Inside the tests, every third screen, another third each time.
    const walked = size === 'small' ? screens.filter((_, n) => n % 3 === seed % 3) : screens
    const count = { given: 0, fields: 0, columns: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const books = await demoBooks()
      const has = {
        valid: await valid(books),
        texts: () =>
          Array.from({ length: each }, () =>
            chance.happens(0.5) ? chance.one(hostileTexts) : anyText(chance),
          ),
      }
      count.columns = await poison(books, n => hostileTexts[(n + round) % hostileTexts.length]!)
      await writeAll(books, faults)
      const eyes = await openEyes(books, round % 2 === 0 ? 'zh' : 'en', mutant)
      count.fields = 0
      for (const { code } of walked) {
        const { given, fields } = await walk(eyes, code, has)
        count.given += given
        count.fields += fields
      }
      await eyes.leave()
      for (const fault of eyes.faults) faults.add(fault)
      await books.db.destroy()
    }
    const measured =
      `${count.given} texts typed and pasted into ${count.fields} fields of ${walked.length} ` +
      `screens, ${count.columns} columns of the books poisoned ${rounds} times; ${faults.size} faults`
    return { measured, faults: [...faults] }
  },
}
