import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { createHost } from '../../bin/host.ts'
import type { Language } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import { createSession } from '../../src/session/session.ts'
import { serve } from '../../src/terminal/serve.ts'
import { createScreen } from '../terminal/screen.ts'
import { harmful } from './hostile-texts.ts'

/** The sequences that the program itself writes: moves, colours, modes, letters; none that carries a text. */
const ours = /\u001b\[[?>]?[\d;]*[A-Za-z]|\u001b[78=>DEM]|\u000f?\u001b\([B0]|\r|\n|\u0008/g

const quoted = (text: string) => JSON.stringify(text)

/** So many milliseconds after keys were dropped the program takes those that come for more of the same. */
const deaf = 110

/** A clerk at a real terminal whose every byte is looked at. */
export const openEyes = async (books: Books, language: Language, mutant?: string) => {
  const { db, user, now } = books
  const host = await createHost({ ledger: { db }, user, now, language, directory: '/nowhere' })
  const session = await createSession(host)
  let pressed = 0
  let rests = 0
  let hearsFrom = 0
  const watched = Object.assign(Object.create(session) as typeof session, {
    press: async (key: Parameters<typeof session.press>[0]) => {
      pressed += 1
      await session.press(key)
    },
    keep: async () => {
      rests += 1
    },
    dropped: () => {
      hearsFrom = performance.now() + deaf
      session.dropped()
    },
  })
  const screen = createScreen({ columns: 80, rows: 24 })
  const faults = new Set<string>()
  let events = 0
  let where = 'at the menu'
  const { terminal } = screen
  const happened = (what: string) => faults.add(`${where}: the terminal was made to ${what}`)
  terminal.onTitleChange(() => happened('change its title'))
  terminal.onBell(() => happened('ring'))
  for (const code of [0, 2, 4, 8, 10, 11, 52]) {
    terminal.parser.registerOscHandler(code, () => {
      happened(`obey OSC ${code}`)
      return true
    })
  }
  terminal.onData(() => {
    events += 1
  })

  const input = Object.assign(new PassThrough(), { setRawMode: () => input })
  const output = Object.assign(new PassThrough(), { columns: 80, rows: 24 })
  let painted = ''
  output.setEncoding('utf8').on('data', (chunk: string) => {
    painted += chunk
  })
  const done = serve(watched, {
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    env: { TERM: 'xterm-256color' },
  })
  done.catch(error => faults.add(`${where}: ${error}`))

  const compare = () => {
    const shown = screen.lines().map(line => line.trimEnd())
    const page = session.page().lines.map(line => line.map(({ text }) => text).join(''))
    for (const [row, text] of page.entries()) {
      const meant = text.replaceAll('\ufffd', '?').normalize('NFC').trimEnd()
      if (shown[row] === meant) continue
      faults.add(`${where}: row ${row + 1} shows ${quoted(shown[row]!)}, not ${quoted(meant)}`)
      return
    }
  }
  const look = async () => {
    await turn()
    const bytes = mutant === 'raw' ? painted.replace(/(?<!\[)\?/g, '\u001b]0;') : painted
    painted = ''
    const rest = bytes.replace(ours, '')
    const bad = harmful.exec(rest)
    if (bad) {
      const around = rest.slice(Math.max(0, bad.index - 20), bad.index + 20)
      faults.add(`${where}: ${quoted(bad[0])} reached the terminal in ${quoted(around)}`)
    }
    await screen.write(bytes)
    if (!session.over) compare()
  }
  await look()
  const answered = events
  return {
    session,
    faults,
    /** Says what is being done, for reports. */
    at: (now: string) => {
      where = now
    },
    /** Types bytes and looks when all is painted. */
    types: async (...keys: readonly string[]) => {
      while (performance.now() < hearsFrom) await turn()
      const before = { pressed, rests }
      input.write(keys.join(''))
      await turn()
      // A password takes half a second, a page less than a millisecond.
      const late = performance.now() + 30_000
      while (pressed > before.pressed && rests === before.rests) {
        await turn()
        if (performance.now() > late) return void faults.add(`${where}: it never rests`)
      }
      await look()
    },
    leave: async () => {
      input.end()
      await done
      if (events > answered) faults.add(`the terminal answered ${events - answered} times`)
    },
  }
}

export type Eyes = Awaited<ReturnType<typeof openEyes>>
