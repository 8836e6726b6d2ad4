import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { actionOf, type Key } from '../../src/session/keys.ts'
import { createKeyDecoder, type KeyDecoderOptions } from '../../src/terminal/keys.ts'

/** Hands that type on a clock of the test's own. */
const keyboard = (options: Partial<KeyDecoderOptions> = {}) => {
  const keys: Key[] = []
  let now = 0
  let alarms: { at: number; run: () => void }[] = []
  const decoder = createKeyDecoder({
    term: 'xterm-256color',
    onKey: key => keys.push(key),
    timer: (run, milliseconds) => {
      const alarm = { at: now + milliseconds, run }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter(each => each !== alarm)
      }
    },
    ...options,
  })
  const said = () => keys.map(key => (key.type === 'key' ? key.name : `${key.type}:${key.text}`))
  return {
    send: (text: string | Uint8Array) =>
      decoder.write(typeof text === 'string' ? Buffer.from(text) : text),
    wait: (milliseconds: number) => {
      const until = now + milliseconds
      for (;;) {
        const next = alarms.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        now = next.at
        alarms = alarms.filter(each => each !== next)
        next.run()
      }
      now = until
    },
    end: () => decoder.end(),
    said,
    get alarms() {
      return alarms.length
    },
  }
}

/** What comes of reads sent one after the other. */
const decode = (reads: (string | Uint8Array)[], options: Partial<KeyDecoderOptions> = {}) => {
  const hands = keyboard(options)
  for (const read of reads) hands.send(read)
  hands.end()
  return hands.said()
}

const named: Record<string, string> = {
  ...{ khome: 'home', kend: 'end', kpp: 'pageup', knp: 'pagedown', kich1: 'insert' },
  ...{ kdch1: 'delete', kcbt: 'shift+tab', kbs: 'backspace', kent: 'enter' },
  ...{ kcuu1: 'up', kcud1: 'down', kcub1: 'left', kcuf1: 'right' },
}

/** The key that terminfo means. It counts Shift-F1 as F13 where the terminal says Shift. */
const meant = (capability: string, sequence: string): string => {
  const number = Number(/^kf(\d+)$/.exec(capability)?.[1])
  if (!number) return named[capability] ?? capability
  return number > 12 && /2[PQRS]$/.test(sequence) ? `shift+f${number - 12}` : `f${number}`
}

