import { setTimeout as pause } from 'node:timers/promises'
import { type Host, until } from '../ssh/host.ts'
import type { Line } from '../ssh/line.ts'
import { Enter, F1, F4, Tab } from '../support/clerk.ts'
import { holdBooks } from '../support/held-books.ts'
import { inBooks, nobodyWorks, type Trial, type Trying, wrongOf } from './ssh-trial.ts'

const ready = 'Save the order?'
const saved = /Order (SO\d+) was saved \d\d:\d\d:\d\d/
const offered = /7\.1\.1 Sales Order Maintenance [^:]*: continue from/
/** In the screen itself no answer is proposed: at the sign-in, where a number leaves it for later, it is Yes. */
const offeredInside = /continue from [^?]*\?(?! Yes)/

/** An order typed as far as its question. */
const typeOrder = async (line: Line) => {
  await line.sees('Main Menu')
  line.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1, '10-10000', Tab, '2', F1, F4, F1, F4)
  await line.sees(ready)
}

const ordersOf = async (host: Host) => (await inBooks(host)).orders.length

/** Signs in again and says what the clerk is told; leaves nothing behind. */
const signInAgain = async ({ host, call }: Trying, name: 'anna' | 'ben') => {
  const line = call(name)
  await line.sees('Main Menu')
  await line.sees(/was saved|continue from/, 3000).catch(() => {})
  const text = line.text()
  return {
    line,
    told: saved.exec(text)?.[1],
    isOffered: offered.test(text),
    orders: await ordersOf(host),
  }
}

/** Half an order is offered again, at the same field, and becomes one order. */
const beforeSave: Trial = async trying => {
  const { host, call } = trying
  const before = await ordersOf(host)
  const line = call('anna')
  await typeOrder(line)
  const begun = Date.now()
  await line.cut()
  await nobodyWorks(host)
  const took = Date.now() - begun
  const again = await signInAgain(trying, 'anna')
  again.line.types('y', Enter)
  await again.line.sees('Unfinished work is back')
  again.line.types(F1)
  await again.line.sees(ready)
  again.line.types(Enter)
  await until(async () => (await ordersOf(host)) > before, 'the order is saved')
  return wrongOf({
    [`the program is gone after ${took} ms`]: took < 15_000,
    'it was not offered': again.isOffered,
    'it was told as saved': again.told === undefined,
    'it is in the books twice': (await ordersOf(host)) === before + 1,
  })
}

/** The line is cut at any moment of the save: it is told or offered, never both and never neither. */
const inSave: Trial = async trying => {
  const { host, call, rounds, chance } = trying
  const faults: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = await ordersOf(host)
    const line = call('anna')
    await typeOrder(line)
    // Now and then somebody else is saving, and the clerk's own save waits for them.
    const release = round % 3 === 1 ? await holdBooks(host.path) : undefined
    line.types(Enter)
    await pause(release ? 100 : chance.below(80))
    await line.cut()
    await pause(20)
    await release?.()
    await nobodyWorks(host)
    const { line: again, told, isOffered, orders } = await signInAgain(trying, 'anna')
    const isSaved = orders === before + 1
    faults.push(
      ...wrongOf({
        [`round ${round}: ${orders - before} orders`]: orders === before || isSaved,
        [`round ${round}: saved ${isSaved}, told ${told}`]: isSaved === (told !== undefined),
        [`round ${round}: saved ${isSaved}, offered ${isOffered}`]: isSaved !== isOffered,
      }),
    )
    // What is offered is thrown away, so that the next round begins as this one did.
    again.types('7.1.1', Enter)
    await again.sees(isOffered ? offeredInside : 'Sold-To')
    if (isOffered) {
      again.types('n', Enter)
      await again.sees('Sold-To')
    }
    await pause(300)
    await again.cut()
    await nobodyWorks(host)
    const { drafts } = await inBooks(host)
    if (drafts.length > 0) faults.push(`round ${round}: ${drafts.length} drafts are left`)
  }
  return faults
}

/** A client that is stopped holds nobody up, and is sent away; its work is kept. */
const frozen: Trial = async trying => {
  const { host, call } = trying
  const line = call('anna')
  await typeOrder(line)
  line.signals('SIGSTOP')
  const begun = Date.now()
  const before = await ordersOf(host)
  const other = call('ben')
  await typeOrder(other)
  other.types(Enter)
  await until(async () => (await ordersOf(host)) > before, 'the other order is saved')
  const took = Date.now() - begun
  await other.cut()
  await nobodyWorks(host, 20_000)
  const gone = Date.now() - begun
  line.signals('SIGCONT')
  const again = await signInAgain(trying, 'anna')
  again.line.types('n', Enter)
  return wrongOf({
    [`another clerk's order takes ${took} ms`]: took < 15_000,
    [`the frozen line goes after ${gone} ms`]: gone < 20_000,
    'its work is not offered': again.isOffered,
  })
}

/** Frozen with the save on its way, and with so much to read that nothing more goes out. */
const frozenInSave: Trial = async trying => {
  const { host, call } = trying
  const line = call('anna')
  await typeOrder(line)
  const before = await ordersOf(host)
  const release = await holdBooks(host.path)
  line.types(Enter)
  await pause(150)
  line.signals('SIGSTOP')
  await release()
  const other = call('ben')
  await typeOrder(other)
  other.types(Enter)
  await until(async () => (await ordersOf(host)) === before + 2, 'both orders are saved')
  await other.cut()
  await nobodyWorks(host, 20_000)
  line.signals('SIGCONT')
  const { told, isOffered, orders } = await signInAgain(trying, 'anna')
  return wrongOf({
    'the save is not told': told !== undefined,
    'what is saved is offered': !isOffered,
    'orders are doubled': orders === before + 2,
  })
}

/** Ctrl-S stops no screen, and Ctrl-Q starts none. */
const flow: Trial = async ({ call }) => {
  const line = call('anna', { keysPass: true })
  await line.sees('Main Menu')
  line.types('\x13')
  await pause(100)
  line.types('7', Enter)
  await line.sees('Sales Orders/Invoices  ', 3000)
  line.types('\x13', '\x11', '\x13', F4)
  await line.sees('Main Menu', 3000)
  return []
}

/** What becomes of a line in the middle of the work. */
export const lines: Readonly<Record<string, Trial>> = {
  'cut before the save': beforeSave,
  'cut in the save': inSave,
  frozen,
  'frozen in the save': frozenInSave,
  'Ctrl-S': flow,
}
