import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '../../db/open.ts'
import { demoUser, fillDemo } from '../../src/exchange/demo.ts'
import { importFiles, sayImported } from '../../src/exchange/import.ts'
import type { ImportKind } from '../../src/exchange/import-kinds.ts'
import type { Books } from '../../src/ledger/books.ts'

/** A desk with the demo company's books, at which files are brought in as the command does. */
export const openDesk = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-import-'))
  const ledger = await openLedger(':memory:')
  const books: Books = { db: ledger.db, user: demoUser, now: () => new Date('2026-11-22T09:00:00') }
  await fillDemo(books)

  const put = async (name: string, content: string | Buffer) => {
    const path = join(directory, name)
    await writeFile(path, content)
    return path
  }
  return {
    books,
    directory,
    put,
    /** Imports one CSV, perhaps by a map; answers what the command would print, without the directory. */
    bring: async (
      kind: ImportKind,
      csv: string | Buffer,
      map?: unknown,
      ...others: string[]
    ): Promise<readonly string[]> => {
      const files = [await put('data.csv', csv)]
      for (const [index, other] of others.entries())
        files.push(await put(`data${index + 2}.csv`, other))
      const ask = {
        kind,
        files,
        map: map === undefined ? undefined : await put('map.json', JSON.stringify(map)),
      }
      return sayImported(await importFiles(books, ask), 'en').map(line =>
        line.replaceAll(`${directory}/`, ''),
      )
    },
    find: (table: 'customer' | 'item', code: string) =>
      ledger.db.selectFrom(table).selectAll().where('code', '=', code).executeTakeFirst(),
    close: async () => {
      await ledger.close()
      await rm(directory, { recursive: true })
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
