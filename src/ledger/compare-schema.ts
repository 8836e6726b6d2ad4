import type { Kysely } from 'kysely'
import { openLedger } from '../../db/open.ts'
import type { Database } from '../../db/schema.ts'
import { type Made, madeIn } from '../../db/shape.ts'
import { schemaVersion } from '../../db/snapshot.ts'
import type { Check, Found } from './checks.ts'

type Db = Kysely<Database>

/** All that migrations make of a file, by its name, and the number of the last of them. */
interface Schema {
  readonly made: ReadonlyMap<string, Made>
  readonly version: number
}

const schemaOf = async (db: Db): Promise<Schema> => ({
  made: new Map((await madeIn(db)).map(one => [`${one.type} ${one.name}`, one])),
  version: await schemaVersion(db),
})

const inShort = ({ table, words }: Made) => `${table}: ${(words ?? '').slice(0, 60)}`

const unlike = (expected: Schema, found: Schema): Found[] => {
  const wrong: Found[] = []
  for (const name of new Set([...expected.made.keys(), ...found.made.keys()])) {
    const [should, is] = [expected.made.get(name), found.made.get(name)]
    const key = `schema ${name}`
    if (!should) wrong.push({ key, expected: 'no row', found: 'one' })
    else if (!is) wrong.push({ key, expected: 'a row', found: 'none' })
    else if (should.table !== is.table || should.words !== is.words) {
      wrong.push({ key, expected: inShort(should), found: inShort(is) })
    }
  }
  if (expected.version === found.version) return wrong
  const [should, is] = [String(expected.version), String(found.version)]
  return [...wrong, { key: 'schema version', expected: should, found: is }]
}

/** Tells in which tables, indexes and triggers two files differ. */
export const compareSchema = async (
  { expected, found }: { readonly expected: Db; readonly found: Db },
  tell: (difference: Found) => void,
): Promise<void> => {
  for (const one of unlike(await schemaOf(expected), await schemaOf(found))) tell(one)
}

let known: Promise<Schema> | undefined

/** What the migrations of this program make of an empty file. */
const own = (): Promise<Schema> => {
  known ??= openLedger(':memory:').then(empty => schemaOf(empty.db).finally(empty.close))
  return known
}

/** A trigger that was planted writes what no operation says, whenever its writer likes. */
export const schemaCheck: Check = {
  name: 'tables, indexes and triggers are what the program made',
  run: async db => unlike(await own(), await schemaOf(db)),
}
