import { type Chance, createChance } from './chance.ts'

const esc = '\u001b'
const bell = '\u0007'

/** Texts that do harm to a terminal, or to who reads it, when they are let through. */
export const hostileTexts: readonly string[] = [
  `${esc}[2J${esc}[H`, // wipes the screen
  `${esc}[31mRED${esc}[0m`, // colours
  `${esc}[8mhidden${esc}[28m`, // conceals
  `${esc}]0;title${bell}`, // the title of the window
  `${esc}]52;c;cm0gLXJm${bell}`, // writes to the clipboard
  `${esc}]8;;http://x.test${esc}\\link${esc}]8;;${esc}\\`, // a link
  `${esc}P$q"p${esc}\\`, // asks the terminal to answer
  `${esc}_command${esc}\\`, // an application's command
  `${esc}^private${esc}\\`,
  `${esc}c`, // resets the terminal
  `${esc}[6n`, // asks for the cursor
  `${esc}[5i`, // begins to print
  `${esc}[?1049l`, // leaves the screen
  `${esc}[200~paste${esc}[201~`, // pretends to be pasted
  `${esc}#8`,
  `${esc}(0lqqk`, // another character set
  '\u009b31mC1', // the same in one byte
  '\u009d0;title\u009c',
  '\u0090q\u009c',
  'a\u0000b', // nothing, in the middle
  'abc\b\b\bxyz', // writes over
  'abc\rxyz',
  'one\ntwo\u000bthree\u000cfour',
  `ring${bell}`,
  '\u000eshifted\u000f',
  'ab\u202edc\u202c', // turns the direction
  'a\u2066b\u2069c\u200fd\u061c',
  'zero\u200bwidth\u200djoin\ufeff\u2060',
  'tag\u{e0041}\u{e0042}\u{e007f}',
  'line\u2028para\u2029',
  'alone\ud800half',
  'soft\u00adhyphen\u007f',
]

/** What may never reach a terminal as text: controls, directions, nothing wide, halves of characters, tags. */
export const harmful =
  /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u

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

/** Texts at random of which none comes twice. */
const othersOf = (seed: number) => {
  const chance = createChance(seed)
  const told = new Set<string>()
  const next = (): string => {
    const text = anyText(chance)
    if (told.has(text)) return next()
    told.add(text)
    return text
  }
  return { next, told }
}

/** The listed texts, and so many at random. */
export const manyTexts = (seed: number, count: number): readonly string[] => {
  const { next } = othersOf(seed)
  return [...hostileTexts, ...Array.from({ length: count }, next)]
}

/** Deals the listed texts in turn, to a field another one each time that it is come by, and each with one at random. */
export const createDealer = (seed: number) => {
  const others = othersOf(seed)
  const met = new Map<string, Set<string>>()
  let turn = 0
  return {
    deal: (field: string): readonly string[] => {
      const its = met.get(field) ?? new Set()
      met.set(field, its)
      const next = hostileTexts[turn % hostileTexts.length]!
      const listed = its.has(next) ? (hostileTexts.find(text => !its.has(text)) ?? next) : next
      turn += 1
      its.add(listed)
      return [listed, others.next()]
    },
    /** How many at random were dealt. */
    others: () => others.told.size,
    /** How many fields each of the listed texts was dealt to, at the least. */
    leastFields: () => {
      const dealt = (text: string) => [...met.values()].filter(its => its.has(text)).length
      return Math.min(...hostileTexts.map(dealt))
    },
    /** Fields that not every listed text was dealt to. */
    unfinished: () =>
      [...met].filter(([, its]) => its.size < hostileTexts.length).map(([field]) => field),
  }
}
