import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Size, Style } from '../../src/session/page.ts'
import { cellsOf } from '../../src/terminal/cells.ts'
import { createFrame, type Frame, putCells } from '../../src/terminal/frame.ts'
import { createPainter } from '../../src/terminal/painter.ts'
import { createTheme, type Theme } from '../../src/terminal/theme.ts'
import { createScreen, type SeenCell } from './screen.ts'

const themes = ([0, 8, 16, 256] as const).map(colours => createTheme({ colours }))
const theme = themes[1]!
const styles: Style[] = ['plain', 'title', 'field', 'active', 'heading', 'warning', 'error']

interface Stroke {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly style: Style
}
interface Step {
  readonly strokes: readonly Stroke[]
  readonly cursor: Frame['cursor']
  readonly wiped: boolean
  /** Rows of a part move up or down by so many. */
  readonly moved: { readonly top: number; readonly bottom: number; readonly by: number } | null
  readonly repaints: boolean
}

const glyph = fc.constantFrom(
  ...['a', 'B', '7', ' ', ' ', ' ', '.', '─', '│', 'é', '订', '单', '한', '글', 'ア', '𠮷'],
  ...['x\u0301', '订\u0302', 'q\u0323\u0301', '“', '…', 'Ω'],
)

const steps = ({ columns, rows }: Size) => {
  const row = fc.nat(rows - 1)
  const column = fc.nat(columns - 1)
  const text = fc.oneof(
    fc.array(glyph, { maxLength: columns + 2 }).map(glyphs => glyphs.join('')),
    fc.nat(columns).map(length => ' '.repeat(length)),
  )
  const stroke = fc.record({ row, column, text, style: fc.constantFrom(...styles) })
  return fc.array(
    fc.record({
      strokes: fc.array(stroke, { maxLength: 6 }),
      cursor: fc.option(fc.record({ row, column })),
      wiped: fc.boolean(),
      moved: fc.option(
        fc.record({ top: row, bottom: row, by: fc.integer({ min: -rows, max: rows }) }),
      ),
      repaints: fc.integer({ min: 0, max: 9 }).map(die => die === 0),
    }),
    { minLength: 1, maxLength: 8 },
  )
}

/** Half a glyph that a stroke left is a blank, as on paper covered by a new strip. */
const expectWhole = (frame: Frame) => {
  for (let at = 0; at < frame.glyphs.length; at += 1) {
    const half = frame.widths[at] === 2 && frame.widths[at + 1] !== 0
    const orphan = frame.widths[at] === 0 && (at === 0 || frame.widths[at - 1] !== 2)
    if (half || orphan) throw new Error(`half a glyph at ${at}: ${frame.glyphs.join('')}`)
  }
}

const seen = (frame: Frame, at: number, { codes: ofLook }: Theme): SeenCell => {
  const glyph = frame.glyphs[at]!
  const codes = ofLook[frame.looks[at]!]!.filter(code => glyph !== ' ' || /^(4|7|10)/.test(code))
  return { glyph, width: frame.widths[at]!, codes: codes.toSorted().join() }
}

const move = (frame: Frame, { top, bottom, by }: NonNullable<Step['moved']>) => {
  const before = structuredClone(frame)
  for (let row = top; row <= bottom; row += 1) {
    const from = row + by
    for (let column = 0; column < frame.columns; column += 1) {
      const at = row * frame.columns + column
      const is = from >= top && from <= bottom ? from * frame.columns + column : undefined
      frame.glyphs[at] = is === undefined ? ' ' : before.glyphs[is]!
      frame.widths[at] = is === undefined ? 1 : before.widths[is]!
      frame.looks[at] = is === undefined ? 0 : before.looks[is]!
    }
  }
}

const draw = (frame: Frame, step: Step, { lookOf }: Theme): Frame => {
  const next = step.wiped ? createFrame(frame) : frame
  if (step.moved) move(next, step.moved)
  for (const { text, style, ...place } of step.strokes) {
    putCells(next, cellsOf(text), { ...place, look: lookOf(style) })
    expectWhole(next)
  }
  next.cursor = step.cursor
  return next
}

/** What another program, or noise on the line, may have left: margins, their origin, drawn letters, letters that push others on. */
const rubbish = ['\u001b[2;3r', '\u001b[2;3r\u001b[?6h', '\u001b(0', '\u001b)0\u000e', '\u001b[4h']

