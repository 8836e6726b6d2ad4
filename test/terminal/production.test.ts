import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

// React gives `act` to its development build only.
const script = `
  await import('./src/terminal/terminal.ts')
  console.log(process.env.NODE_ENV, typeof (await import('react')).act)`

test.each([
  [undefined, 'production undefined'],
  ['development', 'development function'],
])('React is the production build unless asked for otherwise: NODE_ENV %s', (wanted, found) => {
  const { NODE_ENV: _, ...env } = process.env
  const out = execFileSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    {
      cwd: new URL('../..', import.meta.url),
      env: wanted ? { ...env, NODE_ENV: wanted } : env,
      encoding: 'utf8',
    },
  )
  expect(out.trim()).toBe(found)
})
