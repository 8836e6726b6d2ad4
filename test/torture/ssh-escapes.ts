import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { msg } from '../../db/messages.ts'
import { greeting, until } from '../ssh/host.ts'
import { Enter, F1, F2, F4 } from '../support/clerk.ts'
import { answerOf, inBooks, marks, nodeOf, type Trial, working, wrongOf } from './ssh-trial.ts'

const here = '127.0.0.1'
const noTerminal = `(${msg.terminalWanted.number})`

/** `ssh host command`, in all its forms. */
const commands: Trial = async ({ host, call }) => {
  const faults: string[] = []
  const tried = ['id', 'sh -c id', '/bin/sh', "'; id", '$(id)', '`id`', 'exec id', 'env']
  for (const command of tried) {
    const { status, said } = await answerOf(['ssh', ...host.client('anna', here, command)])
    faults.push(
      ...wrongOf({
        [`"${command}" is answered: ${said}`]: said.includes(noTerminal) && !/uid=/.test(said),
        [`"${command}" succeeds`]: status !== 0,
      }),
    )
  }
  // Into a shell that would read what it is given.
  const piped = await answerOf(['ssh', '-T', ...host.client('anna', here)], { input: 'id\nexit\n' })
  if (!piped.said.includes(noTerminal)) faults.push(`a shell is answered: ${piped.said}`)
  const line = call('anna', { ssh: ['-o', 'RemoteCommand=id'] })
  await line.sees('Main Menu')
  if (/uid=/.test(line.bytes())) faults.push('a command is done on a terminal')
  return faults
}

/** sftp, scp in both its manners, and other subsystems. */
const files: Trial = async ({ host }) => {
  const up = join(host.home, 'up')
  const down = join(host.home, 'down')
  const batch = join(host.home, 'batch')
  const mark = join(host.home, 'marks/file')
  writeFileSync(up, 'x')
  writeFileSync(batch, `put ${up} ${mark}\nget /etc/passwd ${down}\n`)
  const options = host.client('anna').map(word => (word === '-p' ? '-P' : word))
  const [p, name] = [options.indexOf('-l'), 'anna']
  const copying = options.toSpliced(p, 2)
  const tried: readonly (readonly string[])[] = [
    ['sftp', '-b', batch, ...copying, `${name}@${here}`],
    ['scp', ...copying, up, `${name}@${here}:${mark}`],
    ['scp', '-O', ...copying, up, `${name}@${here}:${mark}`],
    ['scp', ...copying, `${name}@${here}:/etc/passwd`, down],
    ['scp', '-O', ...copying, `${name}@${here}:/etc/passwd`, down],
    ['ssh', '-s', ...host.client('anna', here, 'sftp')],
    ['ssh', '-s', ...host.client('anna', here, 'shell')],
  ]
  const faults: string[] = []
  for (const words of tried) {
    const { status } = await answerOf(words)
    const program = words.slice(0, 2).join(' ')
    faults.push(
      ...wrongOf({
        [`${program} succeeds`]: status !== 0,
        [`${program} brings a file`]: !existsSync(mark),
        [`${program} takes a file`]: !existsSync(down),
      }),
    )
  }
  return faults
}

/** Ports, sockets and tunnels, in both directions. */
const forwarding: Trial = async ({ host }) => {
  const faults: string[] = []
  const port = host.port + 1 > 65_000 ? 20_000 : host.port + 1
  const through = await answerOf([
    'ssh',
    '-W',
    `${here}:${host.port}`,
    ...host.client('anna', here),
  ])
  if (/SSH-2/.test(through.said)) faults.push('-W reaches a port')
  const socket = join(host.home, 'marks/socket')
  const tried: Readonly<Record<string, readonly string[]>> = {
    'a port there': ['-N', '-R', `${here}:${port}:${here}:${host.port}`],
    'a socket there': ['-N', '-R', `${socket}:${here}:${host.port}`],
    'a tunnel': ['-N', '-w', '0:0'],
  }
  for (const [what, asked] of Object.entries(tried)) {
    const options = ['-o', 'ExitOnForwardFailure=yes', ...asked]
    const { status } = await answerOf(['ssh', ...host.client('anna', ...options, here)], {
      within: 3000,
    })
    // Whoever was given it would still be there.
    if (status === null) faults.push(`${what} is given`)
  }
  // A port here is this end's own affair; what comes through it isn't.
  const here_ = ['-N', '-L', `${here}:${port}:${here}:${host.port}`, '-L', `${port + 1}:/run/x`]
  const client = spawn('ssh', host.client('anna', ...here_, here), { stdio: 'ignore' })
  await until(async () => (await greeting(port)) !== null, 'a port here')
  if (await greeting(port)) faults.push('-L reaches a port')
  client.kill()
  return [...faults, ...wrongOf({ 'a socket is there': !existsSync(socket) })]
}

