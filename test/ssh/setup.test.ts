import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeProgram } from '../../bin/build.ts'
import type { ClerksHost } from '../../bin/ssh-files.ts'
import { sshSetup } from '../../bin/ssh-setup.ts'
import { settingNames } from '../../bin/ssh-terminal.ts'
import { setupWords } from '../../db/setup-words.ts'
import { saysWhy } from '../support/company.ts'

const host: ClerksHost = {
  db: '/srv/dingdan/company.db',
  lang: 'en',
  group: 'clerks',
  account: 'dingdan',
  node: '/usr/bin/node',
  program: '/usr/local/lib/dingdan',
  clerk: ['anna', 'ben'],
}

const script = (more: Partial<ClerksHost> = {}) => {
  const made = sshSetup({ ...host, ...more })
  if (!made.ok) throw new Error(saysWhy(made))
  return made.value
}

/** A file that the script would write. */
const fileIn = (text: string, path: string) => {
  const begin = `cat >${path} <<'END'\n`
  const from = text.indexOf(begin)
  if (from < 0) throw new Error(`no ${path}`)
  return text.slice(from + begin.length, text.indexOf('\nEND\n', from) + 1)
}

const home = mkdtempSync(join(tmpdir(), 'dingdan-setup-'))
afterAll(() => rmSync(home, { recursive: true }))

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const run = (program: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}
const kept = (name: string, text: string) => {
  const path = join(home, name)
  writeFileSync(path, text, { mode: 0o600 })
  return path
}

// sbin is not on everybody's path.
process.env['PATH'] += ':/usr/sbin:/sbin'
const missing = ['visudo', 'sshd', 'ssh-keygen'].filter(name => !has(name))
if (missing.length > 0) {
  process.stderr.write(`setup.test.ts: partly left out, there is no ${missing.join(', ')} here\n`)
}

describe.each(['zh', 'en'] as const)('the set-up in %s', lang => {
  const text = script({ lang })

  test.each([
    ['all of it', () => text],
    ['the launcher', () => fileIn(text, `${host.program}/clerk`)],
  ])('%s is a script that sh reads', (_, read) =>
    expect(run('sh', '-n', kept('script.sh', read()))).toEqual({ status: 0, said: '' }),
  )

  test.skipIf(missing.includes('visudo'))('sudo reads its rules', () => {
    const rules = kept('rules', fileIn(text, '/etc/sudoers.d/clerks.new'))
    expect(run('visudo', '-c', '-f', rules)).toMatchObject({ status: 0 })
  })

  test.skipIf(missing.includes('sshd') || missing.includes('ssh-keygen'))(
    'sshd reads its settings, and means by them what is meant',
    () => {
      const key = join(home, `key-${lang}`)
      // Where sshd is installed and was never started, root has no place of its own for it yet.
      if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
      run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key)
      // A careless host: ours must hold all the same.
      const careless =
        'AcceptEnv *\nX11Forwarding yes\nAllowAgentForwarding yes\nPermitTunnel yes\n'
      const ours = fileIn(text, '/etc/ssh/sshd_config.d/00-clerks.conf')
      // Whoever runs this is a clerk for once.
      const group = run('id', '-gn').said.trim()
      const user = run('id', '-un').said.trim()
      const settings = kept(
        'sshd_config',
        `HostKey ${key}\n${careless}${ours.replace('Match Group clerks', `Match Group ${group}`)}`,
      )
      const asked = ['-T', '-C', `user=${user},host=h,addr=192.0.2.1`, '-f', settings]
      const { status, said } = run(run('sh', '-c', 'command -v sshd').said.trim(), ...asked)
      expect(status, said).toBe(0)
      for (const line of [
        'forcecommand exec /usr/bin/sudo -n -u dingdan /usr/local/lib/dingdan/clerk',
        'disableforwarding yes',
        'allowtcpforwarding no',
        'allowstreamlocalforwarding no',
        'allowagentforwarding no',
        'x11forwarding no',
        'permittunnel no',
        'permituserrc no',
        'permituserenvironment no',
        'maxsessions 1',
        'authenticationmethods publickey',
      ]) {
        expect(said.split('\n')).toContain(line)
      }
      expect(said.match(/^acceptenv .*$/gm)).toEqual(
        settingNames.split(' ').map(name => `acceptenv ${name}`),
      )
    },
  )
})

test('each text of it is said', () => {
  const said = script() + script({ clerk: [] })
  for (const [name, [, en]] of Object.entries(setupWords)) {
    const [longest] = en.split(/\{\d\}/).toSorted((a, b) => b.length - a.length)
    expect(said, name).toContain(longest)
  }
})

