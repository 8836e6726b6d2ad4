import type { Key } from '../../src/session/keys.ts'
import { createKeyDecoder } from '../../src/terminal/keys.ts'
import type { Chance } from './chance.ts'

const ESC = '\x1b'
const names = (text: string, sequence: (index: number) => string): [string, string][] =>
  text.split(' ').map((name, index) => [name, ESC + sequence(index)])
const letter = (first: string, index: number) => String.fromCharCode(first.charCodeAt(0) + index)

/** What an xterm sends for keys that aren't characters. */
const sequences: Readonly<Record<string, string>> = {
  ...{ enter: '\r', tab: '\t', backspace: '\x7f', escape: ESC },
  ...Object.fromEntries([
    ...names('f1 f2 f3 f4', index => `O${letter('P', index)}`),
    ...names('up down right left', index => `[${letter('A', index)}`),
    ...names('insert delete', index => `[${index + 2}~`),
    ...names('pageup pagedown', index => `[${index + 5}~`),
    ...names('f6 f7 f8 f9 f10', index => `[${index + 17}~`),
    ...names('f11 f12 f13', index => `[${index + 23}~`),
  ]),
  ...{ f5: '\x1b[15~', home: '\x1b[H', end: '\x1b[F', 'shift+tab': '\x1b[Z', f24: '\x1b[57387u' },
  ...{ 'shift+f5': '\x1b[15;2~', 'ctrl+shift+left': '\x1b[1;6D', 'alt+x': '\x1bx' },
}

/** What a terminal sends for a key; undefined for one that an xterm hasn't got. */
const sentFor = (key: Key): string | undefined => {
  if (key.type === 'text') return key.text
  if (key.type === 'paste') return `\x1b[200~${key.text}\x1b[201~`
  const control = /^ctrl\+([a-z])$/.exec(key.name)?.[1]
  return control ? String.fromCharCode(control.charCodeAt(0) - 0x60) : sequences[key.name]
}

/** Bytes that nobody meant: a bad line, or a terminal that we don't know. The letter ends whatever they began. */
const noise = (chance: Chance): Buffer => {
  const likely = [...Buffer.from(`${ESC}[O;0519~<?`)]
  const bytes = Array.from({ length: chance.between(1, 12) }, () =>
    chance.happens(0.5) ? chance.one(likely) : chance.below(256),
  )
  return Buffer.concat([Buffer.from(bytes), Buffer.from('x')])
}

/** A keyboard on a line that cuts bytes anywhere, and now and then makes some up; with a mutant the hand rests at each cut. */
export const createKeyboard = (chance: Chance, mutant: string | undefined) => {
  let heard: Key[] = []
  const alarms = new Set<() => void>()
  /** Whatever the decoder was waiting for didn't come. */
  const rest = () => {
    for (const alarm of alarms) {
      alarms.delete(alarm)
      alarm()
    }
  }
  const decoder = createKeyDecoder({
    term: 'xterm-256color',
    onKey: key => void heard.push(key),
    timer: alarm => {
      alarms.add(alarm)
      return () => void alarms.delete(alarm)
    },
  })
  const send = (bytes: Buffer): readonly Key[] => {
    heard = []
    for (let at = 0; at < bytes.length; ) {
      const next = at + chance.between(1, bytes.length - at)
      decoder.write(bytes.subarray(at, next))
      if (mutant === 'torn-keys') rest()
      at = next
    }
    rest()
    return heard
  }
  return {
    noise: () => send(noise(chance)),
    /** What comes of a key; and what it became where that is something else. */
    type: (key: Key): { keys: readonly Key[]; wrong?: string } => {
      const sent = sentFor(key)
      if (sent === undefined) return { keys: [key] }
      const keys = send(Buffer.from(sent))
      const same = keys.length === 1 && keys[0]!.type === 'key' && keys[0]!.name
      return key.type !== 'key' || same === key.name
        ? { keys }
        : { keys, wrong: `${key.name} came as ${JSON.stringify(keys)}` }
    },
  }
}
