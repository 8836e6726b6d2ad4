import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ClerksHost, launcherOf, sshdOf, sudoersOf } from '../../bin/ssh-files.ts'
import { readSettings } from '../../src/terminal/settings.ts'

const source = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')

const home = mkdtempSync(join(tmpdir(), 'dingdan-settings-'))
afterAll(() => rmSync(home, { recursive: true }))

const host: ClerksHost = {
  db: join(home, 'company.db'),
  lang: 'en',
  group: 'clerks',
  account: 'dingdan',
  node: '/usr/bin/node',
  program: home,
  clerk: [],
}

/** All that each may say. */
const good: Readonly<Record<string, readonly string[]>> = {
  NO_COLOR: ['1', '0', 'yes', 'true'],
  COLORTERM: ['truecolor', '24bit'],
  DINGDAN_COLORS: ['0', '8', '16', '256'],
  DINGDAN_READER: ['1', '0', 'yes', 'no', 'on', 'off', 'true', 'false'],
  DINGDAN_FRAMES: ['ascii'],
  DINGDAN_AMBIGUOUS: ['wide'],
  DINGDAN_ESCDELAY: ['1', '50', '300', '3000', '60000'],
}
const names = Object.keys(good).toSorted()

beforeAll(() => {
  mkdirSync(join(home, 'bin'))
  // In the place of what the clerk's script starts.
  writeFileSync(join(home, 'bin/launch'), '#!/bin/sh\nexec env -0\n', { mode: 0o700 })
  // There is no terminal here.
  const script = launcherOf(host).filter(line => !/^(?:stty|\[ -t) /.test(line))
  writeFileSync(join(home, 'clerk'), `${script.join('\n')}\n`, { mode: 0o700 })
})

/** What the program would have of the environment that sudo leaves a clerk. */
const arrives = (sent: Readonly<Record<string, string>>): Record<string, string> => {
  const env = { PATH: '/usr/bin:/bin', SUDO_USER: 'anna', ...sent }
  const { stdout, stderr } = spawnSync('/bin/sh', [join(home, 'clerk')], { encoding: 'utf8', env })
  expect(stderr).toBe('')
  const pairs = stdout.split('\0').slice(0, -1)
  const all = pairs.map(pair => [
    pair.slice(0, pair.indexOf('=')),
    pair.slice(pair.indexOf('=') + 1),
  ])
  // Shells say these themselves.
  return Object.fromEntries(all.filter(([name]) => !/^(?:PWD|OLDPWD|SHLVL|_)$/.test(name!)))
}

const always = {
  PATH: '/usr/bin:/bin',
  HOME: home,
  LANG: 'C.UTF-8',
  SUDO_USER: 'anna',
  DINGDAN_NODE: '/usr/bin/node',
}

test('sshd, sudo and the script let through what the program reads, by the same names', () => {
  const read = source('src/terminal/settings.ts').match(/\b(?:NO_COLOR|COLORTERM|DINGDAN_\w+)\b/g)
  expect([...new Set(read)].toSorted()).toEqual(names)
  const accepted = /^ *AcceptEnv (.*)$/m.exec(sshdOf(host).join('\n'))
  expect(accepted?.[1]?.split(' ').toSorted()).toEqual(names)
  const kept = /env_keep="TERM ([^"]*)"/.exec(sudoersOf(host).join('\n'))
  expect(kept?.[1]?.split(' ').toSorted()).toEqual(names)
  const script = launcherOf(host)
    .join('\n')
    .matchAll(/^case \$\{(\w+)-\}/gm)
  const told = [...script].flatMap(([, name]) => (name === 'TERM' ? [] : [name]))
  expect(told.toSorted()).toEqual(names)
  const readme = source('README.md').matchAll(/^\| `((?:NO_|COLOR|DINGDAN_)\w+)/gm)
  expect([...readme].map(([, name]) => name).toSorted()).toEqual(names)
})

test.each(
  Object.entries(good).flatMap(([name, words]) => words.map(word => [name, word] as const)),
)('%s=%s gets through', (name, word) =>
  expect(arrives({ TERM: 'xterm', [name]: word })).toEqual({
    ...always,
    TERM: 'xterm',
    [name]: word,
  }),
)

test('all of them get through together', () => {
  const sent = Object.fromEntries(names.map(name => [name, good[name]!.at(-1)!]))
  expect(arrives({ TERM: 'xterm', ...sent })).toEqual({ ...always, TERM: 'xterm', ...sent })
})

/** Texts around a good word that none of them may say. */
const hostile: readonly ((word: string) => string)[] = [
  () => '',
  word => `${word}\n`,
  word => `\n${word}`,
  word => `${word}\nDINGDAN_NODE=${home}/evil`,
  word => ` ${word}`,
  word => `${word} `,
  word => `${word} DINGDAN_NODE=${home}/evil`,
  word => `${word}${word}${'x'.repeat(100_000)}`,
  () => '0'.repeat(100_000),
  word => `${word}\u001b[2J`,
  word => `${word}\r`,
  word => `'${word}'`,
  word => `"${word}"`,
  word => `${word}'; touch ${home}/ran; '`,
  word => `${word}"; touch ${home}/ran; "`,
  () => `$(touch ${home}/ran)`,
  () => `\`touch ${home}/ran\``,
  () => `() { :;}; touch ${home}/ran`,
  word => `${word};touch ${home}/ran`,
  word => `${word}|${word}`,
  word => `${word})`,
  word => `\\${word}`,
  word => `-${word}`,
  () => '--',
  () => '*',
  () => '?',
  () => '[01]',
  () => '[1-9]',
  () => '1e3',
  () => '0x10',
  () => '1.5',
  () => '007',
  () => '100000',
  () => '¹',
  () => '１',
  () => '订单',
  () => '\u202e1',
  () => '~root',
]

test.each(hostile.map(of => [of('W').slice(0, 40), of] as const))('%j is dropped', (_, of) => {
  const sent = Object.fromEntries(names.map(name => [name, of(good[name]!.at(-1)!)]))
  expect(arrives({ TERM: 'xterm', LC_ALL: 'en_US.UTF-8', ...sent })).toEqual({
    ...always,
    TERM: 'xterm',
  })
  expect(spawnSync('ls', [home], { encoding: 'utf8' }).stdout).not.toContain('ran')
})

test('no other variable gets through, however it is called', () => {
  const others = ['NODE', 'DB', 'USER', 'KEY', 'READER_', 'X'].map(name => `DINGDAN_${name}`)
  const sent = Object.fromEntries([...others, 'BASH_ENV', 'FOO'].map(name => [name, '1']))
  expect(arrives({ TERM: 'xterm', ...sent })).toEqual({ ...always, TERM: 'xterm' })
})

describe('the terminal', () => {
  const listed = source('test/terminal/terminal-keys.tsv').matchAll(/^([a-z][^\t\n]*)\t/gm)
  const known = [
    ...[...listed].map(([, name]) => name!),
    ...['vt102', 'vt320', 'vt420', 'vt510', 'xterm-mono', 'xterm-16color', 'xterm-direct'],
    ...['rxvt-16color', 'rxvt-unicode', 'xterm-kitty', 'xterm-ghostty', 'foot', 'wezterm', 'dumb'],
  ]
  test.each(known)('%s is known', term => expect(arrives({ TERM: term })['TERM']).toBe(term))

  const unknown = [
    ...['', 'unknown', 'xterm\n', ' xterm', 'xterm-', 'vt1000', 'vt22x', 'vt600', '*', 'putty|x'],
    ...['../../etc/passwd', `$(touch ${home}/ran)`, 'x'.repeat(100_000)],
  ]
  test.each(unknown.map(term => [term.slice(0, 40), term]))(
    '%j is taken for a vt100',
    (_, term) => {
      expect(arrives({ TERM: term! })).toEqual({ ...always, TERM: 'vt100' })
    },
  )
})

test('what gets through says something to the program', () => {
  const plain = readSettings({ TERM: 'xterm' })
  for (const name of names) {
    const said = good[name]!.map(word => readSettings({ TERM: 'xterm', [name]: word }))
    expect(said, name).not.toEqual(said.map(() => plain))
  }
})
