import type { Style } from '../session/page.ts'

/**
 * How everything looks on one terminal. A look is a number, so that cells compare fast; 0 is plain.
 */
export interface Theme {
  readonly lookOf: (style: Style) => number
  /** SGR codes of each look. */
  readonly codes: readonly (readonly number[])[]
  /** Whether a blank in this look differs from a plain one. */
  readonly showsOnBlank: readonly boolean[]
}

const bold = 1
const underlined = 4
const reverse = 7
const red = 31
const yellow = 33

/**
 * The one table of looks: attributes, which every terminal has, and a colour that only ever repeats
 * what they say.
 */
const looks: Record<Style, { readonly attributes: readonly number[]; readonly colour?: number }> = {
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
  warning: { attributes: [bold], colour: yellow },
  error: { attributes: [bold, reverse], colour: red },
  legend: { attributes: [] },
}

/** Codes that a blank shows: underline, reverse, and any background. */
const seenOnBlank = (code: number) => code === underlined || code === reverse || code >= 40

/** Whether to colour: not on monochrome terminals, nor where NO_COLOR is set (no-color.org). */
export const hasColour = (env: Record<string, string | undefined>): boolean =>
  !env.NO_COLOR && !/^(|dumb|unknown|vt[1-3]\d\d.*|.*-m|.*-mono)$/.test(env.TERM ?? '')

/** Numbers the looks; styles that look the same share a number. */
export const createTheme = ({ colour }: { readonly colour: boolean }): Theme => {
  const codes: (readonly number[])[] = [[]]
  const numbers = new Map<Style, number>()
  for (const [style, look] of Object.entries(looks) as [Style, (typeof looks)[Style]][]) {
    const wanted = colour && look.colour ? [...look.attributes, look.colour] : look.attributes
    const same = codes.findIndex(each => each.join() === wanted.join())
    numbers.set(style, same < 0 ? codes.push(wanted) - 1 : same)
  }
  return {
    lookOf: style => numbers.get(style) ?? 0,
    codes,
    showsOnBlank: codes.map(each => each.some(seenOnBlank)),
  }
}
