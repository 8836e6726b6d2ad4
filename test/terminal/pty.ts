import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'

/** Prebuilt for most machines; where it isn't, or where there is no tty, what needs it is left out. */
export const pty = (() => {
  try {
    execFileSync('stty', ['--version'], { stdio: 'ignore' })
    return createRequire(import.meta.url)('@lydell/node-pty') as typeof import('@lydell/node-pty')
  } catch {
    process.stderr.write('tests on a tty: left out, there is no pty on this machine\n')
    return undefined
  }
})()
