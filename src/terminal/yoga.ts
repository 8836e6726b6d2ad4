import { loadYoga, type Yoga } from 'yoga-layout/load'

// In the one-file program this stands in for yoga-layout, which makes everything that loads it wait until its WebAssembly is
// compiled. Here that goes on while the rest of the program is loaded.
let yoga: Yoga

/** There is a Yoga: nothing may be laid out before. */
export const loaded: Promise<void> = loadYoga().then(made => {
  yoga = made
})

export * from 'yoga-layout/load'
export { yoga as default }
