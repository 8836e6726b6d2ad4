const esc = '\u001b'
const bell = '\u0007'

/** Texts that do harm to a terminal, or to who reads it, when they are let through. */
export const hostileTexts: readonly string[] = [
  `${esc}[2J${esc}[H`, // wipes the screen
  `${esc}[31mRED${esc}[0m`, // colours
  `${esc}[8mhidden${esc}[28m`, // conceals
  `${esc}]0;title${bell}`, // the title of the window
  `${esc}]52;c;cm0gLXJm${bell}`, // writes to the clipboard
  `${esc}]8;;http://x.test${esc}\\link${esc}]8;;${esc}\\`, // a link
  `${esc}P$q"p${esc}\\`, // asks the terminal to answer
  `${esc}_command${esc}\\`, // an application's command
  `${esc}^private${esc}\\`,
  `${esc}c`, // resets the terminal
  `${esc}[6n`, // asks for the cursor
  `${esc}[5i`, // begins to print
  `${esc}[?1049l`, // leaves the screen
  `${esc}[200~paste${esc}[201~`, // pretends to be pasted
  `${esc}#8`,
  `${esc}(0lqqk`, // another character set
  '\u009b31mC1', // the same in one byte
  '\u009d0;title\u009c',
  '\u0090q\u009c',
  'a\u0000b', // nothing, in the middle
  'abc\b\b\bxyz', // writes over
  'abc\rxyz',
  'one\ntwo\u000bthree\u000cfour',
  `ring${bell}`,
  '\u000eshifted\u000f',
  'ab\u202edc\u202c', // turns the direction
  'a\u2066b\u2069c\u200fd\u061c',
  'zero\u200bwidth\u200djoin\ufeff\u2060',
  'tag\u{e0041}\u{e0042}\u{e007f}',
  'line\u2028para\u2029',
  'alone\ud800half',
  'soft\u00adhyphen\u007f',
]

/** What may never reach a terminal as text: controls, directions, nothing wide, halves of characters, tags. */
export const harmful =
  /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u
