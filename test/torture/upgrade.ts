import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '../../db/migrations/index.ts'
import { openLedger } from '../../db/open.ts'
import { verify } from '../../src/ledger/checks.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { allocate, ship } from '../sales/ship-support.ts'
import { ask, company, putStock, q, saysWhy } from '../support/company.ts'
import { olderBooks } from '../support/older-books.ts'
import { enterOrder, openedOrder } from '../support/order-entry.ts'
import { runProgram, startProgram } from '../support/program.ts'
import { createChance } from './chance.ts'
import { type Stage, sized } from './stage.ts'

const program = 'test/support/open-books.ts'
const all = Object.entries(migrations)

/** Books at work: orders entered, allocated, shipped in part and cancelled. */
const makeBusy = async (path: string) => {
  const books = await company(path)
  await putStock(books, { item: '10-10000' }, q(100))
  const line: readonly [string, number] = ['10-10000', q(10)]
  const [first, second] = [
    await enterOrder(books, 'C001', [line, line]),
    await enterOrder(books, 'C002', [line]),
  ]
  const done = [
    await allocate(books, first.number, { line: 1, item: '10-10000', quantity: q(8) }),
    await ship(books, first.number, { line: 1, item: '10-10000', quantity: q(5) }),
    saysWhy(await ask(books, cancelOrder, await openedOrder(books, second.number))),
  ]
  if (done.some(said => said !== 'accepted')) throw new Error(done.join('; '))
  await books.db.destroy()
}

/** What is wrong with books that should have been of one version or the other all along, and go on. */
const judge = async (path: string, rows: ReadonlyMap<string, number>): Promise<string[]> => {
  try {
    const ledger = await openLedger(path)
    const wrong = (await verify(ledger)).map(({ check, key }) => `${check}: ${key}`)
    for (const [table, expected] of rows) {
      const found = await ledger.db
        .selectFrom(table as 'site')
        .selectAll()
        .execute()
      if (found.length !== expected) wrong.push(`${table}: ${found.length} rows, not ${expected}`)
    }
    await ledger.close()
    return wrong
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
    const busy = join(directory, 'busy.db')
    await makeBusy(busy)
    // Before the first version there are no books at all.
    const makeOld = async (path: string, version: number) =>
      version === 0 ? new Map<string, number>() : olderBooks(path, version, busy)
    const killed = async (version: number, after: number) => {
      points += 1
      const path = join(directory, `${points}.db`)
      const rows = await makeOld(path, version)
      const child = await startProgram(program, path, 'die', String(after), early)
      const [, signal] = await once(child, 'close')
      if (signal !== 'SIGKILL') faults.push(`version ${version} outlived statement ${after}`)
      const at = `version ${version}, killed after statement ${after}`
      faults.push(...(await judge(path, rows)).map(fault => `${at}: ${fault}`))
    }
    const statements: number[] = []
    for (let version = 0; version < all.length; version += 1) {
      const path = join(directory, `whole-${version}.db`)
      const rows = await makeOld(path, version)
      statements.push(Number(await runProgram(program, path, 'die', '-1')))
      faults.push(...(await judge(path, rows)).map(fault => `version ${version}: ${fault}`))
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
    const rows = await makeOld(raced, 1)
    const told = await Promise.all(Array.from({ length: racing }, () => runProgram(program, raced)))
    faults.push(
      ...told
        .filter(sites => sites !== `${rows.get('site')}`)
        .map(sites => `one at once saw ${sites}`),
    )
    faults.push(...(await judge(raced, rows)))
    await rm(directory, { recursive: true })
    const whole = statements.reduce((sum, count) => sum + count, 0)
    const measured =
      `${points} kills at ${whole} statements of upgrades from ${all.length} versions, ` +
      `${racing} programs at once; ${faults.length} faults`
    return { measured, faults }
  },
}
