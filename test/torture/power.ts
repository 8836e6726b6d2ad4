import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCompany } from '../support/company.ts'
import { oneFileOf } from '../support/program.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type Chance, createChance } from './chance.ts'
import { createCrew } from './crew.ts'
import { compileDisk } from './disk.ts'
import { type Stage, tries } from './stage.ts'

/** What the clerk's process did to its files, in order. */
interface Deed {
  readonly what: 'W' | 'S' | 'T'
  readonly file: 'books' | 'log' | 'told'
  readonly at: number
  readonly data: Buffer
}

const files = ['books', 'log', 'told'] as const

const readJournal = (journal: Buffer): Deed[] => {
  const deeds: Deed[] = []
  for (let at = 0; at + 14 <= journal.length; ) {
    const what = String.fromCharCode(journal[at]!) as Deed['what']
    const length = what === 'W' ? journal.readUInt32LE(at + 10) : 0
    const data = journal.subarray(at + 14, at + 14 + length)
    const file = files[journal[at + 1]! - 1]!
    deeds.push({ what, file, at: Number(journal.readBigUInt64LE(at + 2)), data })
    at += 14 + length
  }
  return deeds
}

/** A file as a disk holds it: grows with what is written to it. */
const createDisk = (first: Buffer) => {
  let held = Buffer.from(first)
  const write = (at: number, data: Buffer) => {
    if (at + data.length > held.length) {
      held = Buffer.concat([held, Buffer.alloc(at + data.length - held.length)])
    }
    data.copy(held, at)
  }
  return {
    write,
    /** Some sectors reach the disk and others don't. */
    tear: (at: number, data: Buffer, chance: Chance) => {
      for (let from = 0; from < data.length; from += 512) {
        if (chance.happens(0.5)) write(at + from, data.subarray(from, from + 512))
      }
    },
    cut: (size: number) => {
      if (size < held.length) held = held.subarray(0, size)
    },
    all: () => held,
  }
}

/** What the disk may hold when the power goes after so many deeds: all that was made durable, and some of the rest. */
const imageAfter = (deeds: readonly Deed[], first: Buffer, chance: Chance) => {
  const disks = { books: createDisk(first), log: createDisk(Buffer.alloc(0)) }
  const lastSync = { books: -1, log: -1 }
  for (const [n, { what, file }] of deeds.entries()) {
    if (what === 'S' && file !== 'told') lastSync[file] = n
  }
  const mood = chance.one(['all', 'none', 'some', 'some'])
  for (const [n, { what, file, at, data }] of deeds.entries()) {
    if (file === 'told' || what === 'S') continue
    const disk = disks[file]
    const durable = n < lastSync[file]
    const fate = mood === 'some' ? chance.one(['kept', 'dropped', 'torn']) : mood
    if (durable || fate === 'kept' || fate === 'all') {
      if (what === 'T') disk.cut(at)
      else disk.write(at, data)
    } else if (fate === 'torn' && what === 'W') disk.tear(at, data, chance)
  }
  const told = deeds.filter(one => one.file === 'told').map(one => one.data.toString())
  return { books: disks.books.all(), log: disks.log.all(), told: told.join('').trim().split('\n') }
}

/** Puts an image into a directory of its own, to be opened. */
const lay = async (directory: string, { books, log }: ReturnType<typeof imageAfter>) => {
  const path = join(directory, 'company.db')
  await mkdir(directory)
  await writeFile(path, books)
  await writeFile(`${path}-wal`, log)
  return path
}

/** A clerk works with every write written down; null where there is no C compiler. */
const recordWork = async (directory: string, path: string, seed: number, mutant?: string) => {
  const shim = await compileDisk(directory)
  if (shim === null) return null
  const first = await readFile(path)
  const journal = join(directory, 'journal')
  const synchronous = { off: 'OFF', normal: 'NORMAL' }[mutant ?? ''] ?? ''
  const told = join(directory, 'clerk.told')
  const program = await oneFileOf('test/torture/saver.ts')
  const orders = [program, path, told, '60', String(seed), synchronous]
  const clerk = spawn(process.execPath, orders, {
    stdio: 'inherit',
    env: { ...process.env, LD_PRELOAD: shim, TORTURE_JOURNAL: journal },
  })
  await once(clerk, 'close')
  return { first, deeds: readJournal(await readFile(journal)) }
}

/** The power goes at any moment; what was not made durable is dropped, kept or torn. */
export const power: Stage = {
  name: 'power',
  mutants: { off: 'nothing is made durable', normal: 'only checkpoints are made durable' },
  run: async ask => {
    const { seed, mutant } = ask
    const images = tries(ask, mutant ? 60 : 25, 1200, 20_000)
    const chance = createChance(seed)
    const crew = await createCrew()
    const work = await recordWork(crew.directory, crew.path, seed, mutant)
    if (work === null) {
      await crew.end([])
      return { measured: 'LEFT OUT: no C compiler here', faults: [], leftOut: true }
    }
    const { first, deeds } = work
    const saves = deeds.filter(one => one.file === 'told').length
    const faults: string[] = saves === 0 ? ['nothing was saved'] : []
    let lost = 0
    for (let n = 0; n < images; n += 1) {
      const cut = chance.between(1, deeds.length)
      const image = imageAfter(deeds.slice(0, cut), first, chance)
      const directory = join(crew.directory, `image-${n}-after-${cut}`)
      const path = await lay(directory, image)
      const before = faults.length
      try {
        const books = await openCompany(path)
        const known = await books.db.selectFrom('operation').select('id').execute()
        const ids = new Set(known.map(({ id }) => id))
        const gone = image.told.filter(id => id !== '' && !ids.has(id)).length
        if (gone > 0) lost += 1
        if (gone > 0) faults.push(`power gone after ${cut} deeds: ${gone} saves lost`)
        faults.push(...(await wrongIn(books)))
        await books.db.destroy()
      } catch (error) {
        faults.push(`power gone after ${cut} deeds: ${error}`)
      }
      await rm(directory, { recursive: true })
      // What is wrong is kept as the power left it, before anybody opened it.
      if (faults.length > before) await lay(directory, image)
    }
    const kept = await crew.end(faults, mutant)
    const measured =
      `${images} images of ${deeds.length} writes and syncs of ${saves} saves: ` +
      `saves were lost in ${lost}, ${faults.length} faults${kept}`
    return { measured, faults }
  },
}
