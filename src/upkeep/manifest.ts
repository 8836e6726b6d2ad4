import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { rowsByTable, schemaVersion } from '../../db/snapshot.ts'
import { type Head, headOf } from '../ledger/chain.ts'

/** What a backup says of itself, before the database that it holds. */
export interface Manifest {
  readonly made_at: string
  readonly version: number
  readonly head: Head
  readonly rows: Readonly<Record<string, number>>
}

/** The manifest of books as they are. */
export const manifestOf = async (db: Kysely<Database>, made_at: string): Promise<Manifest> => ({
  made_at,
  version: await schemaVersion(db),
  head: await headOf(db),
  rows: await rowsByTable(db),
})

/** Whether books are those of the manifest; rows are counted only while no migration has moved them. */
export const isAsTold = (told: Manifest, found: Manifest): boolean => {
  const same = (one: Manifest) => [
    one.head.number,
    one.head.hash,
    ...(told.version === found.version ? [Object.entries(one.rows).sort()] : []),
  ]
  return JSON.stringify(same(told)) === JSON.stringify(same(found))
}

/** A manifest as it stands before the database: its length, then itself. */
export const manifestBytes = (manifest: Manifest): Buffer => {
  const told = Buffer.from(JSON.stringify(manifest))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(told.length)
  return Buffer.concat([length, told])
}

const longest = 2 ** 20

const read = (text: string): Manifest | null => {
  try {
    return JSON.parse(text) as Manifest
  } catch {
    return null
  }
}

/** Takes the manifest off the front of what comes in pieces, and passes the rest on. */
export const splitManifest = (take: (chunk: Buffer) => Promise<unknown>) => {
  let waiting = Buffer.alloc(0)
  let text: string | undefined
  const pass = async (chunk: Buffer): Promise<void> => {
    if (text !== undefined) return void (await take(chunk))
    waiting = Buffer.concat([waiting, chunk])
    if (waiting.length < 4) return
    const end = 4 + Math.min(waiting.readUInt32BE(), longest)
    if (waiting.length < end) return
    text = waiting.toString('utf8', 4, end)
    await take(waiting.subarray(end))
  }
  return { pass, manifest: () => (text === undefined ? null : read(text)) }
}
