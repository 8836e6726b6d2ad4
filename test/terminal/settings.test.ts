import { expect, test } from 'vitest'
import { cells, measureAmbiguous } from '../../src/kernel/text.ts'
import type { Style } from '../../src/session/page.ts'
import { asciiBoxes } from '../../src/terminal/boxes.ts'
import { readSettings } from '../../src/terminal/settings.ts'
import { createTheme } from '../../src/terminal/theme.ts'

test.each([
  [{ TERM: 'xterm' }, 8],
  [{ TERM: 'xterm-256color' }, 256],
  [{ TERM: 'screen' }, 8],
  [{ TERM: 'tmux-256color' }, 256],
  [{ TERM: 'linux' }, 8],
  [{ TERM: 'putty' }, 8],
  [{ TERM: 'rxvt-16color' }, 16],
  [{ TERM: 'xterm-kitty' }, 256],
  [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 256],
  [{ TERM: 'xterm', COLORTERM: 'rxvt' }, 8],
  [{ TERM: 'vt100' }, 0],
  [{ TERM: 'vt220', COLORTERM: 'truecolor' }, 0],
  [{ TERM: 'xterm-mono' }, 0],
  [{ TERM: 'wy50-m' }, 0],
  [{ TERM: 'dumb' }, 0],
  [{}, 0],
  [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 0],
  [{ TERM: 'xterm-256color', NO_COLOR: '' }, 256],
  [{ TERM: 'xterm-256color', NO_COLOR: '1', DINGDAN_COLORS: '256' }, 0],
  [{ TERM: 'vt100', DINGDAN_COLORS: '8' }, 8],
  [{ TERM: 'xterm-256color', DINGDAN_COLORS: '16' }, 16],
  [{ TERM: 'xterm-256color', DINGDAN_COLORS: '0' }, 0],
  [{ TERM: 'xterm-256color', DINGDAN_COLORS: 'many' }, 256],
])('%j has %i colours', (env, colours) => {
  expect(readSettings(env).colours).toBe(colours)
})

test.each([
  [{}, { reader: false, asciiFrames: false, ambiguous: 1, escapeDelay: 1000 }],
  [{ DINGDAN_READER: '1' }, { reader: true }],
  [{ DINGDAN_READER: '0' }, { reader: false }],
  [{ DINGDAN_READER: '' }, { reader: false }],
  [{ TERM: 'dumb' }, { reader: true }],
  [{ DINGDAN_FRAMES: 'ascii' }, { asciiFrames: true, ambiguous: 1 }],
  [{ DINGDAN_AMBIGUOUS: 'wide' }, { asciiFrames: true, ambiguous: 2 }],
  [{ DINGDAN_ESCDELAY: '3000' }, { escapeDelay: 3000 }],
  [{ DINGDAN_ESCDELAY: 'slow' }, { escapeDelay: 1000 }],
  [{ DINGDAN_ESCDELAY: '-5' }, { escapeDelay: 1000 }],
])('%j means %j', (env, settings) => {
  expect(readSettings(env)).toMatchObject(settings)
})

test('boxes in ASCII take the same cells', () => {
  expect(asciiBoxes('┌── 订单 ──┐│├┼┤└┘═║')).toBe('+-- 订单 --+|+++++=|')
  expect(asciiBoxes('订单')).toBe('订单')
})

test('ambiguous characters are as wide as the terminal has them, boxes are not', () => {
  expect(cells('“订”…é')).toBe(6)
  try {
    measureAmbiguous(2)
    expect(cells('“订”…é')).toBe(10)
    expect(cells('é')).toBe(2)
    expect(cells('─')).toBe(1)
    expect(cells('└──┘')).toBe(4)
  } finally {
    measureAmbiguous(1)
  }
  expect(cells('é')).toBe(1)
})

/** The first sixteen colours as terminals come with them. */
const palettes: Record<string, string> = {
  xterm:
    '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
  'Windows Terminal':
    '0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2',
  PuTTY:
    '000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff',
  'linux console':
    '000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff',
}

const cube = (colour: number) =>
  [36, 6, 1].map(step => {
    const level = Math.floor((colour - 16) / step) % 6
    return level === 0 ? 0 : 55 + 40 * level
  })

const rgb = (palette: string, colour: number) =>
  colour > 15
    ? cube(colour)
    : [0, 2, 4].map(at => Number.parseInt(palette.split(' ')[colour]!.slice(at, at + 2), 16))

/** How light a colour is (WCAG 2). */
const light = (channels: readonly number[]) => {
  const [red, green, blue] = channels
    .map(value => value / 255)
    .map(value => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** Reads SGR codes as a terminal does that draws bold letters of a dark colour in the light one. */
const coloursOf = (codes: readonly string[]) => {
  const number = (from: 30 | 40) => {
    for (const code of codes) {
      const rich = new RegExp(`^${from + 8};5;(\\d+)$`).exec(code)
      if (rich) return Number(rich[1])
      const plain = Number(code) - from
      if (plain >= 0 && plain < 8) return plain
      if (plain >= 60 && plain < 68) return plain - 52
    }
    return undefined
  }
  const letters = number(30)
  const ground = number(40)
  return {
    letters: letters !== undefined && letters < 8 && codes.includes('1') ? letters + 8 : letters,
    ground,
  }
}

const coloured = ([8, 16, 256] as const).flatMap(colours =>
  Object.keys(palettes).flatMap(palette =>
    (['warning', 'error'] as Style[]).map(style => ({ colours, palette, style })),
  ),
)

test.each(coloured)(
  '$style in $colours colours can be read on $palette, whatever its ground',
  ({ colours, palette, style }) => {
    const theme = createTheme({ colours })
    const { letters, ground } = coloursOf(theme.codes[theme.lookOf(style)]!)
    // Letters without a ground of their own, or the other way round, would vanish on one of the two.
    const [brighter, darker] = [letters!, ground!]
      .map(colour => light(rgb(palettes[palette]!, colour)))
      .toSorted((a, b) => b - a)
    expect((brighter! + 0.05) / (darker! + 0.05)).toBeGreaterThan(3.9)
  },
)

test('what a colour says, an attribute says on a monochrome terminal', () => {
  const { codes, lookOf } = createTheme({ colours: 0 })
  const looks = (['value', 'field', 'active', 'warning', 'error'] as Style[]).map(style =>
    codes[lookOf(style)]!.join(),
  )
  expect(looks).toEqual(['', '4', '7', '1', '1,7'])
})
