/** Terminals whose keys and colours the program knows, as patterns of sh. */
const terminals = [
  'xterm|xterm-mono|xterm-color|xterm-16color|xterm-256color|xterm-direct|xterm-kitty|xterm-ghostty',
  'vt10[0-9]|vt[2-5][0-9][0-9]|linux|ansi|cygwin|mintty|ms-terminal|dumb',
  'putty|putty-256color|putty-vt100|putty-sco|konsole|konsole-256color|gnome|gnome-256color',
  'screen|screen-256color|tmux|tmux-256color|rxvt|rxvt-16color|rxvt-256color',
  'rxvt-unicode|rxvt-unicode-256color|alacritty|kitty|ghostty|foot|wezterm',
]

/** Any other is taken for a vt100. */
export const terminalCase: readonly string[] = [
  // In other locales [0-9] may be more than ten digits.
  'LC_ALL=C',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
  'case ${TERM-} in',
  ...terminals.map(names => `  ${names}) ;;`),
  '  *) TERM=vt100 ;;',
  'esac',
]

const flag = '[01]|yes|no|on|off|true|false'
const digits = [1, 2, 3, 4, 5].map(count => `[1-9]${'[0-9]'.repeat(count - 1)}`)

/**
 * What a clerk's terminal may send along: each name with its values, as a pattern of sh. No pattern
 * of names: others that begin alike, such as DINGDAN_NODE, are never a clerk's to say.
 */
const settings: Readonly<Record<string, string>> = {
  NO_COLOR: flag,
  COLORTERM: 'truecolor|24bit',
  DINGDAN_COLORS: '0|8|16|256',
  DINGDAN_READER: flag,
  DINGDAN_FRAMES: 'ascii',
  DINGDAN_AMBIGUOUS: 'wide',
  DINGDAN_ESCDELAY: digits.join('|'),
}

/** Their names, as sshd and sudo are told them. */
export const settingNames = Object.keys(settings).join(' ')

/** Leaves those whose values fit as the arguments of the script, ready for env. */
export const settingCases: readonly string[] = [
  'set --',
  ...Object.entries(settings).map(
    ([name, values]) => `case \${${name}-} in ${values}) set -- "$@" "${name}=$${name}" ;; esac`,
  ),
]
