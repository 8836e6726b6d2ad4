import type { Language } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import { Enter, F1, F2, F4, F8, F12, Tab } from '../support/clerk.ts'
import { type Eyes, openEyes } from './eyes.ts'
import { mark } from './hostile-books.ts'
import { harmful } from './hostile-texts.ts'
import type { Valid } from './hostile-valid.ts'

const quoted = (text: string) => JSON.stringify(text)
const pasted = (text: string) => `\u001b[200~${text}\u001b[201~`

/** What a walk goes by. */
export interface Having {
  readonly books: Books
  readonly language: Language
  readonly mutant: string | undefined
  readonly faults: Set<string>
  readonly valid: (code: string) => Valid
  /** The texts for a field, another few each time. */
  readonly texts: (field: string) => readonly string[]
}

/** What is tried in turn where nothing better is known, until the screen lets go of the field. */
const anything = ['', '1', 't', 'y', 'X', '10000']

const placeOf = ({ session: { standing, asking, depth } }: Eyes) =>
  asking ? 'a question' : standing ? `${depth} ${standing.step} ${standing.field}` : 'no field'

/** What a field of the draft holds that was typed, and that no terminal should see. */
const harmIn = ({ session }: Eyes): string | undefined => {
  const { draft, field } = session.standing ?? {}
  let found: string | undefined
  JSON.stringify(draft, (name, value: unknown) => {
    const isText = name === field && typeof value === 'string'
    if (isText && harmful.test(value) && !value.includes(mark)) found = value
    return value
  })
  return found
}

/** Gives the field in work a text, typed and pasted: as keys it may lead anywhere. */
const give = async (eyes: Eyes, at: string, text: string) => {
  eyes.at(`${at} ${quoted(text)}`)
  for (const typed of [pasted(text), text.replace(/[\r\n]/g, ' ')]) {
    await eyes.types(F8, typed)
    const kept = harmIn(eyes)
    if (kept) eyes.faults.add(`${at} keeps ${quoted(kept)}`)
  }
}

/** A screen, walked through as a clerk would, from whom a hostile text may take it away at any time. */
const onScreen = async (code: string, has: Having) => {
  /** All that led to where the walk stands. */
  const way: string[][] = [[code, Enter]]
  const open = async () => {
    // What was begun before would be offered first.
    for (const table of ['draft_record', 'draft'] as const) {
      await has.books.db.deleteFrom(table).execute()
    }
    const eyes = await openEyes(has.books, has.language, has.mutant)
    for (const keys of way) await eyes.types(...keys)
    return eyes
  }
  const leave = async (eyes: Eyes) => {
    await eyes.leave()
    for (const fault of eyes.faults) has.faults.add(fault)
  }
  let eyes = await open()
  const valid = has.valid(code)
  const go = async (...keys: readonly string[]) => {
    const before = placeOf(eyes)
    await eyes.types(...keys)
    way.push([...keys])
    return placeOf(eyes) !== before
  }
  return {
    stands: () => placeOf(eyes),
    field: () => eyes.session.standing?.field ?? '',
    go,
    /** Attacks the field in work; the walk goes on where it stood. */
    attack: async (text: string) => {
      const before = placeOf(eyes)
      const name = eyes.session.standing?.field ?? ''
      await give(eyes, `${code} ${name}`, text)
      eyes.at(`lookup of ${code} ${name}`)
      await eyes.types(F2)
      if (!eyes.session.standing) await eyes.types(F4)
      if (placeOf(eyes) === before) return
      await leave(eyes)
      eyes = await open()
    },
    /** Types what the field takes, and goes on to the next. */
    settle: async () => {
      const name = eyes.session.standing?.field ?? ''
      const good = valid.find(([pattern]) => pattern.test(name))?.[1]
      // A key that comes late (a lone ESC does) may have dropped it: what is good is good a second time.
      for (const text of good === undefined ? anything : [good, good, ...anything]) {
        if (await go(F8, text, Tab)) return
      }
    },
    end: () => leave(eyes),
  }
}

/** Walks through the fields of a screen and gives each the texts; answers how many, and the fields' names. */
export const walk = async (code: string, has: Having) => {
  const screen = await onScreen(code, has)
  const seen = new Map<string, number>()
  const fields = new Set<string>()
  let given = 0
  for (let n = 0; n < 120; n += 1) {
    const place = screen.stands()
    const times = (seen.get(place) ?? 0) + 1
    seen.set(place, times)
    if (place === 'no field' || times > 9) break
    if (place === 'a question') await screen.go('n', Enter)
    else if (times > 1) await screen.go(times === 2 ? F12 : times < 7 ? F1 : F4)
    else {
      fields.add(screen.field())
      for (const text of has.texts(`${code} ${screen.field()}`)) {
        await screen.attack(text)
        given += 1
      }
      await screen.settle()
    }
  }
  await screen.end()
  return { given, fields }
}
