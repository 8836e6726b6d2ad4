import { constants } from 'node:fs'
import { mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'

/** A new file to write to. */
export interface Output {
  readonly path: string
  readonly stream: Writable
}

const nameRule = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Opens a file that a clerk named on the screen: always new, always in the output directory, for the clerk alone. */
export const openOutput = async (name: string, directory: string): Promise<Decision<Output>> => {
  if (!nameRule.test(name) || name.includes('..')) return refuse('output', msg.outputNameInvalid)
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
  } catch {
    return refuse('output', msg.outputExists, name)
  }
  return openNew(join(directory, name), name)
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

/** Takes an output back that nothing was written to. */
export const dropOutput = async ({ path, stream }: Output): Promise<void> => {
  stream.destroy()
  await unlink(path)
}
