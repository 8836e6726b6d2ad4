import { PassThrough } from 'node:stream'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { createHost } from '../../bin/host.ts'
import type { Ledger } from '../../db/open.ts'
import type { Waits } from '../../db/waits.ts'
import { demoUser, fillDemo } from '../../src/exchange/demo.ts'
import type { Language } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Holder } from '../../src/ledger/drafts.ts'
import type { Key } from '../../src/session/keys.ts'
import { createSession, type Session, type SessionOptions } from '../../src/session/session.ts'
import { serve } from '../../src/terminal/serve.ts'
import { createScreen } from '../terminal/screen.ts'
import { addUsers, company as openCompany, today } from './company.ts'
import { foundedOnce } from './founded.ts'

/** Keys as the bytes that an xterm sends. */
export const Enter = '\r'
export const Tab = '\t'
export const ShiftTab = '\x1b[Z'
export const Backspace = '\x7f'
export const F1 = '\x1bOP'
export const F2 = '\x1bOQ'
export const F3 = '\x1bOR'
export const F4 = '\x1bOS'
export const F5 = '\x1b[15~'
export const F6 = '\x1b[17~'
export const F7 = '\x1b[18~'
export const F8 = '\x1b[19~'
export const F9 = '\x1b[20~'
export const F10 = '\x1b[21~'
export const F11 = '\x1b[23~'
export const F12 = '\x1b[24~'
export const Up = '\x1b[A'
export const Down = '\x1b[B'
export const Right = '\x1b[C'
export const Left = '\x1b[D'
export const Home = '\x1b[H'
export const End = '\x1b[F'
export const PageUp = '\x1b[5~'
export const PageDown = '\x1b[6~'
export const Delete = '\x1b[3~'
export const CtrlD = '\x04'
export const CtrlE = '\x05'
export const CtrlX = '\x18'

export interface SignInOptions extends SessionOptions {
  /** The books; a fresh small company's where none are given. */
  readonly company?: Books
  /** Of the books' ledger, where other writers are waited for. */
  readonly waits?: Waits
  /** The program that the clerk sits at. */
  readonly holder?: Holder
  readonly env?: Record<string, string>
  /** Where files are written, in a directory of the clerk's own. */
  readonly directory?: string
}

/** Books with the demo company, in memory unless a file is named. */
export const demoBooks = async (path = ':memory:', user = 'anna'): Promise<Books> => {
  const now = () => new Date(`${today}T10:00:00`)
  const fill = ({ db }: Ledger) => fillDemo({ db, now })
  const books = { db: (await foundedOnce('demo', path, fill)).db, user, now }
  await addUsers({ ...books, user: demoUser }, user)
  return books
}

const open: { leave: () => Promise<void> }[] = []

/** Ends the work of every clerk that a test signed in. */
export const signOut = async (): Promise<void> => {
  for (const clerk of open.splice(0)) await clerk.leave()
}

/** The session with eyes on it: which keys were taken, and when none is waiting any more. */
const watch = (session: Session) => {
  let restUntil = () => {}
  const seen = { pressed: 0, rests: 0, gone: false, rest: () => {} }
  const watched = Object.assign(Object.create(session) as Session, {
    press: async (key: Key) => {
      seen.pressed += 1
      await session.press(key)
    },
    keep: async (typed?: boolean) => {
      if (!seen.gone) await session.keep(typed)
      seen.rests += 1
      restUntil()
    },
  })
  const rested = (since: number) =>
    new Promise<void>(resolve => {
      const look = () => seen.rests > since && resolve()
      restUntil = look
      look()
    })
  return { watched, seen, rested }
}

/**
 * A clerk at a terminal: types real key bytes and reads the 24 lines of a real screen, over a real session. Every call
 * comes back when all keys are taken and the screen is painted.
 */
export const signIn = async (language: Language, options: SignInOptions = {}) => {
  const { env: _, directory: __, company, waits, holder, ...sessionOptions } = options
  const books = company ?? (await openCompany())
  const ledger = { db: books.db, ...(waits ? { waits } : {}) }
  const { user, now } = books
  const host = await createHost({
    ledger,
    user,
    now,
    language,
    directory: options.directory ?? '/nowhere',
    ...(holder ? { holder } : {}),
  })
  return sitDown(books, await createSession(host, sessionOptions), options)
}

