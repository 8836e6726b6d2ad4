import { once } from 'node:events'
import { startProgram } from './program.ts'

/**
 * Several clerks, each in a process of their own, do something at the same moment: the words that each script is given, and
 * what each heard.
 */
export const atOnce = async (
  script: string,
  ...clerks: readonly (readonly string[])[]
): Promise<string[]> => {
  const working = await Promise.all(
    clerks.map(async words => {
      const child = await startProgram(`test/support/${script}`, ...words)
      let said = ''
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      return { child, closed: once(child, 'close'), said: () => said }
    }),
  )
  await Promise.all(working.map(({ child, said }) => said() || once(child.stdout!, 'data')))
  for (const { child } of working) child.stdin!.write('go\n')
  await Promise.all(working.map(({ closed }) => closed))
  return working.map(({ said }) => said().replace('ready\n', ''))
}