test.each([
  ...[
    'relative.db',
    '/srv/a b/x.db',
    '/srv/$(id)/x.db',
    '/srv/`id`/x.db',
    '/srv/a;id/x.db',
    "/srv/a'b/x.db",
    '/srv/a"b/x.db',
    '/srv/a\nid\n/x.db',
    '/srv/../etc/x.db',
    '/srv/./x.db',
    '/srv//x.db',
    '/srv/%u/x.db',
    '/srv/a\\b',
    '/srv/*/x.db',
    '/srv/订单/x.db',
    '/srv/a\u202eb/x.db',
    '/',
    '',
  ].flatMap(path => [{ db: path }, { node: path }, { program: path }]),
] as Partial<ClerksHost>[])('the path of %j is refused', more =>
  expect(saysWhy(sshSetup({ ...host, ...more }))).toMatch(/^path 9229/),
)

test.each([
  ...[
    'root',
    '',
    '-rf',
    'Anna',
    'a b',
    'a;id',
    'a\nb',
    'a/b',
    '%u',
    '$(id)',
    '陈',
    'a'.repeat(17),
  ].flatMap(name => [{ group: name }, { account: name }, { clerk: ['anna', name] }]),
  // One name, two meanings.
  { group: 'dingdan' },
  { clerk: ['anna', 'anna'] },
  { clerk: ['dingdan'] },
  { clerk: ['clerks'] },
] as Partial<ClerksHost>[])('the name of %j is refused', more =>
  expect(saysWhy(sshSetup({ ...host, ...more }))).toMatch(/^account 9228/),
)

// Where it finds its libraries.
const program = join(import.meta.dirname, `../../node_modules/.cache/dingdan-setup/${process.pid}`)
beforeAll(() => makeProgram(join(import.meta.dirname, '../../bin/dingdan.ts'), program))
afterAll(() => rmSync(program, { recursive: true }))

const dingdan = (args: readonly string[], env: Record<string, string> = {}) => {
  const { PATH = '' } = process.env
  const started = spawnSync(process.execPath, [join(program, 'dingdan.cjs'), ...args], {
    encoding: 'utf8',
    env: { PATH, HOME: home, LANG: 'C.UTF-8', ...env },
  })
  return { status: started.status, said: started.stdout, complained: started.stderr }
}

test('the command prints it, and does nothing', () => {
  const named = ['--clerk', 'anna', 'ben', '--node', '/usr/bin/node', '--lang', 'en']
  expect(dingdan(['ssh-setup', ...named])).toEqual({ status: 0, said: script(), complained: '' })
  expect(dingdan(['ssh-setup', '--db', 'x.db', '--lang', 'en'])).toEqual({
    status: 1,
    said: '',
    complained:
      'Error: x.db cannot be the path: name it from / on, of letters, digits, points and dashes (9229)\n',
  })
})

test.each([
  ['NODE_OPTIONS', '--no-warnings'],
  ['NODE_PATH', '/nowhere'],
  ['LD_LIBRARY_PATH', '/nowhere'],
  ['BASH_ENV', '/nowhere'],
])('whoever is trusted by SSH does not bring %s', (name, value) => {
  const { status, complained } = dingdan(['--trust-ssh', '--lang', 'en'], { [name]: value })
  expect([status, complained]).toEqual([
    1,
    `Error: The environment has ${name}, which could run other code: start without it (9226)\n`,
  ])
})

test('a clerk who is trusted by SSH does not find a company to practise in where the books were', () => {
  const { status, complained } = dingdan(['--trust-ssh', '--db', join(home, 'gone.db')])
  expect(status).toBe(1)
  expect(complained).toMatch(/gone\.db.*\(\d+\)/)
})

test.each(['', '-wal'])('where others may write the books%s nobody is trusted by SSH', end => {
  const directory = join(home, `open${end}`)
  mkdirSync(directory)
  const path = join(directory, 'books.db')
  const made = dingdan(['init', '--db', path, '--company', 'X', '--admin', 'anna'])
  expect(made.status).toBe(0)
  const open = () => {
    writeFileSync(path + end, '', { flag: 'a' })
    chmodSync(path + end, 0o666)
  }
  open()
  chmodSync(directory, 0o700)
  const inside = dingdan(['--trust-ssh', '--db', path, '--lang', 'en'])
  expect(inside.complained).toContain('is no user here')
  open()
  chmodSync(directory, 0o755)
  const { status, complained } = dingdan(['--trust-ssh', '--db', path, '--lang', 'en'])
  expect([status, complained]).toEqual([
    1,
    `Error: Others may get at ${path}${end} (666), so nobody would know who is there: run chmod 600 ${path}${end} (9232)\n`,
  ])
})

test('a program that a group may write is refused, as one that everybody may', () => {
  const checks = script().match(/-perm \/\d+/g)
  expect(checks).toEqual(['-perm /022', '-perm /022'])
})