/** The same clerk before any session over these books. */
export const sitDown = async (
  books: Books,
  session: Session,
  options: Pick<SignInOptions, 'env' | 'size'> & { readonly tickEvery?: number } = {},
) => {
  const { env = { TERM: 'xterm-256color' }, tickEvery } = options
  const { watched, seen, rested } = watch(session)

  const { columns, rows } = options.size ?? { columns: 80, rows: 24 }
  const screen = createScreen({ columns, rows })
  const input = Object.assign(new PassThrough(), { setRawMode: () => input })
  const output = Object.assign(new PassThrough(), { columns, rows })
  let painted = ''
  output.setEncoding('utf8').on('data', (chunk: string) => {
    painted += chunk
  })
  const done = serve(watched, {
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    env,
    ...(tickEvery ? { tickEvery } : {}),
  })
  let fault: unknown
  done.catch(error => {
    fault = error
  })
  const look = async () => {
    await turn()
    if (fault) throw fault
    const bytes = painted
    painted = ''
    await screen.write(bytes)
  }

  const types = async (...keys: readonly string[]) => {
    const { pressed, rests } = seen
    input.write(keys.join(''))
    await turn()
    if (seen.pressed > pressed) await Promise.race([rested(rests), done])
    await look()
  }
  const end = async () => {
    if (!seen.gone) {
      seen.gone = true
      input.end()
      await done
    }
  }
  const clerk = {
    books,
    session,
    /** Types text and keys, all in one go, as a fast hand or a robot does. */
    types,
    /** Types them one after the other, each seen through before the next. */
    typesSlowly: async (...keys: readonly string[]) => {
      for (const key of keys) await types(key)
    },
    /** Types without waiting for what comes of it. */
    sends: (...keys: readonly string[]) => void input.write(keys.join('')),
    /** Looks at the screen until it shows a text. */
    sees: async (text: string, within = 5000) => {
      const until = Date.now() + within
      while (!screen.lines().join('\n').includes(text)) {
        if (Date.now() > until) throw new Error(`never saw ${text}:\n${screen.lines().join('\n')}`)
        await pause(10)
        await look()
      }
    },
    /** What a terminal sends when text is pasted. */
    pastes: (text: string) => types(`\x1b[200~${text}\x1b[201~`),
    /** The program is killed: nothing more is kept than what was kept. */
    kill: end,
    /** The line drops: the program may still keep what is there. */
    hangsUp: async () => {
      input.end()
      await done
      seen.gone = true
    },
    leave: end,
    /** A window that is pulled: its new size is drawn when it has rested. */
    resizes: async (size: { columns: number; rows: number }) => {
      screen.terminal.resize(size.columns, size.rows)
      Object.assign(output, size).emit('resize')
      await pause(60)
      await look()
    },
    /** Text of a row, blanks at its end left out; rows count from 1, as QAD's do. */
    line: (row: number) => (screen.lines()[row - 1] ?? '').trimEnd(),
    get lines() {
      return screen.lines()
    },
    get screen() {
      return screen
        .lines()
        .map(line => line.trimEnd())
        .join('\n')
    },
    /** Counted from 0. */
    get cursor() {
      return screen.cursor()
    },
    /** The field under the cursor, '' where there are none. */
    get field() {
      return session.standing?.field ?? ''
    },
    /** The numbers of the messages in rows 22 and 23. */
    get messages() {
      return session.notices.map(({ message }) => message.number)
    },
    get notices() {
      return session.notices
    },
    get asking() {
      return session.asking
    },
    /** The number at the top: the screen or the menu. */
    get at() {
      return /(?:^|\s)(\d+(?:\.\d+)*)\s/.exec(screen.lines()[0]!.slice(0, -11))?.[1] ?? ''
    },
    get over() {
      return session.over
    },
  }
  open.push(clerk)
  await look()
  return clerk
}

export type Clerk = Awaited<ReturnType<typeof signIn>>

/** A clerk in a screen. */
export const inScreen = async (code: string, language: Language = 'en'): Promise<Clerk> => {
  const clerk = await signIn(language)
  await clerk.types(code, Enter)
  return clerk
}

/** An item as the clerk's books have it. */
export const itemOf = async ({ books }: Clerk, code: string) =>
  books.db.selectFrom('item').selectAll().where('code', '=', code).executeTakeFirst()
