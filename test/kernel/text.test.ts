import fc from 'fast-check'
import stringWidth from 'string-width'
import { afterEach, expect, test } from 'vitest'
import { cells, cut, fit as fitted, halfWidth, measureAmbiguous } from '../../src/kernel/text.ts'

afterEach(() => measureAmbiguous(1))

/** Where a terminal is asked to draw these two cells wide, we have it draw boxes in ASCII. */
const counted = (text: string, ambiguous: 1 | 2) =>
  stringWidth(ambiguous === 2 ? text.replace(/[\u2500-\u257f]/g, '-') : text, {
    ambiguousIsNarrow: ambiguous === 1,
  })

test.each([1, 2] as const)(
  'every character of the first plane is as wide as string-width says, ambiguous ones %i',
  ambiguous => {
    measureAmbiguous(ambiguous)
    const wrong: string[] = []
    for (let code = 0; code < 0xffff; code += 1) {
      const character = String.fromCharCode(code)
      if (cells(character) !== counted(character, ambiguous)) wrong.push(code.toString(16))
    }
    expect(wrong).toEqual([])
  },
)

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      '订',
      '。',
      'ガ',
      'か',
      '\u3099',
      '한',
      '\u11a8',
      'Ａ',
      '─',
      '“',
      '\u0301',
      '\ufe0f',
    ),
    maxLength: 20,
  }),
)

test('and so is every text', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(1 as const, 2 as const), (one, ambiguous) => {
      measureAmbiguous(ambiguous)
      expect(cells(one)).toBe(counted(one, ambiguous))
    }),
    { numRuns: 2000 },
  )
})

test('what is fitted takes exactly its cells', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '订', '한', ' ') }),
      fc.nat(30),
      (one, width) => {
        expect(cells(cut(one, width))).toBeLessThanOrEqual(width)
        expect(cells(fitted(one, width, 'center'))).toBe(width)
      },
    ),
  )
})

test('full-width forms are the plain ones, and no other form is folded', () => {
  expect(halfWidth('Ｃ１－２　，ａ')).toBe('C1-2 ,a')
  // NFKC would make a space and a mark of the second, and an 1 of the first.
  expect(halfWidth('①‾㎡订')).toBe('①‾㎡订')
})
