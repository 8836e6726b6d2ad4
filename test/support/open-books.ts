import { once } from 'node:events'
import { type KyselyPlugin, type Migration, sql } from 'kysely'
import { migrations } from '../../db/migrations/index.ts'
import { openLedger } from '../../db/open.ts'
import { company, putStock, q } from './company.ts'

// Another program that opens books: `open-books.ts FILE WORK [N]`. `look` says how many sites there are, `upgrade` makes
// the books newer before, `stay` looks until it is killed, `found` founds a company and is killed over it, `die` is killed
// after N statements of the upgrade, and `die early` when part of that stands already.
const [path = '', work = 'look', count = '-1', early = ''] = process.argv.slice(2)

const kill = () => process.kill(process.pid, 'SIGKILL')

let left = Number(count)
const mortal: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    if (left === 0) kill()
    left -= 1
    return result
  },
}

const dying = ({ up }: Migration): Migration => ({
  up: async db => {
    await up(db.withPlugin(mortal))
    if (early) for (const word of ['commit', 'begin immediate']) await sql.raw(word).execute(db)
  },
})

const newer: Migration = {
  up: async db => {
    await sql`create table more (a integer) strict`.execute(db)
    await sql.raw(`pragma user_version = ${Object.keys(migrations).length + 1}`).execute(db)
  },
}

const known: Record<string, Record<string, Migration>> = {
  upgrade: { ...migrations, '9999-newer': newer },
  die: Object.fromEntries(Object.entries(migrations).map(([name, one]) => [name, dying(one)])),
}

if (work === 'found') {
  await putStock(await company(path), { item: '10-10000' }, q(1))
  kill()
}
const ledger = await openLedger(path, { migrations: known[work] ?? migrations })
const sites = await ledger.db.selectFrom('site').selectAll().execute()
process.stdout.write(`${work === 'die' ? -1 - left : sites.length}\n`)
if (work === 'stay') {
  process.stdin.resume()
  await once(process.stdin, 'close')
}
await ledger.close()
