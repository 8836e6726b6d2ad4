import type { Kysely } from 'kysely'
import { type CheckName, checkNames } from '../../db/checks.ts'
import { damagedPages, danglingRows } from '../../db/integrity.ts'
import { msg } from '../../db/messages.ts'
import type { Database } from '../../db/schema.ts'
import { notice } from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import { sayNotice } from '../kernel/messages.ts'
import { harmless } from '../kernel/text.ts'
import { certificateChecks } from './checks-of-certificates.ts'
import { consignmentChecks } from './checks-of-consignment.ts'
import { documentChecks } from './checks-of-documents.ts'
import { headChecks } from './checks-of-heads.ts'
import { historyChecks } from './checks-of-history.ts'
import { lifeChecks } from './checks-of-life.ts'
import { moveChecks } from './checks-of-moves.ts'
import { paperChecks } from './checks-of-papers.ts'
import { periodChecks } from './checks-of-periods.ts'
import { returnChecks } from './checks-of-returns.ts'
import { salesChecks } from './checks-of-sales.ts'
import { stockChecks } from './checks-of-stock.ts'
import { schemaCheck } from './compare-schema.ts'
import { atOneMoment } from './one-moment.ts'

/**
 * Something in the books that can't be true: which check found it, where, what should stand there
 * and what does.
 */
export interface Finding extends Found {
  readonly check: CheckName
}

/** What one check finds. */
export interface Found {
  readonly key: string
  readonly expected: string
  readonly found: string
}

/** A rule that always holds, and a way to find what breaks it. */
export interface Check {
  readonly name: CheckName
  readonly run: (db: Kysely<Database>) => Promise<readonly Found[]>
}

/** Every rule, the database's own last: it is the slowest. */
export const checks: readonly Check[] = [
  ...stockChecks,
  ...documentChecks,
  ...lifeChecks,
  ...paperChecks,
  ...certificateChecks,
  ...headChecks,
  ...consignmentChecks,
  ...moveChecks,
  ...returnChecks,
  ...salesChecks,
  ...periodChecks,
  ...historyChecks,
  schemaCheck,
  {
    name: 'every row refers to rows that exist',
    run: async db => (await danglingRows(db)).map(one => ({ ...one, expected: 'exists' })),
  },
  {
    name: 'the database file is sound',
    run: async db => (await damagedPages(db)).map(one => ({ ...one, expected: 'ok' })),
  },
]

/** Runs every check on the books as they are at one moment; an empty answer means that they are true. */
export const verify = (books: { readonly db: Kysely<Database> }): Promise<Finding[]> =>
  atOneMoment(books, async ({ db }) => {
    const findings: Finding[] = []
    for (const { name, run } of checks) {
      for (const one of await run(db)) findings.push({ check: name, ...one })
    }
    return findings
  })

/** A finding in a line of words. */
export const sayFinding = ({ check, key, expected, found }: Finding, language: Language): string =>
  // What stands in damaged books may be anything, and goes to a terminal.
  harmless(
    sayNotice(
      notice(
        msg.booksAreWrong,
        language === 'zh' ? checkNames[check] : check,
        key,
        expected,
        found,
      ),
      language,
    ),
  )
