import { dirname } from 'node:path'
import { msg } from '../db/messages.ts'
import { setupWords } from '../db/setup-words.ts'
import { notice } from '../src/kernel/entry.ts'
import { say as inLanguage } from '../src/kernel/format.ts'
import { sayNotice } from '../src/kernel/messages.ts'
import type { Global } from './commands.ts'
import { settingCases, settingNames, terminalCase } from './ssh-terminal.ts'

export interface SetupOptions {
  /** The group of the clerks. */
  readonly group: string
  /** The account that owns the books. */
  readonly account: string
  /** Where Node is, and where this program is installed. */
  readonly node: string
  readonly program: string
  /** Clerks to be made at once. */
  readonly clerk: readonly string[]
}

/** A host where clerks come in by SSH. */
export type ClerksHost = SetupOptions & Global

/** Says one of the texts of a host's set-up. */
export const wordsFor =
  ({ lang }: Pick<ClerksHost, 'lang'>) =>
  (name: keyof typeof setupWords, ...about: readonly string[]): string =>
    inLanguage(setupWords[name], lang).replace(/\{(\d)\}/g, (_, n) => about[n] ?? '')

/** The same as a comment of a file. */
export const commentsFor = (host: Pick<ClerksHost, 'lang'>) => {
  const words = wordsFor(host)
  return (...said: Parameters<typeof words>): string => `# ${words(...said)}`
}

/** A text that a shell takes as it is. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** What a script says before it ends. */
export const refuseFunction = ['refuse() {', `  printf '%s\\n' "$1" >&2`, '  exit 1', '}']

/** The script that sudo lets a clerk start. */
export const launcherOf = (host: ClerksHost): readonly string[] => {
  const { node, program, db, lang } = host
  const comment = commentsFor(host)
  const home = dirname(db)
  const unsafe = sayNotice(notice(msg.unsafeEnvironment, 'NODE_OPTIONS, LD_PRELOAD'), lang)
  return [
    '#!/bin/sh',
    comment('launcher'),
    'umask 077',
    'ulimit -c 0',
    ...refuseFunction,
    `[ -z "\${NODE_OPTIONS-}\${LD_PRELOAD-}" ] || refuse ${quoted(unsafe)}`,
    `[ -t 0 ] && [ -t 1 ] || refuse ${quoted(sayNotice(notice(msg.terminalWanted), lang))}`,
    comment('keys'),
    'stty -isig -icanon -icrnl -ixon -echo min 1 time 0',
    comment('terminal'),
    ...terminalCase,
    comment('settings'),
    ...settingCases,
    `cd ${home} || exit 1`,
    comment('parent'),
    `exec env -i PATH=/usr/bin:/bin HOME=${home} LANG=C.UTF-8 TERM="$TERM" SUDO_USER="\${SUDO_USER-}" \\`,
    `  "$@" DINGDAN_NODE=${node} ${program}/bin/launch --trust-ssh --db ${db} --lang ${lang}`,
  ]
}

/** What sudo allows. */
export const sudoersOf = (host: ClerksHost): readonly string[] => {
  const { group, account, program } = host
  return [
    commentsFor(host)('sudo'),
    `Defaults!${program}/clerk env_reset, !setenv, env_keep="TERM ${settingNames}", use_pty, umask=0077, umask_override`,
    `%${group} ALL=(${account}) NOPASSWD: ${program}/clerk ""`,
  ]
}

/** What sshd allows. */
export const sshdOf = (host: ClerksHost): readonly string[] => {
  const { group, account, program } = host
  const comment = commentsFor(host)
  return [
    comment('global'),
    'PermitUserEnvironment no',
    comment('sshd'),
    `Match Group ${group}`,
    `    ForceCommand exec /usr/bin/sudo -n -u ${account} ${program}/clerk`,
    '    AuthorizedKeysFile /etc/ssh/authorized_keys.d/%u',
    '    AuthorizedKeysCommand none',
    '    AuthenticationMethods publickey',
    '    PermitUserRC no',
    `    AcceptEnv ${settingNames}`,
    // Before OpenSSH 10 the first of these forgot agents and X11 (CVE-2025-32728), so each is named.
    '    DisableForwarding yes',
    '    AllowTcpForwarding no',
    '    AllowStreamLocalForwarding no',
    '    AllowAgentForwarding no',
    '    X11Forwarding no',
    '    PermitTunnel no',
    '    MaxSessions 1',
    '    MaxAuthTries 3',
    '    ClientAliveInterval 15',
    '    ClientAliveCountMax 3',
    'Match all',
  ]
}
