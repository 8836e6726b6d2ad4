/** What a terminal means by a sequence: a key by name, typed text, or nothing that we know. */
export type Meaning =
  | { readonly name: string }
  | { readonly text: string }
  | { readonly paste: true }
  | undefined

/** A sequence after ESC [ taken apart: `ESC[1;5P` is numbers 1 and 5, final P. */
export interface ControlSequence {
  readonly marker: string
  readonly numbers: readonly (readonly number[])[]
  readonly final: string
}

/** Families of terminals whose sequences mean something else than everybody's. */
export type Family = 'vt100' | 'vt220' | 'sco' | 'rxvt' | 'other'

/**
 * Reads the family from TERM; what it doesn't say is never assumed, for the same bytes mean other
 * keys elsewhere.
 */
export const familyOf = (term: string): Family => {
  if (/^vt10\d/.test(term)) return 'vt100'
  if (/^vt[2-5]\d\d/.test(term)) return 'vt220'
  if (/sco/.test(term)) return 'sco'
  if (/^rxvt/.test(term)) return 'rxvt'
  return 'other'
}

const letters = (from: string, names: string): Record<string, string> =>
  Object.fromEntries(
    names.split(' ').map((name, index) => [String.fromCharCode(from.charCodeAt(0) + index), name]),
  )

/** `ESC[A` and, where cursor keys are in application mode, `ESC O A`. */
const cursor: Record<string, string> = {
  ...letters('A', 'up down right left'),
  H: 'home',
  F: 'end',
}
const functionLetters = letters('P', 'f1 f2 f3 f4')

/** `ESC[15~`: DEC's editing and function keys. */
const tilde: Record<number, string> = {
  ...{
    1: 'home',
    2: 'insert',
    3: 'delete',
    4: 'end',
    5: 'pageup',
    6: 'pagedown',
    7: 'home',
    8: 'end',
  },
  ...{ 11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9' },
  ...{ 21: 'f10', 23: 'f11', 24: 'f12', 25: 'f13', 26: 'f14', 28: 'f15', 29: 'f16', 31: 'f17' },
  ...{ 32: 'f18', 33: 'f19', 34: 'f20' },
}

/** A vt220's editing pad says Find and Select where a PC says Home and End; F15 and F16 are Help and Do. */
const vt220Tilde: Record<number, string> = { 1: 'find', 4: 'select', 28: 'help', 29: 'do' }

/**
 * SCO's console, which PuTTY imitates: function keys from M on, shifted ones after them, then with
 * control.
 */
const sco: Record<string, string> = {
  ...letters('M', 'f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 shift+tab'),
  ...letters('a', 'f15 f16 f17 f18 f19 f20 f21 f22 f23 f24'),
  ...letters('k', 'ctrl+f1 ctrl+f2 ctrl+f3 ctrl+f4 ctrl+f5 ctrl+f6'),
  ...letters('q', 'ctrl+f7 ctrl+f8 ctrl+f9 ctrl+f10 ctrl+f11 ctrl+f12'),
  ...{ I: 'pageup', G: 'pagedown', L: 'insert' },
}

/** The linux console's F1 to F5: `ESC[[A`. */
export const linuxFunction: Record<string, string> = letters('A', 'f1 f2 f3 f4 f5')

/**
 * `ESC O` and a letter, when no family says otherwise; PuTTY's VT100+ goes on to F12 = `ESC O [`.
 */
const ss3: Record<string, string> = {
  ...cursor,
  ...functionLetters,
  ...letters('T', 'f5 f6 f7 f8 f9 f10 f11 f12'),
  ...{ M: 'enter', I: 'tab' },
  ...letters('a', 'ctrl+up ctrl+down ctrl+right ctrl+left'),
}

/** The keypad in application mode, which types what is printed on it. */
const keypad: Record<string, string> = {
  ...letters('j', '* + , - . /'),
  ...letters('p', '0 1 2 3 4 5 6 7 8 9'),
}

/** A vt100 has four PF keys; terminfo takes the keypad for the next six. */
const vt100Keypad: Record<string, string> = {
  ...{ t: 'f5', u: 'f6', v: 'f7', l: 'f8', w: 'f9', x: 'f10' },
}

/** Kitty's numbers for keys that have no character. */
const kittyKeys: Record<number, string> = {
  ...{ 9: 'tab', 13: 'enter', 27: 'escape', 8: 'backspace', 127: 'backspace', 57414: 'enter' },
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [57376 + index, `f${13 + index}`]),
  ),
  ...Object.fromEntries(
    'left right up down pageup pagedown home end insert delete'
      .split(' ')
      .map((name, index) => [57417 + index, name]),
  ),
}
const kittyKeypad = '0123456789./*-+'

