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

/**
 * A shell on a tty of 80×24 that runs a script and says at the end that it is over. It stays until that is read: when the first
 * process of a session ends, the system may throw away what it wrote last.
 */
export const shellOnTty = (script: string, env = process.env) => {
  const shell = pty!.spawn('/bin/sh', ['-c', `${script}; echo over; exec sleep 60`], {
    name: 'xterm-256color',
    cols: 80,
    rows: 24,
    env,
  })
  let bytes = ''
  const isOver = () => /over\r?\n$/.test(bytes)
  shell.onData(data => {
    bytes += data
    if (isOver()) shell.kill('SIGKILL')
  })
  return { shell, isOver, bytes: () => bytes }
}
