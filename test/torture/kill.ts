import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { actNames } from './acts.ts'
import { audit } from './audit.ts'
import { createChance } from './chance.ts'
import { createCrew } from './crew.ts'
import { type Stage, tries } from './stage.ts'

const clerks = 8

/** Clerks are killed, at random and at their own steps, and others take their places. */
export const kill: Stage = {
  name: 'kill',
  mutants: {
    'told-first': 'the clerk is told before the books have it',
    'new-id': 'what is sent again has another id',
    'no-transaction': 'each statement stands for itself',
  },
  run: async ask => {
    const { seed, mutant } = ask
    const wanted = tries(ask, mutant ? 40 : 25, 400, 5000)
    const chance = createChance(seed)
    const crew = await createCrew()
    const atWork = new Map<string, ReturnType<typeof crew.send>>()
    const seen = { killed: 0, byTheirOwn: 0, ending: false }
    const gone: Promise<unknown>[] = []

    const hire = (name: string) => {
      const clerk = crew.send(name, {
        seed: chance.below(2 ** 31),
        think: 4,
        deaths: 0.02,
        from: 0,
        until: Number.MAX_SAFE_INTEGER,
        mutant,
      })
      clerk.stdout?.once('data', () => atWork.set(name, clerk))
      gone.push(
        once(clerk, 'close').then(() => {
          if (atWork.get(name) === clerk) {
            atWork.delete(name)
            seen.byTheirOwn += 1
          }
          if (!seen.ending) hire(name)
        }),
      )
    }
    for (let n = 0; n < clerks; n += 1) hire(`clerk-${n}`)

    const strike = (name: string) => {
      const clerk = atWork.get(name)
      atWork.delete(name)
      if (clerk?.kill('SIGKILL')) seen.killed += 1
    }
    while (seen.killed + seen.byTheirOwn < wanted) {
      await wait(chance.between(40, 140))
      const names = [...atWork.keys()]
      if (names.length === 0) continue
      if (chance.happens(0.1)) for (const name of names) strike(name)
      else strike(chance.one(names))
    }
    seen.ending = true
    // Those who are only just coming are waited for, so that none is left behind.
    while (gone.length > 0) {
      for (const name of [...atWork.keys()]) strike(name)
      const first = gone[0]!
      if (await Promise.race([first.then(() => true), wait(20, false)])) gone.shift()
    }

    const notes = crew.notes()
    const { faults, told, meant, acts } = await audit(crew.path, notes)
    // A busy machine leaves the clerks less time between kills, and some acts come rarely.
    const never = actNames.filter(name => !acts.has(name))
    if (ask.size !== 'small' && never.length > actNames.length / 4)
      faults.push(`never told to be done: ${never}`)
    if (told < wanted / 5) faults.push(`only ${told} saves in ${wanted} kills`)
    const again = notes.filter(one => one.kind === 'told' && one.repeated).length
    const deaths = notes.flatMap(one => (one.kind === 'meant' && one.dies ? [one.dies] : []))
    const drawn = `statements 1 to ${Math.max(0, ...deaths.map(([after]) => after))}`
    const kept = await crew.end(faults, mutant)
    const measured =
      `${seen.killed} kills and ${seen.byTheirOwn} deaths of their own, after ${drawn} of an act ` +
      `or between acts; ${meant} acts meant, ${told} told, of ${acts.size} of ${actNames.length} ` +
      `kinds, ${again} sent again and known already; ${faults.length} faults${kept}`
    return { measured, faults }
  },
}
