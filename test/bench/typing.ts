import { createHost } from '../../bin/host.ts'
import { openLedger } from '../../db/open.ts'
import type { Key } from '../../src/session/keys.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { createKeyDecoder } from '../../src/terminal/keys.ts'
import { customerCode, itemCode, itemCount } from './big-company.ts'
import { type Figure, figure, median, sideBySide } from './measure.ts'
import { booksOf } from './save.ts'

const enter = '\r'
const go = '\u001bOP'
const up = '\u001b[A'
const remove = '\u0004'

/** The keys that these bytes are. */
const keysOf = (bytes: string): readonly Key[] => {
  const keys: Key[] = []
  const decoder = createKeyDecoder({ term: 'xterm-256color', onKey: key => keys.push(key) })
  decoder.write(Buffer.from(bytes))
  decoder.end()
  return keys
}

/** A clerk whose every key is seen through: taken, drawn, and the draft kept. */
const clerkAt = (session: Session) => {
  const types = async (bytes: string) => {
    for (const key of keysOf(bytes)) {
      await session.press(key)
      session.page()
      await session.keep()
    }
  }
  const lines = () => (session.standing?.draft['sales_order_line'] ?? []) as readonly unknown[]
  return { types, lines, session }
}
type Clerk = ReturnType<typeof clerkAt>

const line = (n: number) => `${itemCode((n * 7907) % itemCount)}${enter}${1 + (n % 9)}`

/** An order of so many lines on the screen, with the cursor in a new one below them. */
const enterOrder = async (clerk: Clerk, lines: number) => {
  await clerk.types(`${enter}${customerCode(7)}${go}`)
  for (let frame = 0; clerk.lines().length === 0; frame += 1) {
    if (frame > 9) throw new Error('bench: 7.1.1 never comes to its lines')
    await clerk.types(go)
  }
  for (let n = 0; n < lines; n += 1) await clerk.types(`${line(n)}${go}`)
  assertLines(clerk, lines + 1)
}

const assertLines = ({ lines, session }: Clerk, expected: number) => {
  if (lines().length === expected) return
  const heard = session.notices.map(({ message, about }) => `${message.en} ${about.join(' ')}`)
  throw new Error(`bench: ${lines().length} lines instead of ${expected}: ${heard.join('; ')}`)
}

/** Typing one more line into an order of 200 against an order of one, on the screen of 7.1.1. */
export const measureTyping = async (path: string, rounds = 100): Promise<Figure> => {
  const ledger = await openLedger(path)
  const open = async (user: string, lines: number) => {
    const { now } = booksOf(ledger)
    const host = await createHost({ ledger, user, now, language: 'zh' })
    const clerk = clerkAt(await createSession(host, { screen: '7.1.1' }))
    await enterOrder(clerk, lines)
    return {
      run: (round: number) => clerk.types(`${line(round)}${go}`),
      after: async () => {
        assertLines(clerk, lines + 2)
        // The line goes again, so that the order stays as long as it is.
        await clerk.types(`${up}${remove}`)
        await clerk.types(`Y${enter}`)
        assertLines(clerk, lines + 1)
        ledger.checkpoint()
      },
    }
  }
  const sides = [await open('long', 200), await open('short', 1)]
  const [value, baseline] = await sideBySide(sides, { rounds, each: 2 })
  await ledger.close()
  return figure('typing a line into an order of 200 lines against an order of 1', {
    value: median(value!),
    baseline: median(baseline!),
    aim: 1.5,
  })
}
