import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
// biome-ignore lint/plugin: runs our own file, as require does; only so can what was compiled of it be given along
import { Script } from 'node:vm'
import { cacheOf, digestLength, programOf } from './program-files.ts'

// Starts the program from its one file. Compiling that anew took longer than all the rest of a start, so what Node compiled
// at the build is kept beside it. What doesn't fit this program or this Node is passed over: a start then only takes longer.

/** Node itself doesn't notice a bit that is wrong, and falls over it. */
const sound = (source: Buffer, kept: Buffer): Buffer | undefined => {
  const code = kept.subarray(digestLength)
  const digest = createHash('sha256').update(source).update(code).digest()
  return digest.equals(kept.subarray(0, digestLength)) ? code : undefined
}

const cacheFor = (source: Buffer): Buffer | undefined => {
  try {
    return sound(source, readFileSync(cacheOf(__dirname)))
  } catch {
    return undefined
  }
}

const filename = programOf(__dirname)
const source = readFileSync(filename)
const cachedData = cacheFor(source)
// The build writes nothing but ASCII, which takes half the room of other text.
const script = new Script(source.toString('latin1'), {
  filename,
  ...(cachedData ? { cachedData } : {}),
})
script.runInThisContext()(require)
