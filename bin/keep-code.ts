import { createHash } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import vm from 'node:vm'
import { cacheOf } from './program-files.ts'

// The build has Node load this before the program: at its end, what was compiled of it by then is written beside it.

const { Script } = vm

vm.Script = class extends Script {
  constructor(...given: ConstructorParameters<typeof Script>) {
    super(...given)
    const [source, options] = given
    const { filename = '' } = options as { filename?: string }
    process.on('exit', () => {
      const code = this.createCachedData()
      const digest = createHash('sha256').update(source, 'latin1').update(code).digest()
      const cache = cacheOf(dirname(filename))
      writeFileSync(cache, Buffer.concat([digest, code]))
      // The program hides what it writes; this is for everybody who runs it.
      chmodSync(cache, 0o644)
    })
  }
}
