import { once } from 'node:events'
import { audit } from './audit.ts'
import { createChance } from './chance.ts'
import { createCrew } from './crew.ts'
import { type Stage, sized } from './stage.ts'

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** Many clerks work at once on one file, and want the same goods. */
export const atOnce: Stage = {
  name: 'at-once',
  mutants: {
    'check-then-act': 'a clerk looks, and acts later on what was seen',
    'late-lock': 'a transaction begins without its lock',
  },
  run: async ({ size, seed, mutant }) => {
    const clerks = sized(size, 8, 40, 100)
    const seconds = sized(size, 4, 15, 300)
    const chance = createChance(seed)
    const crew = await createCrew()
    const all = Array.from({ length: clerks }, (_, n) =>
      crew.send(`clerk-${n}`, {
        seed: chance.below(2 ** 31),
        think: clerks * 10,
        deaths: 0,
        from: null,
        until: seconds * 1000,
        mutant,
      }),
    )
    const gone = all.map(clerk => once(clerk, 'close') as Promise<[number]>)
    // All begin together, when all have come: what is measured is work, not Node starting.
    await Promise.all(all.map(clerk => once(clerk.stdout!, 'data')))
    for (const clerk of all) {
      clerk.stdout?.resume()
      clerk.stdin?.end('now\n')
    }
    const codes = (await Promise.all(gone)).map(([code]) => code)
    const notes = crew.notes()
    const { faults, told } = await audit(crew.path, notes)
    faults.push(...codes.filter(code => code !== 0).map(code => `a clerk ended with ${code}`))
    const took = notes
      .flatMap(one => (one.kind === 'told' && one.took !== undefined ? [one.took] : []))
      .sort((a, b) => a - b)
    if (told < clerks * 5) faults.push(`only ${told} saves`)
    const refused = notes.filter(one => one.kind === 'refused').length
    const ms = (part: number) => `${quantile(took, part).toFixed(1)} ms`
    const kept = await crew.end(faults, mutant)
    const measured =
      `${clerks} clerks for ${seconds} s: ${told} saves, ${refused} refused by a rule, ` +
      `${faults.length} faults; a save takes p50 ${ms(0.5)}, p99 ${ms(0.99)}, at most ${ms(1)}${kept}`
    return { measured, faults }
  },
}
