import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepCode, makeProgram, plainly } from './build.ts'

// `npm run build`: the program into dist/, with the code that a clerk's first order takes.

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
await makeProgram(path('dingdan.ts'), path('../dist'))

const company = mkdtempSync(join(tmpdir(), 'dingdan-build-'))
try {
  const start = [path('launch'), '--db', join(company, 'demo.db'), '--lang', 'zh'] as const
  // The first start makes the company, which no other has to.
  execFileSync(start[0], start.slice(1), {
    input: '',
    stdio: ['pipe', 'ignore', 'inherit'],
    env: plainly,
  })
  await keepCode(start, '7.1.1\r\r01000001\r\u0018')
} finally {
  rmSync(company, { recursive: true })
}
