import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import stringWidth from 'string-width'
import { createHost } from '../../bin/host.ts'
import { msg } from '../../db/messages.ts'
import { screens } from '../../screens/menu.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Host } from '../../src/session/host.ts'
import type { Key } from '../../src/session/keys.ts'
import type { Line, Page, Size } from '../../src/session/page.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { demoBooks } from '../support/clerk.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type Chance, createChance } from './chance.ts'
import { nextKeys, sayKey } from './hands.ts'
import { harmful } from './hostile-texts.ts'
import { createKeyboard } from './keyboard.ts'
import { type Stage, tries } from './stage.ts'

const codes = screens.map(({ code }) => code)

const usual: Size = { columns: 80, rows: 24 }
const sizes: readonly Size[] = [
  { columns: 132, rows: 43 },
  { columns: 80, rows: 25 },
  { columns: 79, rows: 24 },
  { columns: 1, rows: 1 },
  { columns: 300, rows: 100 },
]

/** Bytes in use after everything that nobody holds on to is gone. */
const heap = (): number => {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}

/** As a library counts cells, which takes longer than all the rest of a key: the same words come again and again. */
const createCells = () => {
  const known = new Map<string, number>()
  return (text: string) => {
    const width = known.get(text) ?? stringWidth(text)
    if (known.size > 20_000) known.clear()
    known.set(text, width)
    return width
  }
}

/** A row that was looked at once needn't be looked at again. */
const createEyes = () => {
  const seen = new WeakMap<Line, number>()
  const cells = createCells()
  const widthOf = (line: Line) => {
    const known = seen.get(line)
    if (known !== undefined) return known
    const bad = line.some(({ text }) => harmful.test(text))
    const width = bad ? -1 : line.reduce((sum, { text }) => sum + cells(text), 0)
    seen.set(line, width)
    return width
  }
  /** What is wrong with a page; null when nothing is. */
  return ({ lines, cursor }: Page, { columns, rows }: Size): string | null => {
    if (lines.length !== rows) return `${lines.length} lines, not ${rows}`
    const wrong = lines.findIndex(line => widthOf(line) !== columns)
    if (wrong >= 0) {
      const text = lines[wrong]!.map(one => one.text).join('')
      return `line ${wrong + 1} is ${widthOf(lines[wrong]!)} cells: ${JSON.stringify(text)}`
    }
    return cursor && (cursor.row >= rows || cursor.column >= columns || cursor.column < 0)
      ? `the cursor stands at ${cursor.row} ${cursor.column}`
      : null
  }
}

/** The number at the top of a page: of a screen, or of a menu. */
const numberOn = ({ lines }: Page): string | undefined =>
  /(?:^|\s)(\d+(?:\.\d+)+)\s/.exec(lines[0]!.map(({ text }) => text).join(''))?.[1]

const broken = (host: Host<Books>, mutant: string | undefined): Host<Books> =>
  mutant === 'broken-list'
    ? {
        ...host,
        lookup: name => {
          const found = host.lookup(name)
          return found && { ...found, page: () => Promise.reject(new TypeError('no such list')) }
        },
      }
    : host