const compare = async (
  {
    theme,
    newlines,
    left,
    ...size
  }: Size & { theme: Theme; newlines: boolean; left: readonly string[] },
  script: readonly Step[],
) => {
  const screen = createScreen(size, newlines)
  // The terminal was in use: whatever stood there must go.
  await screen.write(`\u001b[1;5;31mrubbish\u001b[9;9H订订${left.join('')}`)
  let out = ''
  const painter = createPainter({
    theme,
    write: text => {
      out += text
    },
  })
  let frame = createFrame(size)
  for (const step of script) {
    frame = draw(frame, step, theme)
    if (step.repaints) {
      await screen.write(left.join(''))
      painter.repaint()
    }
    painter.paint(frame)
    await screen.write(out)
    out = ''
    for (let row = 0; row < size.rows; row += 1) {
      for (let column = 0; column < size.columns; column += 1) {
        const expected = seen(frame, row * size.columns + column, theme)
        const actual = screen.cell(row, column)
        // The second half of a wide glyph has no look of its own.
        if (expected.width === 0) expect(actual.width, `${row},${column}`).toBe(0)
        else expect(actual, `${row},${column}`).toEqual(expected)
      }
    }
    expect(screen.cursorHidden()).toBe(frame.cursor === null)
    if (frame.cursor) expect(screen.cursor()).toEqual(frame.cursor)
    else expect(screen.cursor().column).toBeLessThan(size.columns)
  }
}

const sizes = [
  { columns: 1, rows: 1 },
  { columns: 2, rows: 2 },
  { columns: 13, rows: 4 },
  { columns: 80, rows: 24 },
]

test.each(sizes)(
  'whatever is drawn on $columns cells by $rows, the terminal shows it, cell for cell',
  async size => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.constantFrom(...themes),
        fc.subarray(rubbish),
        steps(size),
        (newlines, theme, left, script) => compare({ ...size, theme, newlines, left }, script),
      ),
      { numRuns: size.columns > 20 ? 60 : 400 },
    )
  },
  60_000,
)

/** A form of which one field is typed into, and what each change costs. */
const form = () => {
  const writes: string[] = []
  const painter = createPainter({ theme, write: text => writes.push(text) })
  const frame = createFrame({ columns: 80, rows: 24 })
  const put = (row: number, column: number, text: string, style: Style) =>
    putCells(frame, cellsOf(text), { row, column, look: theme.lookOf(style) })
  put(0, 0, ' '.repeat(80), 'title')
  put(2, 2, 'Sold-To:', 'label')
  put(2, 11, '        ', 'active')
  put(2, 30, '客户名称:', 'label')
  put(2, 40, '          ', 'field')
  frame.cursor = { row: 2, column: 11 }
  painter.paint(frame)
  return {
    put,
    paint: (column: number): string => {
      writes.length = 0
      frame.cursor = { row: 2, column }
      painter.paint(frame)
      return writes.join('')
    },
  }
}

test('a letter typed is one byte, a Chinese one three, nothing is nothing', () => {
  const { put, paint } = form()
  put(2, 11, 'C', 'active')
  paint(12)
  put(2, 12, '1', 'active')
  expect(paint(13)).toBe('1')
  put(2, 13, '订', 'active')
  expect(paint(15)).toBe('订')
  expect(Buffer.byteLength('订')).toBe(3)
  expect(paint(15)).toBe('')
})

test('what stands after a quotation mark is put where it belongs, wide or narrow', () => {
  const { put, paint } = form()
  put(2, 11, 'C', 'active')
  paint(12)
  put(2, 12, '“', 'active')
  put(2, 13, 'x', 'active')
  expect(paint(14)).toBe('“\u001b[3;14Hx')
})

test('a list that goes on by a line costs a line', () => {
  const { put, paint } = form()
  const fill = (first: number) => {
    for (let row = 0; row < 17; row += 1) {
      put(4 + row, 0, `${first + row}  深沟球轴承 6204  ${(first + row) * 7919}.00  EA`, 'plain')
    }
  }
  fill(100)
  paint(0)
  fill(101)
  const down = paint(0)
  expect(down).toContain('\u001b[5;21r\u001b[21H\n\u001b[r')
  expect(Buffer.byteLength(down)).toBeLessThan(90)
  fill(100)
  const up = paint(0)
  expect(up).toContain('\u001b[5;21r\u001b[5H\u001bM\u001b[r')
  expect(Buffer.byteLength(up)).toBeLessThan(90)
})

