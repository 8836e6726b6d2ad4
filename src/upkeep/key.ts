import { readFile } from 'node:fs/promises'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'

/** A shorter key could be tried out. */
const shortest = 12

/** The key that was named by its file, or is in the environment; null when there is none. */
export const readKey = async (
  file: string | undefined,
  environment: string | undefined,
): Promise<Decision<string | null>> => {
  if (file === undefined && !environment) return accept(null)
  const text =
    file === undefined ? environment : await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return refuse('key', msg.keyNotReadable, file ?? '')
  // An editor ends the line of a key file; the line's end is no part of the key.
  const key = text.replace(/[\r\n]+$/, '')
  return key.length < shortest ? refuse('key', msg.keyTooShort, shortest) : accept(key)
}
