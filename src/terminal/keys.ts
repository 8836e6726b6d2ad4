import type { Key } from '../session/keys.ts'
import { createClock, type Timer } from './clock.ts'
import { controlKey, ESC } from './control-keys.ts'
import { createEscape } from './escape.ts'
import type { Meaning } from './key-sequences.ts'
import { createSequenceStates, type State } from './key-states.ts'
import { createPaste } from './paste.ts'
import { isPrintable, printable } from './printable.ts'
import { createUtf8Reader } from './utf8.ts'

/** How bytes become keys, and how long a terminal or a hand may take over one. */
export interface KeyDecoderOptions {
  /** TERM, for the few sequences that mean different keys on different terminals. */
  readonly term: string
  readonly onKey: (key: Key) => void
  /** After this long a lone ESC was the Escape key. */
  readonly escapeDelay?: number
  /**
   * For this long after ESC a digit makes a function key, even when `escape` was given meanwhile.
   */
  readonly prefixDelay?: number
  /** For this long after ESC a letter makes an alt key; later a hand typed both. */
  readonly altDelay?: number
  /** After this much silence a paste without an end, or an answer without one, is over. */
  readonly silence?: number
  readonly timer?: Timer
}

/** Bytes in; keys come out of `onKey`. */
export interface KeyDecoder {
  readonly write: (bytes: Uint8Array) => void
  /** No more bytes will come: gives what was waiting. */
  readonly end: () => void
}

/**
 * Gives keys in the order they came: letters gather into one text until another key or the end of
 * the read.
 */
const createKeyQueue = (onKey: (key: Key) => void) => {
  let letters = ''
  const flush = () => {
    if (letters === '') return
    const text = letters
    letters = ''
    onKey({ type: 'text', text })
  }
  return {
    flush,
    type: (text: string) => {
      letters += text
    },
    give: (key: Key) => {
      flush()
      onKey(key)
    },
  }
}

/**
 * Understands a keyboard: bytes in, however they are cut, keys out, and never a sequence's rest as
 * text.
 */
export const createKeyDecoder = (options: KeyDecoderOptions): KeyDecoder => {
  const { escapeDelay = 1000, prefixDelay = 1000, altDelay = 100, silence = 1000 } = options
  const reader = createUtf8Reader()
  const queue = createKeyQueue(options.onKey)
  const clock = createClock(options.timer)
  const press = (name: string) => queue.give({ type: 'key', name })
  let paste = createPaste()

  const become = (next: State) => {
    clock.stop()
    state = next
  }

  const ground: State = code => {
    if (code === ESC) return afterEscape.open()
    if (code === 0x9b) return sequence.openControl()
    if (code === 0x8f) return sequence.openShift()
    const name = controlKey(code)
    if (name) press(name)
    else if (isPrintable(code)) queue.type(String.fromCodePoint(code))
  }
  let state = ground

  const broken: State = code => {
    become(ground)
    ground(code)
  }

  const done = (meaning: Meaning) => {
    become(ground)
    if (!meaning) return
    if ('name' in meaning) press(meaning.name)
    else if ('text' in meaning) queue.type(printable(meaning.text))
    else openPaste()
  }

  const pasting: State = code => {
    if (paste.take(code)) givePaste()
  }
  const openPaste = () => {
    paste = createPaste()
    become(pasting)
  }
  const givePaste = () => {
    become(ground)
    queue.give({ type: 'paste', text: paste.text() })
  }

  /**
   * A terminal's answer or a title (OSC, DCS …): dropped up to its end, ESC \\ or a control
   * character.
   */
  const answer: State = code => {
    if (code === ESC) become(answerEnd)
    else if (code < 0x20 || code === 0x9c) become(ground)
  }
  const answerEnd: State = code => {
    if (code === 0x5c) return become(ground)
    afterEscape.open()
    state(code)
  }

  const sequence = createSequenceStates(options.term, { become, done, broken })
  const openAnswer = () => become(answer)
  const afterEscape = createEscape({
    delays: { alt: altDelay, escape: escapeDelay, prefix: prefixDelay },
    openings: {
      ...{ '[': sequence.openControl, O: sequence.openShift },
      ...{ ']': openAnswer, P: openAnswer, _: openAnswer, '^': openAnswer, X: openAnswer },
    },
    ...{ clock, become, press, ground },
  })

  /** Neither a paste nor an answer may hold the keyboard for ever. */
  const watchSilence = () => {
    if (state !== pasting && state !== answer && state !== answerEnd) return
    clock.stop()
    clock.after(silence, state === pasting ? givePaste : () => become(ground))
  }

  return {
    write: bytes => {
      for (const byte of bytes) {
        const code = reader.next(byte)
        if (code !== undefined) state(code)
      }
      queue.flush()
      watchSilence()
    },
    end: () => {
      if (afterEscape.isWaiting()) press('escape')
      if (state === pasting) givePaste()
      become(ground)
    },
  }
}
