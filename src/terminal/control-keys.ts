/** The character that begins every sequence and is a key itself. */
export const ESC = 0x1b

const controlNames = '\\]^_'

/** The name of a control character, or undefined for NUL, ESC and whatever is no control. */
export const controlKey = (code: number): string | undefined => {
  if (code === 0x0d) return 'enter'
  if (code === 0x09) return 'tab'
  if (code === 0x08 || code === 0x7f) return 'backspace'
  if (code >= 0x01 && code <= 0x1a) return `ctrl+${String.fromCharCode(code + 0x60)}`
  if (code >= 0x1c && code <= 0x1f) return `ctrl+${controlNames[code - 0x1c]}`
  return undefined
}

/** The name of a key pressed together with Alt, which terminals send as ESC in front of it. */
export const altName = (code: number): string | undefined => {
  const name = controlKey(code)
  if (name) return name.startsWith('ctrl+') ? `ctrl+alt+${name.slice(5)}` : `alt+${name}`
  if (code < 0x20 || code > 0x7e) return undefined
  const character = String.fromCodePoint(code)
  if (character === ' ') return 'alt+space'
  return /[A-Z]/.test(character) ? `alt+shift+${character.toLowerCase()}` : `alt+${character}`
}
