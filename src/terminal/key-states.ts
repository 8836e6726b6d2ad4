import {
  type ControlSequence,
  controlSequence,
  familyOf,
  linuxFunction,
  type Meaning,
  singleShift,
} from './key-sequences.ts'

/** What takes the next code point. */
export type State = (codePoint: number) => void

/** What the states of a sequence need from the decoder they are part of. */
export interface SequenceHost {
  readonly become: (state: State) => void
  /** The sequence is whole. */
  readonly done: (meaning: Meaning) => void
  /** The sequence broke off at this code point, which begins something new. */
  readonly broken: (codePoint: number) => void
}

/** Longer than any key's sequence; what goes on is dropped. */
const limit = 64

/** Takes `1;5` and `97:65;2` apart; an empty number is left out as 0 would mislead. */
const readNumbers = (parameters: string): ControlSequence['numbers'] =>
  parameters === ''
    ? []
    : parameters
        .split(';')
        .map(part => (part === '' ? [] : part.split(':').map(number => Number(number) || 0)))

/**
 * Makes the two beginnings `ESC [` and `ESC O`. They wait for ever: half a sequence never becomes
 * text.
 */
export const createSequenceStates = (term: string, host: SequenceHost) => {
  const { become, done, broken } = host
  const family = familyOf(term)
  let parameters = ''

  /** A sequence is printable ASCII; whatever else comes was typed after half a one. */
  const unbroken =
    (state: (character: string) => void): State =>
    code =>
      code < 0x20 || code > 0x7e ? broken(code) : state(String.fromCodePoint(code))

  const isFinal = (character: string) => character >= '@'

  const dropped = unbroken(character => {
    if (isFinal(character)) done(undefined)
  })

  const linux = unbroken(character => {
    const name = linuxFunction[character]
    done(name ? { name } : undefined)
  })

  const control = unbroken(character => {
    if (character === '[' && parameters === '') return become(linux)
    // rxvt ends what it sends with Shift in $, which is no ending to anyone else.
    if (!isFinal(character) && !(character === '$' && /^\d+$/.test(parameters))) {
      parameters += character
      return parameters.length > limit ? become(dropped) : undefined
    }
    const marker = /^[<=>?]|[ -/]/.exec(parameters)?.[0] ?? ''
    done(controlSequence({ marker, numbers: readNumbers(parameters), final: character }, family))
  })

  const shift = unbroken(character => {
    if (/[\d;]/.test(character) && parameters.length < limit) {
      parameters += character
      return
    }
    done(singleShift(character, Number(parameters.split(';').at(-1)) || 1, family))
  })

  const open = (state: State) => () => {
    parameters = ''
    become(state)
  }
  return { openControl: open(control), openShift: open(shift) }
}