test('a row that comes in at the end of a scroll is painted in its own look', async () => {
  const screen = createScreen({ columns: 80, rows: 24 })
  const painter = createPainter({ theme, write: text => void screen.write(text) })
  const frame = createFrame({ columns: 80, rows: 24 })
  const fill = (first: number) => {
    for (let row = 0; row < 20; row += 1) {
      const text = first + row < 20 ? `row ${first + row} ${'x'.repeat(40)}` : ''
      const look = theme.lookOf(first + row < 20 ? 'plain' : 'active')
      putCells(frame, cellsOf(text.padEnd(80)), { row, column: 0, look })
    }
  }
  for (const first of [2, 3]) {
    fill(first)
    painter.paint(frame)
    await screen.write('')
    for (const row of [15, 16, 17, 18, 19]) {
      expect(screen.cell(row, 5).codes, `${first}, row ${row}`).toBe(first + row < 20 ? '' : '7')
    }
  }
})

test('backspace is three bytes', () => {
  const { put, paint } = form()
  put(2, 11, 'C1', 'active')
  paint(13)
  put(2, 12, ' ', 'active')
  expect(paint(12)).toBe('\b \b')
})

test('what follows a glyph of doubtful width is put where it belongs', async () => {
  // This terminal takes emoji for one cell; we and most others for two.
  const screen = createScreen({ columns: 20, rows: 2 })
  const writes: string[] = []
  const painter = createPainter({ theme, write: text => writes.push(text) })
  const frame = createFrame({ columns: 20, rows: 2 })
  putCells(frame, cellsOf('a😀b'), { row: 0, column: 0, look: 0 })
  painter.paint(frame)
  await screen.write(writes.join(''))
  expect(screen.cell(0, 3).glyph).toBe('b')
})

test('a cursor left in the middle of a wide glyph leads nothing astray', async () => {
  const screen = createScreen({ columns: 20, rows: 2 })
  const writes: string[] = []
  const painter = createPainter({ theme, write: text => writes.push(text) })
  const frame = createFrame({ columns: 20, rows: 2 })
  putCells(frame, cellsOf('订a b'), { row: 0, column: 0, look: 0 })
  frame.cursor = { row: 0, column: 1 }
  painter.paint(frame)
  putCells(frame, cellsOf('c'), { row: 0, column: 4, look: 0 })
  painter.paint(frame)
  await screen.write(writes.join(''))
  expect(screen.lines()[0]).toBe('订a c')
})

test('a row is erased in no look, for some terminals fill with the look of the moment', () => {
  const { put, paint } = form()
  put(10, 0, 'x'.repeat(40), 'plain')
  paint(11)
  put(9, 0, 'reverse', 'title')
  put(10, 0, ' '.repeat(40), 'plain')
  expect(paint(11)).toContain('\u001b[m\u001b[K')
})

test('going to the next field costs its cells and those of the one before', () => {
  const { put, paint } = form()
  put(2, 11, '        ', 'field')
  put(2, 40, '          ', 'active')
  expect(Buffer.byteLength(paint(40))).toBeLessThanOrEqual(45)
})

test('a row that empties is erased', () => {
  const { put, paint } = form()
  put(21, 0, 'ERROR: Customer does not exist. Please re-enter.', 'plain')
  paint(11)
  put(21, 0, ' '.repeat(80), 'plain')
  expect(paint(11)).toBe('\u001b[22H\u001b[K\u001b[3;12H')
})

test('a frame is one write, and a cursor is hidden once', () => {
  const writes: string[] = []
  const painter = createPainter({ theme, write: text => writes.push(text) })
  const frame = createFrame({ columns: 80, rows: 24 })
  painter.paint(frame)
  painter.paint(frame)
  expect(writes).toEqual([
    '\u000f\u001b(B\u001b[r\u001b[?6l\u001b[4l\u001b[m\u001b[2J\u001b[H\u001b[?25l',
  ])
})