/** One monkey, and what it has done to the program. */
const createMonkey = (books: Books, chance: Chance, directory: string, mutant?: string) => {
  const keys: string[] = []
  const faults = new Map<string, string>()
  const visited = new Set<string>()
  const keyboard = createKeyboard(chance, mutant)
  const wrongWith = createEyes()
  const hoard: string[][] = []
  let fault: unknown = null
  let size = usual
  let session: Session

  const report = (what: string) => {
    // The same fault again and again is one fault: numbers and names differ.
    const kind = what.replace(/\d+|"[^"]*"/g, '#')
    if (!faults.has(kind)) faults.set(kind, `${what}; after ${keys.slice(-40).join(' ')}`)
  }
  const look = () => {
    try {
      const page = session.page()
      visited.add(numberOn(page) ?? '')
      const lines = mutant === 'too-wide' ? [...page.lines, page.lines[0]!] : page.lines
      const wrong = wrongWith({ ...page, lines }, size)
      if (wrong !== null) report(wrong)
    } catch (error) {
      report(`page: ${(error as Error).stack}`)
    }
  }
  const begin = async () => {
    const { db, user, now } = books
    const language = chance.one(['zh', 'en'] as const)
    const host = broken(
      await createHost({ ledger: { db }, user, now, language, directory }),
      mutant,
    )
    const { problem } = host
    session = await createSession({
      ...host,
      problem: error => {
        fault = error
        return problem(error)
      },
    })
    keys.push(`(signs in, ${language})`)
  }
  const press = async (key: Key) => {
    keys.push(sayKey(key))
    if (keys.length > 200) keys.splice(0, 100)
    try {
      await session.press(key)
      if (chance.happens(0.2)) await session.keep()
    } catch (error) {
      report(`thrown: ${(error as Error).stack}`)
    }
    const said = session.notices.find(one => one.message.number === msg.internalError.number)
    if (said) report(`message 99: ${fault instanceof Error ? fault.stack : said.about}`)
    look()
    if (mutant === 'hoards') hoard.push(Array.from({ length: 2000 }, () => `${Math.random()}`))
  }
  /** Half of all keys come as the bytes of a terminal. */
  const asTyped = (keys: readonly Key[]): readonly Key[] => {
    if (chance.happens(0.5)) return keys
    if (chance.happens(0.02)) return keyboard.noise()
    return keys.flatMap(key => {
      const { keys: came, wrong } = keyboard.type(key)
      if (wrong) report(wrong)
      return came
    })
  }
  const resize = () => {
    size = size === usual ? chance.one(sizes) : usual
    session.resize(size)
    keys.push(`(${size.columns}x${size.rows})`)
    look()
  }
  return {
    faults,
    visited,
    begin,
    /** A few keys; answers how many. */
    go: async () => {
      if (session.over || chance.happens(0.0005)) await begin()
      if (size !== usual || chance.happens(0.003)) resize()
      const unseen = codes.filter(code => !visited.has(code))
      const next = asTyped(nextKeys(session, chance, unseen.length > 0 ? unseen : codes))
      for (const key of next) if (!session.over) await press(key)
      return next.length
    },
  }
}

/** Keys at random, on all screens. */
export const monkey: Stage = {
  name: 'monkey',
  mutants: {
    'broken-list': 'a lookup fails',
    'too-wide': 'a page has a line too many',
    hoards: 'something is kept for each key',
    'torn-keys': 'a key is lost where a line cuts its bytes',
  },
  run: async ask => {
    const { seed, mutant } = ask
    const wanted = tries(ask, 6000, 100_000, 2_000_000)
    const chance = createChance(seed)
    const books = await demoBooks()
    const directory = await mkdtemp(join(tmpdir(), 'dingdan-monkey-'))
    const one = createMonkey(books, chance, directory, mutant)
    await one.begin()
    let pressed = 0
    let early = 0
    const begun = performance.now()
    while (pressed < wanted && one.faults.size < 8) {
      pressed += await one.go()
      if (early === 0 && pressed > wanted / 4) early = heap()
    }
    const seconds = (performance.now() - begun) / 1000
    const growth = Math.round((heap() - early) / 1e6)
    const faults = [...one.faults.values()]
    if (growth > 50) faults.push(`${growth} MB more are held than after a quarter of the keys`)
    const unseen = codes.filter(code => !one.visited.has(code))
    if (ask.size !== 'small' && unseen.length > 0) faults.push(`never opened: ${unseen.join(', ')}`)
    faults.push(...(await wrongIn(books)))
    const count = await books.db
      .selectFrom('operation')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    await books.db.destroy()
    await rm(directory, { recursive: true })
    const measured =
      `${pressed} keys in ${seconds.toFixed(0)} s on ${codes.length - unseen.length} of ` +
      `${codes.length} screens, ${count.n} operations in the books, ` +
      `heap ${growth >= 0 ? '+' : ''}${growth} MB, ${faults.length} faults`
    return { measured, faults }
  },
}
