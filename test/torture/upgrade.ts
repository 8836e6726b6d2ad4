import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrations } from '../../db/migrations/index.ts'
import { openLedger } from '../../db/open.ts'
import { verify } from '../../src/ledger/checks.ts'
import { runProgram, startProgram } from '../support/program.ts'
import { createChance } from './chance.ts'
import { type Stage, sized } from './stage.ts'

const program = 'test/support/open-books.ts'
const all = Object.entries(migrations)

/** The books of a program that knew only the first few migrations, with something in them; none of them is no books at all. */
const makeOld = async (path: string, version: number) => {
  if (version === 0) return
  const known = Object.fromEntries(all.slice(0, version))
  const ledger = await openLedger(path, { migrations: known })
  await sql`insert into site (code, active) values ('10000', 1)`.execute(ledger.db)
  await ledger.close()
}

/** What is wrong with books that should have been of one version or the other all along, and go on. */
const judge = async (path: string, version: number): Promise<string[]> => {
  try {
    const ledger = await openLedger(path)
    const sites = await ledger.db.selectFrom('site').selectAll().execute()
    const wrong = (await verify(ledger)).map(({ check, key }) => `${check}: ${key}`)
    await ledger.close()
    const expected = version === 0 ? 0 : 1
    return sites.length === expected ? wrong : [...wrong, `${sites.length} sites, not ${expected}`]
  } catch (error) {
    return [`they can't be upgraded any more: ${error}`]
  }
}

/** Upgrades killed after any statement, and six programs that upgrade at once. */
export const upgrade: Stage = {
  name: 'upgrade',
  mutants: { 'commits-early': 'a migration stands before the next one has run' },
  run: async ({ size, seed, mutant }) => {
    const chance = createChance(seed)
    const directory = await mkdtemp(join(tmpdir(), 'dingdan-upgrade-'))
    const faults: string[] = []
    const early = mutant === undefined ? '' : 'early'
    let points = 0
    const killed = async (version: number, after: number) => {
      points += 1
      const path = join(directory, `${points}.db`)
      await makeOld(path, version)
      const child = await startProgram(program, path, 'die', String(after), early)
      const [, signal] = await once(child, 'close')
      if (signal !== 'SIGKILL') faults.push(`version ${version} outlived statement ${after}`)
      const at = `version ${version}, killed after statement ${after}`
      faults.push(...(await judge(path, version)).map(fault => `${at}: ${fault}`))
    }
    const statements: number[] = []
    for (let version = 0; version < all.length; version += 1) {
      const path = join(directory, `whole-${version}.db`)
      await makeOld(path, version)
      statements.push(Number(await runProgram(program, path, 'die', '-1')))
    }
    if (size === 'full') {
      for (const [version, count] of statements.entries()) {
        for (let after = 0; after < count; after += 1) await killed(version, after)
      }
    } else {
      for (let n = 0; n < sized(size, 3, 12, 0); n += 1) {
        const version = mutant ? 0 : chance.below(all.length)
        const most = statements[version]! - 1
        await killed(version, mutant ? most : chance.between(0, most))
      }
    }
    const racing = sized(size, 0, 6, 6)
    const raced = join(directory, 'raced.db')
    await makeOld(raced, 1)
    const told = await Promise.all(Array.from({ length: racing }, () => runProgram(program, raced)))
    faults.push(...told.filter(sites => sites !== '1').map(sites => `one at once saw ${sites}`))
    faults.push(...(await judge(raced, 1)))
    await rm(directory, { recursive: true })
    const whole = statements.reduce((sum, count) => sum + count, 0)
    const measured =
      `${points} kills at ${whole} statements of upgrades from ${all.length} versions, ` +
      `${racing} programs at once; ${faults.length} faults`
    return { measured, faults }
  },
}
