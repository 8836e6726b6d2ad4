import { readFileSync, writeFileSync } from 'node:fs'
import { Script } from 'node:vm'

// Starts the program from its one file. Node compiles that anew at each start, half of which is spared by keeping what it has
// compiled. A cache of another Node, or none, is passed over by it, and the start is as long as it was.

const program = `${__dirname}/program.js`
const cache = `${__dirname}/program.cache`

const cached = (): Buffer | undefined => {
  try {
    return readFileSync(cache)
  } catch {
    return undefined
  }
}

const keep = process.env['DINGDAN_KEEP_CODE'] === 'yes'
const cachedData = keep ? undefined : cached()
const script = new Script(readFileSync(program, 'latin1'), {
  filename: program,
  ...(cachedData ? { cachedData } : {}),
})
if (keep) process.on('exit', () => writeFileSync(cache, script.createCachedData()))
script.runInThisContext()(require)
