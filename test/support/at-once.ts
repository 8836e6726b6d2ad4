import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/**
 * Several clerks, each in a process of their own, do something at the same moment: the words that each script is given, and
 * what each heard.
 */
export const atOnce = async (
  script: string,
  ...clerks: readonly (readonly string[])[]
): Promise<string[]> => {
  const path = join(import.meta.dirname, script)
  const working = clerks.map(words => {
    const child = spawn(process.execPath, ['--import', 'tsx', path, ...words])
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const closed = once(child, 'close')
    return { child, closed, ready: once(child.stdout, 'data'), said: () => said }
  })
  await Promise.all(working.map(({ ready }) => ready))
  for (const { child } of working) child.stdin.write('go\n')
  await Promise.all(working.map(({ closed }) => closed))
  return working.map(({ said }) => said().replace('ready\n', ''))
}
