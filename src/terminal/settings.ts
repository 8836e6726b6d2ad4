/** What a terminal can do and a clerk wants, as the environment says it. */
export interface Settings {
  /** Lines of text for a screen reader instead of a painted screen. */
  readonly reader: boolean
  readonly colours: 0 | 8 | 16 | 256
  /** Boxes of + - and | for terminals that have no others, or draw them two cells wide. */
  readonly asciiFrames: boolean
  /** Cells of what is one wide in the west and two in the east. */
  readonly ambiguous: 1 | 2
  /** Milliseconds after which a lone ESC was a key. */
  readonly escapeDelay: number
}

type Environment = Record<string, string | undefined>

const monochrome = /^(|dumb|unknown|vt[1-5]\d\d.*|.*-m|.*-mono)$/
const many = /256color|-direct|kitty|alacritty|ghostty|foot|wezterm/

const coloursOf = ({ NO_COLOR, DINGDAN_COLORS, COLORTERM, TERM = '' }: Environment) => {
  // no-color.org: set to anything but nothing.
  if (NO_COLOR) return 0
  const wanted = ([0, 8, 16, 256] as const).find(count => String(count) === DINGDAN_COLORS)
  if (wanted !== undefined) return wanted
  if (monochrome.test(TERM)) return 0
  if (many.test(TERM) || /^(truecolor|24bit)$/.test(COLORTERM ?? '')) return 256
  return /16color/.test(TERM) ? 16 : 8
}

const isSet = (value: string | undefined) => value !== undefined && !/^(0|no|off|)$/i.test(value)

/** A hand that types ESC and then a digit needs about this long, and so does a slow line. */
const usualDelay = 1000

/** Reads the settings; what isn't said is what most terminals are. */
export const readSettings = (env: Environment): Settings => {
  const ambiguous = env['DINGDAN_AMBIGUOUS'] === 'wide' ? 2 : 1
  const delay = Number(env['DINGDAN_ESCDELAY'])
  return {
    // Where the cursor can't be moved, there is no screen to paint.
    reader: isSet(env['DINGDAN_READER']) || env['TERM'] === 'dumb',
    colours: coloursOf(env),
    asciiFrames: env['DINGDAN_FRAMES'] === 'ascii' || ambiguous === 2,
    ambiguous,
    escapeDelay: delay > 0 && delay <= 60_000 ? delay : usualDelay,
  }
}
