import { dirname } from 'node:path'
import { msg } from '../db/messages.ts'
import { accept, type Decision, refuse } from '../src/kernel/decision.ts'
import { type Global, refused } from './commands.ts'
import {
  type ClerksHost,
  commentsFor,
  launcherOf,
  quoted,
  refuseFunction,
  type SetupOptions,
  sshdOf,
  sudoersOf,
  wordsFor,
} from './ssh-files.ts'

/** Where the books of a host stand when nobody says otherwise. */
export const usualBooks = '/srv/dingdan/company.db'

/** As users are called in 36.3.1, so that one name does for both. */
const nameRule = /^[a-z][a-z0-9_-]{0,15}$/
/** Nothing that sh, sudo or sshd reads as anything but itself, and no way back up. */
const pathRule = /^(?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9._-]+)+$/

/** A file written as it stands here, with the rights given. */
const file = (path: string, mode: string, lines: readonly string[]): readonly string[] => [
  `cat >${path} <<'END'`,
  ...lines,
  'END',
  `chmod ${mode} ${path}`,
]

const must = (test: string, words: string): readonly string[] => [
  `${test} ||`,
  `  refuse ${quoted(words)}`,
]

/** Who could change the program, or what it is started with, could do whatever its account can. */
const ownedByRoot = (host: ClerksHost): readonly string[] => {
  const { program, node } = host
  const notRoots = wordsFor(host)('notRoots')
  return [
    commentsFor(host)('root'),
    `for at in ${program} ${node}; do`,
    '  while',
    `    [ "$(find -L "$at" -maxdepth 0 -user 0 ! -perm /022)" ] || refuse "$at: "${quoted(notRoots)}`,
    '    [ "$at" != / ]',
    '  do at=$(dirname "$at"); done',
    'done',
    ...must(
      `[ -z "$(find ${program} ! -type l '(' ! -user 0 -o -perm /022 ')' -print -quit)" ]`,
      `${program}: ${notRoots}`,
    ),
  ]
}

const accountsOf = (host: ClerksHost): readonly string[] => {
  const { group, account, db, program } = host
  const comment = commentsFor(host)
  const books = dirname(db)
  return [
    comment('account'),
    `getent group ${group} >/dev/null || groupadd ${group}`,
    `getent passwd ${account} >/dev/null ||`,
    `  useradd --system --user-group --no-create-home --home-dir ${books} --shell /usr/sbin/nologin ${account}`,
    '',
    comment('books'),
    `[ -e ${books} ] || install -d -o ${account} -g ${account} -m 0700 ${books}`,
    ...must(
      `[ "$(stat -c '%U %a' ${books})" = '${account} 700' ]`,
      wordsFor(host)('stranger', books, account),
    ),
    '',
    comment('home'),
    `install -d -o root -g root -m 0755 ${program}/home`,
    'install -d -o root -g root -m 0755 /etc/ssh/authorized_keys.d',
  ]
}

const clerkOf = (host: ClerksHost, name: string): readonly string[] => {
  const { group, program } = host
  return [
    `getent passwd ${name} >/dev/null ||`,
    `  useradd --no-user-group --gid ${group} --password '*' --shell /bin/dash \\`,
    `    --no-create-home --home-dir ${program}/home ${name}`,
    ...must(
      `[ "$(id -Gn ${name}):$(getent passwd ${name} | cut -d: -f6,7)" = '${group}:${program}/home:/bin/dash' ]`,
      wordsFor(host)('notAClerk', name, group),
    ),
    `install -o root -g root -m 0644 ${name}.pub /etc/ssh/authorized_keys.d/${name}`,
  ]
}

/** All of it, for a shell of root. */
const setupOf = (host: ClerksHost): readonly string[] => {
  const { account, group, program, node, db, clerk } = host
  const comment = commentsFor(host)
  const rules = `/etc/sudoers.d/${group}`
  return [
    comment('head'),
    comment('again'),
    comment('program', program),
    'set -eu',
    'umask 022',
    ...refuseFunction,
    '',
    ...ownedByRoot(host),
    '',
    ...accountsOf(host),
    '',
    ...file(`${program}/clerk`, '0755', launcherOf(host)),
    '',
    ...file(`${rules}.new`, '0440', sudoersOf(host)),
    `visudo -cqf ${rules}.new`,
    `mv ${rules}.new ${rules}`,
    '',
    'install -d -m 0755 /etc/ssh/sshd_config.d',
    ...file(`/etc/ssh/sshd_config.d/00-${group}.conf`, '0644', sshdOf(host)),
    ...clerk.flatMap(name => ['', comment('clerk', name), ...clerkOf(host, name)]),
    ...(clerk.length > 0 ? [] : ['', comment('noClerk'), comment('clerk', 'anna')]),
    ...(clerk.length > 0 ? [] : clerkOf(host, 'anna').map(line => `#   ${line}`)),
    '',
    comment('left'),
    `#   sudo -u ${account} env DINGDAN_NODE=${node} ${program}/bin/launch init --db ${db} --company NAME --admin USER`,
    `#   sshd -t && systemctl reload ssh && sshd -T -C user=${clerk[0] ?? 'anna'},host=h,addr=192.0.2.1 | grep -i -e force -e forwarding`,
  ]
}

const wrongIn = ({ group, account, node, program, db, clerk }: ClerksHost): Decision<null> => {
  // Whoever is in the group of the account would be nearer to the books than a clerk may be.
  const names = [group, account, ...clerk]
  for (const [n, name] of names.entries()) {
    const isFine = nameRule.test(name) && name !== 'root' && names.indexOf(name) === n
    if (!isFine) return refuse('account', msg.accountNameInvalid, name)
  }
  for (const path of [node, program, db]) {
    if (!pathRule.test(path)) return refuse('path', msg.pathInvalid, path)
  }
  return accept(null)
}

/** What a host needs where clerks come in by SSH, as a script for root; or which name could not stand in it. */
export const sshSetup = (host: ClerksHost): Decision<string> => {
  const wrong = wrongIn(host)
  return wrong.ok ? accept(`${setupOf(host).join('\n')}\n`) : wrong
}

/** `dingdan ssh-setup`: tells it; does nothing itself. */
export const sshSetupCommand = async (options: Global, asked: SetupOptions): Promise<number> => {
  const script = sshSetup({ ...options, ...asked })
  if (!script.ok) return refused(options, script)
  process.stdout.write(script.value)
  return 0
}