const environmentOf = (host: Parameters<typeof working>[0], pid: number) =>
  host.run(`cat /proc/${pid}/environ`).said.split('\0').filter(Boolean)

/** An agent or a display of this end would be a way back into it. */
const agents: Trial = async ({ host, call }) => {
  const socket = join(host.home, 'agent')
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  await until(() => existsSync(socket), 'an agent')
  const env = { SSH_AUTH_SOCK: socket, DISPLAY: `${here}:7` }
  const line = call('anna', { ssh: ['-o', 'ForwardAgent=yes', '-Y'], env })
  await line.sees('Main Menu')
  const found = working(host).flatMap(({ pid }) =>
    environmentOf(host, pid).filter(one => /^(?:SSH_AUTH_SOCK|DISPLAY|XAUTHORITY)=/.test(one)),
  )
  agent.kill()
  return found.map(one => `it is given ${one}`)
}

/** What a client may send along, and what the program then has. */
const environment: Trial = async ({ host, call }) => {
  const mark = (name: string) => join(host.home, 'marks', name)
  const script = join(host.home, 'evil.cjs')
  writeFileSync(script, `require('fs').writeFileSync(${JSON.stringify(mark('node'))}, '')`)
  const shell = join(host.home, 'evil.sh')
  writeFileSync(shell, `touch ${mark('shell')}\n`)
  const sent = [
    `NODE_OPTIONS=--require=${script}`,
    `NODE_PATH=${host.home}`,
    `LD_PRELOAD=${script}`,
    `BASH_ENV=${shell}`,
    `ENV=${shell}`,
    `LC_ALL=$(touch ${mark('lc')})`,
    `LANG=() { :;}; touch ${mark('lang')}`,
    'SUDO_USER=ben',
    'DINGDAN_USER=ben',
    `DINGDAN_NODE=${shell}`,
    'DINGDAN_DB=/srv/other.db',
    `PATH=${host.home}`,
    `HOME=${host.home}`,
    'DINGDAN_COLORS=16',
    `DINGDAN_READER=$(touch ${mark('reader')})`,
    `DINGDAN_FRAMES=ascii NODE_OPTIONS=--require=${script}`,
  ]
  // Of several SetEnv ssh heeds the first.
  const all = sent.map(one => `"${one}"`).join(' ')
  const line = call('anna', { ssh: ['-o', `SetEnv ${all}`] })
  await line.sees('Main Menu')
  const has = environmentOf(host, nodeOf(host)).toSorted()
  const program = [
    'DINGDAN_COLORS=16',
    'DINGDAN_NODE=/usr/local/lib/node',
    'HOME=/srv/dingdan',
    'LANG=C.UTF-8',
    'PATH=/usr/bin:/bin',
    'PWD=/srv/dingdan',
    'SUDO_USER=anna',
    'TERM=xterm-256color',
  ]
  const above = working(host).flatMap(({ pid }) => environmentOf(host, pid))
  const loads = above.filter(one => /^(?:NODE_|LD_|BASH_ENV|ENV=)/.test(one))
  return [
    ...wrongOf({ [`the program has ${has}`]: has.join() === program.join() }),
    ...loads.map(one => `a process has ${one}`),
    ...marks(host).map(one => `something ran: ${one}`),
  ]
}