const table = readFileSync(new URL('terminal-keys.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
  .flatMap(line => {
    const [term = '', ...pairs] = line.split('\t').filter(Boolean)
    return pairs.map(pair => {
      const [capability = '', written = ''] = [pair.split('=')[0], pair.replace(/^[^=]*=/, '')]
      const sequence = written
        .replaceAll('\\E', '\u001b')
        .replace(/\^\?/, '\u007f')
        .replace(/\^([A-Z])$/, (_, letter: string) =>
          String.fromCharCode(letter.charCodeAt(0) - 64),
        )
      return { term, capability, written, sequence, key: meant(capability, sequence) }
    })
  })
  .filter(({ capability, written }) => written !== '-' && !/mkx$/.test(capability))

/** On SCO one sequence is two keys: Delete is Backspace, Shift-F2 is Shift-Tab. */
const clashes = new Set(['putty-sco kdch1', 'putty-sco kf14'])

describe('every key of every terminal', () => {
  const keys = table.filter(({ term, capability }) => !clashes.has(`${term} ${capability}`))

  test('the table is there', () => {
    expect(new Set(table.map(({ term }) => term)).size).toBe(22)
    expect(keys.length).toBeGreaterThan(500)
  })

  test.each(keys)('$term $capability $written is $key', ({ term, sequence, key }) => {
    expect(decode([sequence], { term })).toEqual([key])
    for (let at = 1; at < sequence.length; at += 1) {
      const hands = keyboard({ term })
      hands.send(sequence.slice(0, at))
      // A slow line cuts anywhere; only after a lone ESC does the wait have an end.
      hands.wait(at === 1 ? 900 : 60_000)
      hands.send(sequence.slice(at))
      hands.end()
      expect(hands.said(), `cut after ${at}`).toEqual([key])
    }
  })

  test('no sequence of one terminal is text to another', () => {
    const terms = [...new Set(table.map(({ term }) => term))]
    const leaks = table.flatMap(({ sequence, written }) =>
      terms.flatMap(term =>
        decode([sequence], { term })
          // A vt100's F5 to F10 are its keypad, which types digits elsewhere.
          .filter(said => said.startsWith('text') && !/^\\EO[l-x]$/.test(written))
          .map(said => `${term} ${written} ${said}`),
      ),
    )
    expect(leaks).toEqual([])
  })
})

test.each([
  ['\u001b[1;2P', ['shift+f1']],
  ['\u001b[15;5~', ['ctrl+f5']],
  ['\u001b[1;3A', ['alt+up']],
  ['\u001b[1;6C', ['ctrl+shift+right']],
  ['\u001b[1;8H', ['ctrl+alt+shift+home']],
  ['\u001b[3;5~', ['ctrl+delete']],
  ['\u001b[11^', ['ctrl+f1']],
  ['\u001b[2$', ['shift+insert']],
  ['\u001b[5@', ['ctrl+shift+pageup']],
  ['\u001bOa', ['ctrl+up']],
  ['\u001b[13u', ['enter']],
  ['\u001b[13;2u', ['shift+enter']],
  ['\u001b[27u', ['escape']],
  ['\u001b[120;5u', ['ctrl+x']],
  ['\u001b[100;5:1u', ['ctrl+d']],
  ['\u001b[100;5:3u', []],
  ['\u001b[97;2u', ['text:A']],
  ['\u001b[49:33;2u', ['text:!']],
  ['\u001b[57376u', ['f13']],
  ['\u001b[57404u', ['text:5']],
  ['\u001b[57358u', []],
  ['\u001b[27;5;97~', ['ctrl+a']],
  ['\u001bq', ['alt+q']],
  ['\u001bQ', ['alt+shift+q']],
  ['\u001b\r', ['alt+enter']],
  ['\u001b\u0004', ['ctrl+alt+d']],
  ['\u001bOp\u001bOn\u001bOs', ['text:0.3']],
  ['\u001b[[A', ['f1']],
])('%j is %j', (sequence, keys) => {
  expect(decode([sequence])).toEqual(keys)
})

test.each([
  ['\u001b[1~', 'find'],
  ['\u001b[2~', 'insert'],
  ['\u001b[3~', 'delete'],
  ['\u001b[4~', 'select'],
  ['\u001b[5~', 'pageup'],
  ['\u001b[6~', 'pagedown'],
  ['\u001b[28~', 'help'],
  ['\u001b[29~', 'do'],
  ['\u001bOP', 'f1'],
  ['\u001bOS', 'f4'],
  ['\u001bOM', 'enter'],
])('a vt220 names its own keys: %j is %s, and does something', (sequence, key) => {
  expect(decode([sequence], { term: 'vt220' })).toEqual([key])
  expect(actionOf(key)).toBeDefined()
})

test.each([
  ['\r', ['enter']],
  ['\r\n', ['enter', 'ctrl+j']],
  ['\t', ['tab']],
  ['\u0008', ['backspace']],
  ['\u007f', ['backspace']],
  ['\u0000', []],
  ['\u0003\u001a\u001c', ['ctrl+c', 'ctrl+z', 'ctrl+\\']],
  ['\u0018\u0005\u0004\u000c', ['ctrl+x', 'ctrl+e', 'ctrl+d', 'ctrl+l']],
  [
    '7.1.1\rab\t订单\u0004x',
    ['text:7.1.1', 'enter', 'text:ab', 'tab', 'text:订单', 'ctrl+d', 'text:x'],
  ],
])('control characters %j are %j', (bytes, keys) => {
  expect(decode([bytes])).toEqual(keys)
})

describe('escape', () => {
  const reached = '1234567890-='.split('').map((digit, index) => [digit, `f${index + 1}`] as const)

  test.each(reached)('ESC %s is %s, typed at once or by hand', (digit, key) => {
    expect(decode([`\u001b${digit}`])).toEqual([key])
    const hands = keyboard()
    hands.send('\u001b')
    hands.wait(900)
    hands.send(digit)
    expect(hands.said()).toEqual([key])
  })

  test('alone it is a key, after a while', () => {
    const hands = keyboard({ escapeDelay: 50, prefixDelay: 50 })
    hands.send('\u001b')
    hands.wait(49)
    expect(hands.said()).toEqual([])
    hands.wait(1)
    expect(hands.said()).toEqual(['escape'])
    hands.send('4')
    expect(hands.said()).toEqual(['escape', 'text:4'])
    expect(hands.alarms).toBe(0)
  })

  test('a digit is a function key for as long as the prefix lasts, though escape was told', () => {
    const hands = keyboard({ escapeDelay: 50, prefixDelay: 1000 })
    hands.send('\u001b')
    hands.wait(60)
    hands.send('4')
    expect(hands.said()).toEqual(['escape', 'f4'])
  })

  test('twice is two, and a letter by hand is not swallowed', () => {
    expect(decode(['\u001b\u001b'])).toEqual(['escape', 'escape'])
    const hands = keyboard()
    hands.send('\u001b')
    hands.wait(300)
    hands.send('y')
    expect(hands.said()).toEqual(['escape', 'text:y'])
  })

  test('in the middle of a sequence it begins a new one', () => {
    expect(decode(['\u001b[15\u001bOPx'])).toEqual(['f1', 'text:x'])
    expect(decode(['\u001bO\u001b[B'])).toEqual(['down'])
  })

  test('half a sequence waits for ever and never becomes text, and Enter gets out of it', () => {
    const hands = keyboard()
    hands.send('\u001b[1')
    hands.wait(600_000)
    hands.send('\r')
    expect(hands.said()).toEqual(['enter'])
  })
})

describe('what no keyboard sends is dropped', () => {
  test.each([
    '\u001b[?62;c',
    '\u001b[24;80R',
    '\u001b[I',
    '\u001b[O',
    '\u001b[99~',
    '\u001b[?2026;1$y',
    `\u001b[${'1;'.repeat(200)}~`,
    '\u001b]0;title\u0007',
    '\u001b]11;rgb:0000/0000/0000\u001b\\',
    '\u001bP1$r0m\u001b\\',
    '\u001bOz',
    '\u001b[[Z',
  ])('%j', sequence => {
    expect(decode([`${sequence}ok`])).toEqual(['text:ok'])
  })

  test('an answer without an end gives the keyboard back', () => {
    const hands = keyboard()
    hands.send('\u001bP')
    hands.send('lost')
    hands.wait(1000)
    hands.send('kept')
    expect(hands.said()).toEqual(['text:kept'])
  })
})

describe('text', () => {
  test('is whole however UTF-8 is cut', () => {
    const bytes = Buffer.from('a订é𠮷한')
    for (let at = 1; at < bytes.length; at += 1) {
      expect(
        decode([bytes.subarray(0, at), bytes.subarray(at)])
          .join('')
          .replaceAll('text:', ''),
      ).toBe('a订é𠮷한')
    }
  })

  test('has nothing invisible in it', () => {
    expect(decode(['a\u200bb\u202ec\ufeffd\u2066e\u00adf\ufe0fg\u{e0041}h\u0085i'])).toEqual([
      'text:abcdefghi',
    ])
  })

  test('broken bytes are dropped and take no key with them', () => {
    const bytes = [0x61, 0xe8, 0x0d, 0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xe0, 0x9f, 0xbf, 0x62]
    expect(decode([Uint8Array.from(bytes)])).toEqual(['text:a', 'enter', 'text:b'])
  })

  test('eight-bit CSI and SS3 begin sequences', () => {
    expect(decode([Uint8Array.from([0x9b, 0x31, 0x37, 0x7e, 0x8f, 0x50])])).toEqual(['f6', 'f1'])
  })
})

describe('paste', () => {
  const pasted = '\u001b[200~C1000\r\n订单\t7\u0004\u001bOP\u202e\r\u001b[201~'

  test('is one event, cut anywhere, with line ends and tabs but no keys in it', () => {
    const bytes = Buffer.from(`x${pasted}\ty`)
    for (let at = 1; at < bytes.length; at += 1) {
      const hands = keyboard()
      hands.send(bytes.subarray(0, at))
      hands.wait(90)
      hands.send(bytes.subarray(at))
      expect(hands.said().join(' ').replace('text:x ', '')).toMatch(
        /^paste:C1000\n订单\t7OP\n (tab )?(text:y|tab text:y)$/,
      )
    }
  })

  test('without an end is given after a silence', () => {
    const hands = keyboard({ silence: 500 })
    hands.send('\u001b[200~half')
    hands.wait(400)
    hands.send(' of it')
    hands.wait(499)
    expect(hands.said()).toEqual([])
    hands.wait(1)
    hands.send('\rx')
    expect(hands.said()).toEqual(['paste:half of it', 'enter', 'text:x'])
  })

  test('of a whole book is cut off, and the keyboard lives', () => {
    const said = decode([`\u001b[200~${'x'.repeat(200_000)}\u001b[201~\r`])
    expect(said[0]?.length).toBe('paste:'.length + 64 * 1024)
    expect(said[1]).toBe('enter')
  })

  test('an end right after another ESC is the end', () => {
    expect(decode(['\u001b[200~a\u001b\u001b[201~\r'])).toEqual(['paste:a', 'enter'])
    expect(decode(['\u001b[200~a\u001b[20\u001b[201~\r'])).toEqual(['paste:a[20', 'enter'])
  })

  test('an end without a beginning is nothing', () => {
    expect(decode(['\u001b[201~a'])).toEqual(['text:a'])
  })
})
