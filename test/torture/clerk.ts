import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { KyselyPlugin } from 'kysely'
import { asRefusal, DatabaseRefused } from '../../db/open.ts'
import { perform } from '../../src/ledger/perform.ts'
import { openCompany } from '../support/company.ts'
import { type Intended, verbOf } from './acts.ts'
import {
  checkedTooEarly,
  toldTooEarly,
  withLateLocks,
  withoutTraces,
  withoutTransactions,
} from './broken.ts'
import { createChance } from './chance.ts'
import { chooseAct } from './choose-act.ts'
import type { Note, Orders } from './crew.ts'

// A clerk in a process of their own, who may be killed at any moment: `clerk ORDERS`, in JSON.
const orders = JSON.parse(process.argv[2]!) as Orders
const { mutant } = orders
const chance = createChance(orders.seed)

const before: Note[] = existsSync(orders.log)
  ? readFileSync(orders.log, 'utf8')
      .split('\n')
      .filter(line => line.endsWith('}'))
      .map(line => JSON.parse(line) as Note)
  : []
const log = openSync(orders.log, 'a')
const note = (one: Note) => void writeSync(log, `${JSON.stringify(one)}\n`)
// A line that was torn off by a kill stays alone.
writeSync(log, '\n')

const die = () => process.kill(process.pid, 'SIGKILL')

/** How many statements there were since the act began, and after which one the clerk dies; −1 for none. */
let statements = 0
let fatal = -1
const mortal: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    statements += 1
    if (statements === fatal) die()
    return result
  },
}

const opened = await openCompany(orders.path, orders.user)
const sound = { ...opened, db: opened.db.withPlugin(mortal) }
const books =
  mutant === 'no-transaction'
    ? withoutTransactions(sound)
    : mutant === 'late-lock'
      ? withLateLocks(sound)
      : sound

/** How many statements an act has: it is done once more than it is done, and taken back. */
const statementsOf = async ({ id, act, input }: Intended): Promise<number> => {
  statements = 0
  await perform(withoutTraces(sound), verbOf(act), input, { id, screen: 'torture' })
  return statements
}

const carryOut = async ({ id, act, input }: Intended) => {
  const tell = (answer: unknown) => note({ kind: 'told', id, answer })
  const verb =
    mutant === 'check-then-act'
      ? await checkedTooEarly(books, verbOf(act), input)
      : mutant === 'told-first'
        ? toldTooEarly(verbOf(act), tell)
        : verbOf(act)
  const begun = performance.now()
  try {
    const decision = await perform(books, verb, input, { id, screen: 'torture' })
    const took = performance.now() - begun
    if (chance.happens(orders.deaths)) die()
    if (!decision.ok) note({ kind: 'refused', id, number: decision.refusal.message.number })
    else if (mutant !== 'told-first') {
      const { result, repeated } = decision.value
      note({ kind: 'told', id, answer: result ?? null, took, repeated })
    }
  } catch (error) {
    const known = asRefusal(error)
    const said = known instanceof DatabaseRefused ? known.problem.number : null
    note({ kind: 'failed', id, error: `${act}: ${(error as Error).message}`, said })
  }
}

const known = new Set(before.flatMap(one => (one.kind === 'meant' ? [] : [one.id])))
for (const one of before) {
  if (one.kind !== 'meant' || known.has(one.id)) continue
  if (chance.happens(0.7)) {
    const id = mutant === 'new-id' ? randomUUID() : one.id
    await carryOut({ ...one, id })
  }
  if (!known.has(one.id)) note({ kind: 'left', id: one.id })
}

/** Tells that all is ready and waits to be called; answers when the day ends. */
const called = async () => {
  process.stdout.write('ready\n')
  await once(process.stdin, 'data')
  process.stdin.destroy()
  return Date.now() + orders.until
}
const until = orders.from === null ? await called() : orders.until
await wait(Math.max(0, (orders.from ?? 0) - Date.now()))
// Half of them can be killed before their first act, the others not before it is done.
let hidden = chance.happens(0.5)
if (!hidden) process.stdout.write('at work\n')
let left = orders.most ?? Number.POSITIVE_INFINITY
while (Date.now() < until && left > 0) {
  left -= 1
  const meant = await chooseAct(books, chance, randomUUID())
  const of = chance.happens(orders.deaths * 8) ? await statementsOf(meant) : 0
  if (of > 0) fatal = chance.between(1, of)
  note({ kind: 'meant', ...meant, ...(of > 0 ? { dies: [fatal, of] } : {}) })
  if (chance.happens(orders.deaths)) die()
  statements = 0
  await carryOut(meant)
  fatal = -1
  if (chance.happens(orders.deaths)) die()
  if (hidden) process.stdout.write('at work\n')
  hidden = false
  await wait(chance.below(orders.think + 1))
}
await books.db.destroy()