/** Files that something would run or believe, put by root where a clerk would want them. */
const planted: Trial = async ({ host, call }) => {
  const home = '/usr/local/lib/dingdan/home'
  const touch = (name: string) => `touch ${host.home}/marks/${name}`
  const denied = host.run(`touch ${home}/.profile || echo denied`, 'anna').said
  const scripts = ['.bashrc', '.bash_profile', '.profile', '.dashrc', '.ssh/rc', '.hushlogin.sh']
  const plant = [
    `mkdir ${home}/.ssh`,
    ...scripts.map(name => `echo '${touch(name.replaceAll('/', '-'))}' >${home}/${name}`),
    `echo 'ENV=${home}/.profile' >${home}/.ssh/environment`,
    `cp ${home}/.ssh/environment ${home}/.pam_environment`,
    `cp ${host.home}/keys/stranger.pub ${home}/.ssh/authorized_keys`,
    `chmod -R a+rX ${home}`,
  ]
  host.run(plant.join(' && '))
  const line = call('anna')
  await line.sees('Main Menu')
  await answerOf(['ssh', ...host.client('anna', here, 'id')])
  const strange = host
    .client('anna', here)
    .map(word => (word === host.keyOf('anna') ? host.keyOf('stranger') : word))
  const { said } = await answerOf(['ssh', ...strange])
  const ran = marks(host)
  host.run(`rm -rf ${home}/.[a-z]*`)
  return [
    ...wrongOf({
      'a clerk writes to the home': denied === 'denied\n',
      [`a planted key is good: ${said}`]: /Permission denied/.test(said),
    }),
    ...ran.map(one => `${one} ran`),
  ]
}

/** Signals from root, which is the worst, and from the clerk's own account. */
const debuggers: Trial = async ({ host, call }) => {
  const line = call('anna')
  await line.sees('Main Menu')
  const node = nodeOf(host)
  const all = working(host).map(({ pid }) => pid)
  const ours = working(host).flatMap(({ user, pid }) => (user === 'dingdan' ? [pid] : []))
  const others = ['USR1', 'KILL', 'STOP'].flatMap(signal =>
    ours.map(pid => host.run(`kill -${signal} ${pid} && echo done`, 'anna').said),
  )
  const read = host.run(`cat /proc/${node}/environ /proc/${node}/mem; ls /proc/${node}/fd`, 'anna')
  host.run(`kill -USR1 ${node}`)
  await pause(300)
  const opened = (await greeting(9229)) !== null
  line.types('7', Enter)
  await line.sees('Sales Orders/Invoices  ')
  const still = new Set(working(host).map(({ pid }) => pid))
  return wrongOf({
    'a debugger listens': !opened,
    'a clerk sends signals to the program': others.every(said => said === ''),
    [`a clerk reads the program: ${read.said}`]: read.said === '',
    'something died of it': all.every(pid => still.has(pid)),
  })
}

/** Keys and words that lead out of other programs, before, in and after everything. */
const keys: Trial = async ({ host, call }) => {
  const controls = ['\x03', '\x1a', '\x1c', '\x1d', '\x19', '\x0f', '\x1b\x1b', '\x1bx', '\x18\x03']
  const words = [
    '!sh',
    ':!sh',
    '!!',
    '|sh',
    '`id`',
    '$(id)',
    ';id',
    '~!',
    '\x1b:sh',
    '%s%n',
    '\x05sh',
  ]
  const line = call('anna', { keysPass: true })
  await until(() => /:/.test(line.bytes()), 'keys are no signals at this end')
  // While sshd, sudo and the shell are still on their way.
  for (let n = 0; n < 40 && !/Main Menu/.test(line.text()); n += 1) {
    line.types('\x1a', '\x1c')
    await pause(20)
  }
  await line.sees('Main Menu')
  const look = () =>
    working(host).flatMap(({ user, words: of }) =>
      user === 'root' || /^(?:sshd: |\S*node |\/bin\/sh \S+launch )/.test(of) ? [] : [of],
    )
  const faults: string[] = look()
  for (const place of [[], ['7.1.1', Enter], [F2], [F4], [F4], ['7.1.20.13', Enter]]) {
    line.types(...place)
    await pause(100)
    for (const one of [...controls, ...words]) line.types(one, Enter)
    await pause(300)
    faults.push(...look())
  }
  const node = nodeOf(host)
  line.types('\x0c')
  await pause(200)
  return [
    ...faults.map(one => `it runs ${one}`),
    ...wrongOf({
      'the line is over': !line.isOver() && nodeOf(host) === node,
      'something of another program is seen': !/uid=\d|\$ $|No such file/.test(line.text()),
    }),
    ...marks(host).map(one => `something ran: ${one}`),
  ]
}

