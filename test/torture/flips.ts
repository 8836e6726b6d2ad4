import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { openLedger } from '../../db/open.ts'
import { verify } from '../../src/ledger/checks.ts'
import { notReplayed } from '../../src/ledger/not-replayed.ts'
import { perform } from '../../src/ledger/perform.ts'
import { replay } from '../../src/ledger/replay.ts'
import { as } from '../certificate/certificate-support.ts'
import { verbOf } from './acts.ts'
import { type Chance, createChance } from './chance.ts'
import { chooseAct } from './choose-act.ts'
import { type Stage, tries } from './stage.ts'
import { strictCompany, twoPeople } from './strict-company.ts'

/** Books in which a good deal has happened, all of it in the one file. */
const makeBooks = async (path: string, chance: Chance) => {
  const books = await strictCompany(path)
  for (let n = 0; n < 150; n += 1) {
    const id = randomUUID()
    // Some steps must be another's than the step before.
    const who = as(books, chance.one(twoPeople))
    const { act, input } = await chooseAct(who, chance, id)
    await perform(who, verbOf(act), input, { id, screen: 'torture' })
  }
  await books.db.destroy()
}

type Row = Readonly<Record<string, unknown>>
type Content = ReadonlyMap<string, readonly Row[]>

const rowsOf = (file: SQLite.Database, table: string): Row[] =>
  (file.prepare(`select * from "${table}" order by 1, 2`).all() as Row[]).map(row =>
    // A name in capitals is the same name.
    Object.fromEntries(Object.entries(row).map(([column, one]) => [column.toLowerCase(), one])),
  )

/** All that can be read from the file, by table, and the schema in its own words; null when it can't be read. */
const contentOf = (path: string): Content | null => {
  try {
    const file = new SQLite(path, { readonly: true })
    try {
      const schema = file
        .prepare('select type, name, tbl_name, sql from sqlite_schema order by type, name')
        .all() as Row[]
      const version = { user_version: file.pragma('user_version', { simple: true }) }
      const tables = schema.filter(one => one['type'] === 'table').map(one => String(one['name']))
      return new Map([
        ['schema', [...schema, version]],
        ...tables.map(name => [name, rowsOf(file, name)] as const),
      ])
    } finally {
      file.close()
    }
  } catch {
    return null
  }
}

/** What is read otherwise than it was written: `table.column`, or a whole table. */
const harmOf = (before: Content, after: Content | null): string[] => {
  if (after === null) return ['all of it']
  const what = new Set<string>()
  for (const [table, rows] of before) {
    const now = after.get(table)
    if (now?.length !== rows.length) {
      what.add(table)
      continue
    }
    for (const [at, row] of rows.entries()) {
      for (const [column, value] of Object.entries(row)) {
        if (now[at]![column] !== value) what.add(`${table}.${column}`)
      }
    }
  }
  return [...what].filter(one => !(one in notReplayed))
}

/** Whether opening, verifying or doing the log again says that something is wrong. */
const isNoticed = async (path: string, mutant: string | undefined): Promise<boolean> => {
  try {
    const ledger = await openLedger(path)
    try {
      const found = await verify(ledger)
      if (mutant === 'file-only') {
        return found.some(one => one.check === 'the database file is sound')
      }
      if (found.length > 0 || mutant === 'no-replay') return found.length > 0
      const { untold, differences } = await replay(ledger)
      return untold !== null || differences > 0
    } finally {
      await ledger.close()
    }
  } catch {
    return true
  }
}

/** A bit of the file turns over, as disks do it; whoever keeps the books must be told. */
export const flips: Stage = {
  name: 'flips',
  mutants: {
    'file-only': "only SQLite's own check is asked",
    'no-replay': 'the log is not done again',
  },
  run: async ask => {
    const { seed, mutant } = ask
    const wanted = mutant ? 400 : tries(ask, 15, 60, 2000)
    const chance = createChance(seed)
    const directory = await mkdtemp(join(tmpdir(), 'dingdan-flips-'))
    const path = join(directory, 'company.db')
    await makeBooks(path, chance)
    const sound = await readFile(path)
    const before = contentOf(path)!
    const faults: string[] = []
    let harmful = 0
    let flipped = 0
    while (harmful < wanted && flipped < wanted * 40) {
      const at = chance.below(sound.length)
      const bytes = Buffer.from(sound)
      bytes[at]! ^= 1 << chance.below(8)
      const copy = join(directory, `${flipped}.db`)
      await writeFile(copy, bytes)
      flipped += 1
      const what = harmOf(before, contentOf(copy))
      if (what.length > 0) {
        harmful += 1
        if (!(await isNoticed(copy, mutant))) faults.push(`byte ${at}: ${what}, unnoticed`)
      }
      for (const tail of ['', '-wal', '-shm']) await rm(copy + tail, { force: true })
    }
    await rm(directory, { recursive: true })
    const noticed = harmful - faults.length
    return { measured: `${flipped} bits flipped, ${harmful} harmful, ${noticed} noticed`, faults }
  },
}
