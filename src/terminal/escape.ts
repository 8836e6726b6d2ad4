import type { Clock } from './clock.ts'
import { altName } from './control-keys.ts'
import type { State } from './key-states.ts'

/** After ESC these are f1 to f12, for terminals and hands that have no function keys. */
const prefixed = '1234567890-='

/**
 * A slow line may cut a sequence here, so that these are waited for longer than a hand's letters.
 */
const sequences = '[O'

/** What the state after ESC needs from the decoder it is part of. */
interface EscapeHost {
  readonly delays: { readonly alt: number; readonly escape: number; readonly prefix: number }
  readonly clock: Clock
  readonly become: (state: State) => void
  readonly press: (name: string) => void
  /** Reads a code point as if nothing were before it. */
  readonly ground: State
  /** What the characters begin that begin more than a key. */
  readonly openings: Record<string, () => void>
}

/**
 * Makes the state after ESC: what follows, and when, decides if it was a key, a prefix or the start
 * of more.
 */
export const createEscape = (host: EscapeHost) => {
  const { delays, clock, become, press, ground, openings } = host
  let waiting = false

  const open = () => {
    let given = false
    let typedByHand = false
    waiting = true
    const give = () => {
      given = true
      waiting = false
      press('escape')
    }

    become(code => {
      const character = String.fromCodePoint(code)
      const digit = prefixed.indexOf(character)
      const alt = altName(code)
      const opening = openings[character]
      waiting = false
      become(ground)
      if (digit >= 0) press(`f${digit + 1}`)
      else if (given) ground(code)
      else if (opening && (!typedByHand || sequences.includes(character))) opening()
      // The linux console's Shift-Tab.
      else if (code === 0x09) press('shift+tab')
      else if (alt && !typedByHand) press(alt)
      else {
        press('escape')
        ground(code)
      }
    })
    clock.after(delays.alt, () => {
      typedByHand = true
    })
    clock.after(delays.escape, () => {
      give()
      if (delays.prefix <= delays.escape) become(ground)
    })
    if (delays.prefix > delays.escape) clock.after(delays.prefix, () => become(ground))
  }
  return { open, isWaiting: () => waiting }
}
