import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'

/**
 * A sealed file: `dingdan` and 0x1a, the version of this format, the length of the header, the header as JSON, the body,
 * and at the end what proves that not a byte of all this was changed: the tag of AES-256-GCM, or without a key SHA-256.
 */
const magic = Buffer.from('dingdan\x1a', 'latin1')
const formatVersion = 1
const lengthOfStart = magic.length + 3

interface Sealed {
  readonly cipher: 'aes-256-gcm'
  readonly kdf: 'scrypt'
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: string
  readonly nonce: string
}
type Header = Sealed | { readonly cipher: 'none' }

/** Half a second and 128 MiB for each key that is tried. */
const cost = { N: 2 ** 17, r: 8, p: 1 }
const most = { N: 2 ** 20, r: 16, p: 4 }

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
const keyOf = (key: string, { N, r, p, salt }: Sealed) =>
  derive(key, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r })

/** Lets a body through, as it is to be written or as it was; `proof` comes when all of it has gone through. */
interface Passage {
  readonly pass: (chunk: Buffer) => Buffer
  readonly proof: () => Buffer
}

const openly = (start: Buffer): Passage => {
  const hash = createHash('sha256').update(start)
  return {
    pass: chunk => {
      hash.update(chunk)
      return chunk
    },
    proof: () => hash.digest(),
  }
}

const startOf = (header: Header): Buffer => {
  const told = Buffer.from(JSON.stringify(header))
  const start = Buffer.alloc(lengthOfStart)
  magic.copy(start)
  start.writeUInt8(formatVersion, magic.length)
  start.writeUInt16BE(told.length, magic.length + 1)
  return Buffer.concat([start, told])
}

/** The bytes of a sealed file around a body; a key of null leaves the body readable. */
export async function* seal(body: AsyncIterable<Buffer>, key: string | null) {
  const fresh = () => ({
    salt: randomBytes(16).toString('base64'),
    nonce: randomBytes(12).toString('base64'),
  })
  const header: Header =
    key === null
      ? { cipher: 'none' }
      : { cipher: 'aes-256-gcm', kdf: 'scrypt', ...cost, ...fresh() }
  const start = startOf(header)
  yield start
  const { pass, proof } = key === null ? openly(start) : await sealing(start, header, key)
  for await (const chunk of body) yield pass(chunk)
  yield proof()
}

const sealing = async (start: Buffer, header: Header, key: string): Promise<Passage> => {
  const { nonce } = header as Sealed
  const cipher = createCipheriv(
    'aes-256-gcm',
    await keyOf(key, header as Sealed),
    Buffer.from(nonce, 'base64'),
  )
  cipher.setAAD(start)
  return {
    pass: chunk => cipher.update(chunk),
    proof: () => Buffer.concat([cipher.final(), cipher.getAuthTag()]),
  }
}

const within = (value: unknown, limit: number) =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= limit

const isHeader = (value: unknown): value is Header => {
  const header = value as Partial<Sealed> | { cipher: 'none' } | null
  if (header?.cipher === 'none') return true
  return (
    header?.cipher === 'aes-256-gcm' &&
    header.kdf === 'scrypt' &&
    within(header.N, most.N) &&
    within(header.r, most.r) &&
    within(header.p, most.p) &&
    typeof header.salt === 'string' &&
    typeof header.nonce === 'string'
  )
}

interface Start {
  readonly header: Header
  readonly bytes: Buffer
}

const readStart = async (path: string): Promise<Decision<Start>> => {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return refuse('file', msg.backupNotThere, path)
  try {
    const start = Buffer.alloc(lengthOfStart)
    const { bytesRead } = await file.read(start, 0, lengthOfStart, 0)
    if (bytesRead < lengthOfStart || !start.subarray(0, magic.length).equals(magic)) {
      return refuse('file', msg.notABackup, path)
    }
    if (start.readUInt8(magic.length) !== formatVersion) return refuse('file', msg.backupTooNew)
    const told = Buffer.alloc(start.readUInt16BE(magic.length + 1))
    await file.read(told, 0, told.length, lengthOfStart)
    const header: unknown = JSON.parse(told.toString('utf8'))
    if (!isHeader(header)) return refuse('file', msg.backupBroken, path)
    return accept({ header, bytes: Buffer.concat([start, told]) })
  } catch {
    return refuse('file', msg.backupBroken, path)
  } finally {
    await file.close()
  }
}

/** How what is read is let through, and whether the proof at the end is the right one. */
interface Opening {
  readonly lengthOfProof: number
  readonly pass: (chunk: Buffer) => Buffer
  readonly holds: (proof: Buffer) => boolean
}

const opening = async ({ header, bytes }: Start, key: string | null): Promise<Opening> => {
  if (header.cipher === 'none') {
    const { pass, proof } = openly(bytes)
    return { lengthOfProof: 32, pass, holds: found => timingSafeEqual(found, proof()) }
  }
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await keyOf(key ?? '', header),
    Buffer.from(header.nonce, 'base64'),
  )
  decipher.setAAD(bytes)
  const holds = (found: Buffer) => {
    decipher.setAuthTag(found)
    // Throws when anything is not as it was sealed.
    decipher.final()
    return true
  }
  return { lengthOfProof: 16, pass: chunk => decipher.update(chunk), holds }
}

/**
 * Gives the body of a sealed file, a piece at a time, to `take`. Only when this is accepted was it the body that was
 * sealed: what was taken before a refusal is worth nothing.
 */
export const unseal = async (
  path: string,
  key: string | null,
  take: (chunk: Buffer) => Promise<unknown>,
): Promise<Decision<null>> => {
  const start = await readStart(path)
  if (!start.ok) return start
  const isPlain = start.value.header.cipher === 'none'
  if (!isPlain && key === null) return refuse('key', msg.keyWanted)
  // Whoever names a key counts on what only its holder could have written.
  if (isPlain && key !== null) return refuse('file', msg.backupPlain, path)
  try {
    const { lengthOfProof, pass, holds } = await opening(start.value, key)
    const begin = start.value.bytes.length
    const end = (await stat(path)).size - lengthOfProof
    if (end < begin) return refuse('file', msg.backupBroken, path)
    if (end > begin) {
      const body = createReadStream(path, { start: begin, end: end - 1, highWaterMark: 2 ** 20 })
      for await (const chunk of body) await take(pass(chunk as Buffer))
    }
    const tail: Buffer[] = []
    for await (const chunk of createReadStream(path, { start: end })) tail.push(chunk as Buffer)
    if (holds(Buffer.concat(tail))) return accept(null)
  } catch (error) {
    if (isOfDisk(error)) throw error
  }
  return refuse('file', msg.backupBroken, path)
}

/** A full disk is no fault of the file that is read. */
const isOfDisk = (error: unknown) =>
  ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS'].includes(String((error as NodeJS.ErrnoException).code))
