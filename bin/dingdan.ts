#!/usr/bin/env node
import './hardened.ts'
import { Command, Option } from 'commander'
import { msg } from '../db/messages.ts'
import { DatabaseRefused } from '../db/open.ts'
import { importKinds } from '../src/exchange/import-kinds.ts'
import { refuse } from '../src/kernel/decision.ts'
import { notice } from '../src/kernel/entry.ts'
import { faultOf } from '../src/kernel/fault.ts'
import { sayNotice } from '../src/kernel/messages.ts'
import { harmless } from '../src/kernel/text.ts'
import {
  complain,
  type Global,
  importCommand,
  loadCommand,
  refused,
  runCommand,
} from './commands.ts'
import type { SetupOptions } from './ssh-files.ts'
import { sshSetupCommand, usualBooks } from './ssh-setup.ts'
import { initCommand, startCommand } from './start.ts'
import { backupCommand, doctorCommand, restoreCommand, verifyCommand } from './upkeep.ts'

const localeLanguage = (): 'zh' | 'en' => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en'
}

const program = new Command()
  .name('dingdan')
  .description('订单: a keyboard-only ERP for order clerks, in the manner of QAD character screens')
  .version('0.1.0')
  .addOption(new Option('--db <file>', 'the database').env('DINGDAN_DB').default('dingdan.db'))
  .addOption(
    new Option('--lang <language>', 'zh or en')
      .choices(['zh', 'en'])
      .default(localeLanguage(), 'the locale'),
  )
  .option('--debug', 'tells all of a fault in the program, also in SQL')
  // What was typed is told back.
  .configureOutput({
    outputError: (text, write) => write(text.split('\n').map(harmless).join('\n')),
  })

const options = () => program.optsWithGlobals<Global>()

/** Runs a command; its answer is the exit status. */
const running =
  <Rest extends unknown[]>(command: (options: Global, ...rest: Rest) => Promise<number>) =>
  async (...rest: Rest) => {
    process.exitCode = await command(options(), ...rest)
  }

program
  .option(
    '--trust-ssh',
    'the account that signed in to this host is the user; no password is asked',
  )
  .action(
    running((global: Global, asked: Parameters<typeof startCommand>[1]) => {
      const [named] = program.args
      return named === undefined
        ? startCommand(global, asked)
        : Promise.resolve(refused(global, refuse(null, msg.commandNotThere, named)))
    }),
  )

program
  .command('init')
  .description('the books of a new company, with its first user')
  .requiredOption('--company <name>', 'its name')
  .option('--currency <code>', 'its currency', 'CNY')
  .option('--admin <user>', 'the first user, who may do everything (else who you are here)')
  .option('--name <name>', "the first user's name")
  .action(running(initCommand))

program
  .command('run')
  .description(
    'an inquiry without the screen: dingdan run 7.1.20.13 --range ship_date=1997-01-01..1997-12-31',
  )
  .argument('<number>', 'menu number or program')
  .option(
    '--range <name=from..to>',
    'may be given more than once; a missing end is open',
    (one, all: string[]) => [...all, one],
    [],
  )
  .option('--output <csv|text|file>', 'csv or text to the terminal, or a new file', 'text')
  .action(running(runCommand))

program
  .command('load')
  .description("a file of keystrokes in QAD's CIM manner: @@batchload sosomt.p … @@end")
  .argument('<file>')
  .option('--dry-run', 'check everything, keep nothing')
  .action(running(loadCommand))

program
  .command('import')
  .description('brings CSV files in, all or nothing')
  .argument('<kind>', importKinds.join(', '))
  .argument('<files...>')
  .option('--map <file>', 'which column holds which field')
  .action(running(importCommand))

program
  .command('verify')
  .description('runs every check of the books and names what is wrong')
  .option('--replay', 'does the whole log again in memory and compares every table, row by row')
  .option('--head <hash>', 'the head of the books as it was told before: is it still there?')
  .action(running(verifyCommand))

const keyFile = () =>
  new Option('--key-file <file>', 'holds the key that seals it (else DINGDAN_KEY does)')

program
  .command('backup')
  .description('the books as they are, checked and sealed, into a new file; everybody works on')
  .argument('<file>')
  .addOption(keyFile())
  .option('--plain', 'leaves it open to whoever can read the file')
  .option('--untrue', 'also of books that the checks find fault with; restore asks for this too')
  .action(running(backupCommand))

program
  .command('restore')
  .description('checks a backup and puts its books where --db says')
  .argument('<file>')
  .addOption(keyFile())
  .option('--replace', 'in the place of the books that stand there, which are kept beside')
  .option('--untrue', 'also books that the checks find fault with')
  .action(running(restoreCommand))

program
  .command('doctor')
  .description('looks at settings, rights, disk, log, last backup and clock')
  .action(running(doctorCommand))

program
  .command('ssh-setup')
  .description('tells what a host needs where clerks can do nothing but this program; does nothing')
  .option('--group <group>', 'the clerks', 'clerks')
  .option('--account <account>', 'owns the books', 'dingdan')
  .option('--program <directory>', 'where this program is installed', '/usr/local/lib/dingdan')
  .option('--node <file>', 'where Node is', process.execPath)
  .option('--clerk <user...>', 'clerks to be made at once', [])
  .action(
    running((global: Global, asked: SetupOptions) => {
      const named = program.getOptionValueSource('db') !== 'default'
      return sshSetupCommand(named ? global : { ...global, db: usualBooks }, asked)
    }),
  )

for (const command of program.commands) {
  command.addOption(new Option('--db <file>', 'the database').env('DINGDAN_DB'))
  command.addOption(new Option('--lang <language>', 'zh or en').choices(['zh', 'en']))
}

// Its action says that there is no such command; set here, so that no command takes the setting over.
program.allowExcessArguments()

// Whoever reads our output may stop reading; that is no fault.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  throw error
})

/** Whether SQLite said it. */
const isOfDatabase = (error: unknown): boolean =>
  /^SQLITE_/.test(String((error as { code?: unknown } | null)?.code))

program.parseAsync().catch(error => {
  const { lang } = options()
  if (error instanceof DatabaseRefused) complain(sayNotice(notice(error.problem), lang))
  // SQL is for who keeps the program; what the operating system says is for whoever is there.
  else if (!isOfDatabase(error))
    complain(`dingdan: ${error instanceof Error ? error.message : error}`)
  else complain(sayNotice(notice(msg.programFault, faultOf(error)), lang))
  if (program.opts<{ debug?: boolean }>().debug) complain(String(error?.stack ?? error))
  process.exit(1)
})
