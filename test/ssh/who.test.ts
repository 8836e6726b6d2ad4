import { spawnSync } from 'node:child_process'
import { userInfo } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

// Who is there is what the operating system says, and not what whoever starts the program writes into its environment.

const isRoot = process.getuid?.() === 0
const hasSudo = spawnSync('sudo', ['-n', '-u', 'nobody', 'true']).status === 0
const nobody = { uid: 65534, gid: 65534 }

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const asks = [
  '--import',
  pathToFileURL(path('../../node_modules/tsx/dist/loader.mjs')).href,
  '--eval',
  `import(${JSON.stringify(pathToFileURL(path('../../bin/who.ts')).href)})
    .then(({ accountName }) => console.log(accountName()))`,
]
const env = {
  PATH: process.env['PATH'],
  SUDO_USER: 'anna',
  SUDO_UID: '1000',
  TSX_DISABLE_CACHE: '1',
}
const answer = (command: string, args: readonly string[], more = {}) => {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env, ...more })
  return stdout.trim() || stderr
}

test('an ordinary account that says it came by sudo is itself', () => {
  const own = isRoot ? 'nobody' : userInfo().username
  expect(answer(process.execPath, asks, isRoot ? nobody : {})).toBe(own)
})

test.skipIf(!isRoot || !hasSudo)('whom sudo made another account is who asked sudo', () => {
  expect(answer('sudo', ['-n', '-u', 'nobody', process.execPath, ...asks])).toBe('root')
})
