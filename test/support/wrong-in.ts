import type { Books } from '../../src/ledger/books.ts'
import { type Finding, verify } from '../../src/ledger/checks.ts'
import { replay } from '../../src/ledger/replay.ts'

const words = (findings: readonly Finding[]) =>
  findings.map(one => `${one.check}: ${one.key} ${one.expected} ${one.found}`)

/** What every check finds wrong with the books, in words. */
export const wrongNow = async (books: Pick<Books, 'db'>): Promise<string[]> =>
  words(await verify(books))

/** All that is wrong with the books, in words: by every check, and by doing the whole log again. */
export const wrongIn = async (books: Pick<Books, 'db'>): Promise<string[]> => {
  const { untold, findings } = await replay(books)
  return [
    ...(untold === null ? [] : [`operation ${untold} doesn't say what it wrote`]),
    ...(await wrongNow(books)),
    ...words(findings),
  ]
}
