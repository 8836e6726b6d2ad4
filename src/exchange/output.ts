import { constants } from 'node:fs'
import { chmod, lstat, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'

/** A new file to write to. */
export interface Output {
  readonly path: string
  readonly stream: Writable
}

const nameRule = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$/

/** What a clerk's own computer takes for a device, whatever its name ends in. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

const isFileName = (name: string) =>
  nameRule.test(name) && !name.includes('..') && !deviceName.test(name)

/** Where a clerk's files are written: nobody else's are there. */
export interface Spool {
  /** Of all clerks, beside the books. */
  readonly directory: string
  readonly user: string
}

/** Makes a directory for this program's account alone, or finds it; false where something else stands there. */
const ownDirectory = async (path: string): Promise<boolean> => {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const found = await lstat(path)
  if (!found.isDirectory()) return false
  if ((found.mode & 0o077) !== 0) await chmod(path, 0o700)
  return true
}

/** Opens a file that a clerk named on the screen: always new, always in their own directory, for this account alone. */
export const openOutput = async (
  name: string,
  { directory, user }: Spool,
): Promise<Decision<Output>> => {
  if (!isFileName(name) || !isFileName(user)) return refuse('output', msg.outputNameInvalid)
  const own = join(directory, user)
  try {
    if (!(await ownDirectory(directory)) || !(await ownDirectory(own))) {
      return refuse('output', msg.outputExists, name)
    }
  } catch {
    return refuse('output', msg.outputExists, name)
  }
  return openNew(join(own, name), name)
}

/** Opens a file that was named on the command line: anywhere, but never one that exists. */
export const openOutputFile = (path: string): Promise<Decision<Output>> => openNew(path, path)

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants

const openNew = async (path: string, name: string): Promise<Decision<Output>> => {
  try {
    const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
    return accept({ path, stream: file.createWriteStream() })
  } catch {
    return refuse('output', msg.outputExists, name)
  }
}

/** Takes a file back that is not whole. */
export const dropOutput = async ({ path, stream }: Output): Promise<void> => {
  stream.destroy()
  await rm(path, { force: true })
}