/**
 * A key's name with its modifiers, from xterm's number: one more than shift 1, alt 2, control 4.
 */
const modified = (name: string, modifiers = 1): string => {
  const bits = Math.max(modifiers - 1, 0)
  return `${bits & 4 ? 'ctrl+' : ''}${bits & 2 ? 'alt+' : ''}${bits & 1 ? 'shift+' : ''}${name}`
}

/** What `ESC O`, perhaps numbers, and a letter mean. */
export const singleShift = (final: string, modifiers: number, family: Family): Meaning => {
  if (family === 'vt100' && vt100Keypad[final]) return { name: vt100Keypad[final] }
  // PuTTY's rxvt way of saying End; everywhere else it is the keypad's 7.
  if (family === 'rxvt' && final === 'w') return { name: 'end' }
  const name = ss3[final]
  if (name) return { name: modified(name, modifiers) }
  const text = keypad[final]
  return text ? { text } : undefined
}

const character = (codePoint: number, modifiers: number, typed: number | undefined): Meaning => {
  const pad = codePoint >= 57399 ? kittyKeypad[codePoint - 57399] : undefined
  if (codePoint < 0x20 || codePoint > 0x10ffff) return undefined
  if (codePoint >= 57344 && codePoint <= 63743 && !pad) return undefined
  const plain = pad ?? String.fromCodePoint(codePoint)
  if ((modifiers - 1) & 6) return { name: modified(plain.toLowerCase(), modifiers) }
  if (typed) return { text: typed <= 0x10ffff ? String.fromCodePoint(typed) : '' }
  return { text: (modifiers - 1) & 1 ? plain.toUpperCase() : plain }
}

/** `ESC[97;5u`, kitty's way, and `ESC[27;5;97~`, xterm's modifyOtherKeys. */
const numbered = (key: readonly number[], modifiers: readonly number[], text?: number): Meaning => {
  const [code = 0, shifted] = key
  const [modifier = 1, event = 1] = modifiers
  // Only kitty reports that a key is let go, and nobody asked it to.
  if (event === 3) return undefined
  const name = kittyKeys[code]
  if (name) return { name: modified(name, modifier) }
  return character(code, modifier, text || ((modifier - 1) & 1 ? shifted : undefined))
}

/** The endings by which rxvt tells modifiers: `ESC[11^` is Ctrl-F1. */
const rxvtModifiers: Record<string, number> = { $: 2, '^': 5, '@': 6 }

const numberKey = (sequence: ControlSequence, family: Family): Meaning => {
  const [[number = 0] = [], [modifiers = 1] = [], other = []] = sequence.numbers
  if (number === 200) return { paste: true }
  if (number === 27) return numbered(other, [modifiers])
  const name = (family === 'vt220' ? vt220Tilde[number] : undefined) ?? tilde[number]
  return name ? { name: modified(name, rxvtModifiers[sequence.final] ?? modifiers) } : undefined
}

/**
 * What a sequence after `ESC[` means. Undefined is dropped: a report nobody asked for, or a key no
 * keyboard has.
 */
export const controlSequence = (sequence: ControlSequence, family: Family): Meaning => {
  const { marker, numbers, final } = sequence
  if (marker) return undefined
  const [[number = 1] = [], [modifiers = 1] = [], [text] = []] = numbers
  if (final === '~' || rxvtModifiers[final]) return numberKey(sequence, family)
  if (final === 'u') return numbered(numbers[0] ?? [], numbers[1] ?? [], text)
  if (family === 'sco' && sco[final]) return { name: sco[final] }
  if (final === 'Z') return { name: modified('tab', ((modifiers - 1) | 1) + 1) }
  if (family === 'rxvt' && /[a-d]/.test(final)) {
    return { name: `shift+${cursor[final.toUpperCase()]}` }
  }
  // `ESC[24;80R` reports the cursor's place; F3 with a modifier begins with 1.
  if (number !== 1) return undefined
  const name = cursor[final] ?? functionLetters[final]
  return name ? { name: modified(name, modifiers) } : undefined
}
