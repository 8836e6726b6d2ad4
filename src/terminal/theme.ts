import type { Style } from '../session/page.ts'
import type { Settings } from './settings.ts'

/**
 * How everything looks on one terminal. A look is a number, so that cells compare fast; 0 is plain.
 */
export interface Theme {
  readonly lookOf: (style: Style) => number
  /** SGR codes of each look; what belongs together (`38;5;16`) is one. */
  readonly codes: readonly (readonly string[])[]
  /** Whether a blank in this look differs from a plain one. */
  readonly showsOnBlank: readonly boolean[]
}

const bold = '1'
const underlined = '4'
const reverse = '7'

interface Look {
  /** What every terminal has, and all that a monochrome one shows. */
  readonly attributes: readonly string[]
  /**
   * Text and ground together, so that it reads the same on a light terminal as on a dark one. It
   * takes the place of the attributes and says nothing that they don't.
   */
  readonly colours?: Readonly<Record<Exclude<Settings['colours'], 0>, readonly string[]>>
}

const warning: Look = {
  attributes: [bold],
  colours: { 8: ['30', '43'], 16: ['30', '103'], 256: ['38;5;16', '48;5;220'] },
}

const error: Look = {
  attributes: [bold, reverse],
  colours: { 8: [bold, '37', '41'], 16: [bold, '97', '41'], 256: [bold, '38;5;231', '48;5;124'] },
}

/** The one table of looks. All but the messages are the terminal's own two colours. */
const looks: Record<Style, Look> = {
  plain: { attributes: [] },
  title: { attributes: [reverse] },
  border: { attributes: [] },
  label: { attributes: [] },
  heading: { attributes: [bold] },
  value: { attributes: [] },
  field: { attributes: [underlined] },
  active: { attributes: [reverse] },
  selected: { attributes: [reverse] },
  information: { attributes: [] },
  warning,
  error,
  legend: { attributes: [] },
}

/** Codes that a blank shows: underline, reverse, and any ground. */
const seenOnBlank = (code: string) =>
  code === underlined || code === reverse || /^(4\d|10\d|48;.*)$/.test(code)

/** Numbers the looks; styles that look the same share a number. */
export const createTheme = ({ colours }: Pick<Settings, 'colours'>): Theme => {
  const codes: (readonly string[])[] = [[]]
  const numbers = new Map<Style, number>()
  for (const [style, look] of Object.entries(looks) as [Style, Look][]) {
    const wanted = (colours > 0 && look.colours?.[colours as 8]) || look.attributes
    const same = codes.findIndex(each => each.join() === wanted.join())
    numbers.set(style, same < 0 ? codes.push(wanted) - 1 : same)
  }
  return {
    lookOf: style => numbers.get(style) ?? 0,
    codes,
    showsOnBlank: codes.map(each => each.some(seenOnBlank)),
  }
}
