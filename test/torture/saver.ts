import { randomUUID } from 'node:crypto'
import { openSync, writeSync } from 'node:fs'
import { sql } from 'kysely'
import { openLedger } from '../../db/open.ts'
import { perform } from '../../src/ledger/perform.ts'
import { today } from '../support/company.ts'
import { verbOf } from './acts.ts'
import { createChance } from './chance.ts'
import { chooseAct } from './choose-act.ts'
import { twoPeople } from './strict-company.ts'

// Clerks whose every write is written down: `saver BOOKS TOLD COUNT SEED SYNCHRONOUS`.
const [path = '', told = '', count = '0', seed = '0', synchronous = ''] = process.argv.slice(2)
const chance = createChance(Number(seed))
const ledger = await openLedger(path)
if (synchronous !== '') await sql`pragma synchronous = ${sql.raw(synchronous)}`.execute(ledger.db)
const now = () => new Date(`${today}T10:00:00`)
const log = openSync(told, 'a')
for (let n = 0; n < Number(count); n += 1) {
  const id = randomUUID()
  const books = { db: ledger.db, user: chance.one(twoPeople), now }
  const { act, input } = await chooseAct(books, chance, id)
  const decision = await perform(books, verbOf(act), input, { id, screen: 'torture' })
  if (decision.ok) writeSync(log, `${id}\n`)
  // What a clerk's idle moments do.
  if (chance.happens(0.1)) ledger.checkpoint()
}
// No farewell: the power goes.
process.kill(process.pid, 'SIGKILL')
