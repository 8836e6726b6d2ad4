import { execFile } from 'node:child_process'
import { chmod, chown, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import SQLite from 'better-sqlite3'
import { msg } from '../../db/messages.ts'
import { openLedger } from '../../db/open.ts'
import { company } from '../support/company.ts'
import { runProgram } from '../support/program.ts'
import type { Ask } from './stage.ts'
import { atDesk, inDirectory, mustSay, type Trial } from './trial.ts'

const run = promisify(execFile)

/** Another program's hands: to open and close the file in this process would drop its locks. */
const shell = (script: string, path: string) => run('sh', ['-c', script, 'sh', path])

const each = (what: string) => `for end in '' -wal -shm; do ${what}; done`

const carriedAway = atDesk('carried away', 'no-look', async desk => {
  const { path } = desk
  await shell(each('mv "$1$end" "$1.away$end"'), path)
  const refused = await desk.refused(msg.databaseMoved)
  await shell(each('mv "$1.away$end" "$1$end"'), path)
  return [...refused, ...(await desk.acts(5)), ...(await desk.leaves())]
})

const carriedAwayMeanwhile = atDesk('carried away during a save', 'no-look', async desk => {
  const { path } = desk
  const away = () => shell(each('mv "$1$end" "$1.away$end" || true'), path)
  const refused = await desk.refused(msg.databaseMoved, away)
  await shell(each('mv "$1.away$end" "$1$end"'), path)
  return [...refused, ...(await desk.acts(5)), ...(await desk.leaves())]
})

const removed = atDesk('removed', 'no-look', async ({ path, books, refused }) => {
  await shell(each('rm "$1$end"'), path)
  const faults = await refused(msg.databaseMoved)
  // What the thief took is gone; the program must not come back to it, and leave in peace.
  await books.db.destroy()
  return faults
})

const replaced = atDesk('another in its place', 'no-look', async desk => {
  const { path } = desk
  await shell('mv "$1" "$1.away" && cp "$1.away" "$1"', path)
  const before = await run('cksum', [path])
  const refused = await desk.refused(msg.databaseMoved)
  const after = await run('cksum', [path])
  const touched = before.stdout === after.stdout ? [] : ['it wrote into the other one']
  await shell('mv "$1.away" "$1"', path)
  return [...refused, ...touched, ...(await desk.acts(5)), ...(await desk.leaves())]
})

const logGone = atDesk('log removed', 'no-look', async desk => {
  await shell('rm "$1-wal"', desk.path)
  const refused = await desk.refused(msg.databaseMoved)
  return [...refused, ...(await desk.leaves())]
})

const cutOff = atDesk('cut off', 'no-look', async ({ path, books, refused }, ask) => {
  await shell('truncate -s 100000 "$1"', path)
  const faults: string[] = []
  // Many an act stumbles by itself over what is missing; one that wouldn't must be stopped too.
  for (let n = 0; n < 12; n += 1) faults.push(...(await refused(msg.databaseDamaged)))
  await books.db.destroy()
  const opened = await openLedger(path).then(
    async ledger => {
      await ledger.close()
      return ['it was opened as if nothing had happened']
    },
    error => mustSay(error, ask, msg.databaseDamaged),
  )
  return [...faults, ...opened]
})

/** Rights hinder everybody but root, who therefore tries as nobody. */
const nobody = 65534
const isRoot = process.getuid?.() === 0

const opens = (path: string, mutant = '') =>
  runProgram('test/torture/opener.ts', path, isRoot ? String(nobody) : '', mutant)

/** Books that may only be read are not opened; when the rights are mended, all goes on. */
const readOnly = (name: string, file: number, directory: number): Trial =>
  inDirectory(name, 'no-message', async (path, ask) => {
    await (await company(path)).db.destroy()
    const place = dirname(path)
    if (isRoot) for (const one of [place, path]) await chown(one, nobody, nobody)
    await chmod(path, file)
    await chmod(place, directory)
    const number = await opens(path, ask.mutant)
    await chmod(place, 0o700)
    await chmod(path, 0o600)
    const after = await opens(path)
    return [
      ...(number === String(msg.databaseReadOnly.number) ? [] : [`it says ${number}`]),
      ...(after === 'writes' ? [] : [`it doesn't go on: ${after}`]),
    ]
  })

/** What isn't ours is told so, and left as it was. */
const strange = inDirectory('not our database', 'no-message', async (path, ask) => {
  const faults: string[] = []
  const tries: readonly (readonly [string, () => unknown])[] = [
    ['a letter', () => writeFile(path, 'Dear Sir or Madam, '.repeat(500))],
    ['another program’s', () => new SQLite(path).exec('create table t (a)').close()],
  ]
  for (const [what, make] of tries) {
    await run('rm', ['-f', path])
    await make()
    faults.push(...(await unopened(path, ask)).map(fault => `${what}: ${fault}`))
  }
  return faults
})

const unopened = async (path: string, ask: Ask): Promise<string[]> => {
  const before = await readFile(path)
  const said = await openLedger(path).then(
    async ledger => {
      await ledger.close()
      return ['it was opened']
    },
    error => mustSay(error, ask, msg.databaseNotOurs),
  )
  return (await readFile(path)).equals(before) ? said : [...said, 'it was written into']
}

/** What may happen to the file. */
export const faultsOfFiles: readonly Trial[] = [
  carriedAway,
  carriedAwayMeanwhile,
  removed,
  replaced,
  logGone,
  cutOff,
  readOnly('file that may only be read', 0o444, 0o700),
  readOnly('directory that may only be read', 0o600, 0o500),
  strange,
]