/** The account that owns the books, another clerk's name, another session, somebody who is no user. */
const others: Trial = async ({ host, call }) => {
  const faults: string[] = []
  const sudo = 'sudo -n -u dingdan'
  const launcher = '/usr/local/lib/dingdan/clerk'
  const launch = '/usr/local/lib/dingdan/bin/launch'
  const denied = [
    `${sudo} id`,
    `${sudo} /bin/sh -c id`,
    `${sudo} ${launcher} id`,
    `${sudo} SUDO_USER=ben ${launcher}`,
    `${sudo} -E ${launcher}`,
    `${sudo} ${launch} --trust-ssh`,
    `sudo -n ${launcher}`,
    `sudo -n -u ben ${launcher}`,
    `sudo -n -e -u dingdan ${launcher}`,
    'cat /srv/dingdan/company.db',
    `SUDO_USER=ben DINGDAN_NODE=/usr/local/lib/node ${launch} run 7.1.2 --db /srv/dingdan/company.db`,
    `echo x >>${launcher}`,
    'echo x >>/etc/ssh/authorized_keys.d/anna',
    'echo x >>/usr/local/lib/dingdan/dist/program.js',
  ]
  for (const one of denied) {
    const { status, said } = host.run(one, 'anna')
    if (status === 0 || said !== '') faults.push(`anna may: ${one}: ${said}`)
  }
  const owner = await answerOf(['ssh', ...host.client('dingdan', here)])
  if (!/Permission denied/.test(owner.said)) faults.push(`the owner signs in: ${owner.said}`)

  // A second session on the first one's connection.
  const control = join(host.home, 'control')
  const line = call('anna', { ssh: ['-o', 'ControlMaster=yes', '-o', `ControlPath=${control}`] })
  await line.sees('Main Menu')
  const more = ['-o', `ControlPath=${control}`, '-o', 'ProxyCommand=false']
  const second = await answerOf(['ssh', ...host.client('anna', ...more, here, 'id')])
  if (!/refused|failed|closed|denied/i.test(second.said))
    faults.push(`a second session: ${second.said}`)

  const carl = call('carl')
  await carl.left()
  if (!carl.bytes().includes(`(${msg.notAUser.number})`)) faults.push('who is no user is let in')

  // A record carries the name of whoever signed in, whatever they sent.
  const ben = call('ben', { ssh: ['-o', 'SetEnv SUDO_USER=anna'] })
  await ben.sees('Main Menu')
  const { orders: before } = await inBooks(host)
  ben.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1, '10-10000', '\t', '2', F1, F4, F1, F4, Enter)
  await until(async () => (await inBooks(host)).orders.length > before.length, 'the order is saved')
  const { orders } = await inBooks(host)
  if (orders.at(-1)!.entered_by !== 'ben') faults.push(`entered by ${orders.at(-1)!.entered_by}`)
  return faults
}

/** Ways out of the forced command, and into another's place. */
export const escapes: Readonly<Record<string, Trial>> = {
  'a command': commands,
  'sftp and scp': files,
  'ports and sockets': forwarding,
  'an agent or X11': agents,
  'the environment': environment,
  'planted files': planted,
  'a debugger': debuggers,
  keys,
  "somebody else's place": others,
}
