import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { cells } from '../../src/kernel/text.ts'
import type { Line, Page, Size } from '../../src/session/page.ts'
import type { Frame } from '../../src/terminal/frame.ts'
import { createPlainStage, createStage, type Stage } from '../../src/terminal/stage.tsx'
import { createTheme } from '../../src/terminal/theme.ts'

const theme = createTheme({ colours: 0 })
const showing = { lookOf: theme.lookOf, asciiFrames: false }
const small: Size = { columns: 20, rows: 4 }
const open: Stage[] = []
const stageOf = (size: Size) => {
  const stage = createStage(size, showing)
  open.push(stage)
  return stage
}

afterEach(() => {
  for (const stage of open.splice(0)) stage.close()
})

const rowsOf = (frame: Frame): string[] =>
  Array.from({ length: frame.rows }, (_, row) =>
    frame.glyphs.slice(row * frame.columns, (row + 1) * frame.columns).join(''),
  )

const looksOf = (frame: Frame, row: number): string =>
  [...frame.looks.slice(row * frame.columns, (row + 1) * frame.columns)].join('')

const field = theme.lookOf('field')
const title = theme.lookOf('title')
const lines: Line[] = [
  [{ text: '7.1.1 销售订单维护  ', style: 'title' }],
  [],
  [
    { text: '订单: ', style: 'label' },
    { text: 'SO1', style: 'field' },
    { text: ' end', style: 'plain' },
  ],
]
const page: Page = { lines, cursor: { row: 2, column: 6 } }

// If these fail after an update of Ink, its inside has changed: look at stage.tsx and walk.ts.
test("Ink's tree, walked, gives the cells and the looks of every segment", () => {
  const frame = stageOf(small).draw(page, small)
  expect(rowsOf(frame)).toEqual([
    '7.1.1 销售订单维护  ',
    ' '.repeat(20),
    '订单: SO1 end       ',
    ' '.repeat(20),
  ])
  expect(looksOf(frame, 0)).toBe(`${title}`.repeat(20))
  expect(looksOf(frame, 2)).toBe(`000000${field}${field}${field}00000000000`)
  expect(frame.cursor).toEqual({ row: 2, column: 6 })
})

test('an emoji that the layout counts otherwise than the painter moves nothing beside it', () => {
  const text = 'a👍🏽'
  const cut: Line = [
    { text, style: 'value' },
    { text: '|', style: 'border' },
  ]
  expect(cells(text)).toBe(3)
  const frame = stageOf(small).draw({ lines: [cut], cursor: null }, small)
  expect(frame.glyphs[3]).toBe('|')
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', ' ', '订', '─', '│', '“', 'é', '😀'), maxLength: 24 }),
)
const anyStyle = fc.constantFrom(...(['plain', 'field', 'active', 'error', 'border'] as const))
const anyPage = fc.array(
  fc.array(fc.record({ text: anyText, style: anyStyle }), { maxLength: 4 }),
  {
    maxLength: 6,
  },
)

test('pages drawn without Ink look the same, and Ink is what draws them', () => {
  const stage = stageOf(small)
  fc.assert(
    fc.property(anyPage, fc.boolean(), (drawn, asciiFrames) => {
      const one = { lines: drawn, cursor: null }
      const other = asciiFrames ? createStage(small, { ...showing, asciiFrames }) : stage
      const walked = other.draw(one, small)
      expect(other.isWalked()).toBe(true)
      const plain = createPlainStage({ ...showing, asciiFrames }).draw(one, small)
      expect(plain.glyphs).toEqual(walked.glyphs)
      expect(plain.looks).toEqual(walked.looks)
      expect(plain.widths).toEqual(walked.widths)
      if (asciiFrames) other.close()
    }),
  )
})

test('each page is drawn at once, whatever of it changed', () => {
  const stage = stageOf(small)
  stage.draw(page, small)
  const typed: Line = [lines[2]![0]!, { text: 'SO17', style: 'active' }]
  const frame = stage.draw({ lines: [typed], cursor: null }, small)
  expect(rowsOf(frame)[0]).toBe('订单: SO17          ')
  expect(looksOf(frame, 0)).toBe(`000000${`${theme.lookOf('active')}`.repeat(4)}0000000000`)
  const other: Line = [lines[2]![0]!, { text: 'SO18', style: 'active' }]
  expect(rowsOf(stage.draw({ lines: [other], cursor: null }, small))[0]?.trim()).toBe('订单: SO18')
  const shown: Line = [lines[2]![0]!, { text: 'SO18', style: 'value' }]
  expect(looksOf(stage.draw({ lines: [shown], cursor: null }, small), 0)).toBe('0'.repeat(20))
  const empty = rowsOf(stage.draw({ lines: [], cursor: null }, small))
  expect(empty.join('').trim()).toBe('')
})

test('a row that says the same is not rendered again, a row that changed is', () => {
  const rendered: string[] = []
  const counted = (text: string, style: 'field' | 'value' = 'field'): Line => {
    const line: Line = [{ text, style }]
    return Object.assign(line, {
      map: (...given: Parameters<Line['map']>) => {
        rendered.push(text)
        return Array.prototype.map.apply(line, given)
      },
    })
  }
  const stage = stageOf(small)
  const draws = (...drawn: readonly Line[]) => {
    rendered.length = 0
    const rows = rowsOf(stage.draw({ lines: drawn, cursor: null }, small))
    expect(stage.isWalked()).toBe(true)
    return [rendered.join(), ...rows.slice(0, drawn.length).map(row => row.trim())]
  }
  const same = counted('订单')
  expect(draws(same, counted('SO1'))).toEqual(['订单,SO1', '订单', 'SO1'])
  expect(draws(same, counted('SO17'))).toEqual(['SO17', '订单', 'SO17'])
  // As a session draws each line anew: another object, which says the same.
  expect(draws(counted('订单'), counted('SO17'))).toEqual(['', '订单', 'SO17'])
  expect(draws(counted('订单', 'value'), counted('SO17'))).toEqual(['订单', '订单', 'SO17'])
  expect(draws(counted('SO17'), counted('订单'))).toEqual(['SO17,订单', 'SO17', '订单'])
})

test('a page of another size is drawn on as many cells', () => {
  const stage = stageOf(small)
  stage.draw(page, small)
  const wide = stage.draw(page, { columns: 30, rows: 2 })
  expect(rowsOf(wide)).toEqual(['7.1.1 销售订单维护  '.padEnd(24), ' '.repeat(30)])
  const narrow = stage.draw(page, { columns: 9, rows: 3 })
  expect(rowsOf(narrow)).toEqual(['7.1.1 销 ', ' '.repeat(9), '订单: SO1'])
})

test('what would steer the terminal is not drawn', () => {
  const text = 'a\u001b[31mb\u202ec\u0007d\u200be\u009bf\rg\nh\ti'
  const frame = stageOf(small).draw({ lines: [[{ text, style: 'plain' }]], cursor: null }, small)
  expect(rowsOf(frame)[0]).toBe('a[31mbcdefghi       ')
})

test('a letter carries two marks and no more', () => {
  const text = `x${'\u0301'.repeat(9)}y`
  const frame = stageOf(small).draw({ lines: [[{ text, style: 'plain' }]], cursor: null }, small)
  expect(rowsOf(frame)[0]?.trim()).toBe('x\u0301\u0301y')
})
