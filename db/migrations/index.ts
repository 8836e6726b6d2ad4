import { type Migration, sql } from 'kysely'
import * as mainLine from './0001-main-line.ts'
import * as doors from './0003-doors.ts'
import * as credit from './0004-credit.ts'
import * as postings from './0005-postings.ts'
import * as certificates from './0006-certificates.ts'
import * as papers from './0007-papers.ts'
import * as orderLife from './0008-order-life.ts'
import * as returns from './0009-returns.ts'
import * as alerts from './0010-alerts.ts'
import * as noReplace from './0011-no-replace.ts'
import * as glCalendar from './0012-gl-calendar.ts'
import * as returnsThatCame from './0013-returns-that-came.ts'

/** 'ding' in ASCII: says that a SQLite file is ours. */
export const applicationId = 0x64696e67

const inOrder: readonly (readonly [name: string, migration: Pick<Migration, 'up'>])[] = [
  ['0001-main-line', mainLine],
  ['0003-doors', doors],
  ['0004-credit', credit],
  ['0005-postings', postings],
  ['0006-certificates', certificates],
  ['0007-papers', papers],
  ['0008-order-life', orderLife],
  ['0009-returns', returns],
  ['0010-alerts', alerts],
  ['0011-no-replace', noReplace],
  ['0012-gl-calendar', glCalendar],
  ['0013-returns-that-came', returnsThatCame],
]

/**
 * Forward only, in order. Each marks the file with its number inside its own transaction, so that a program that is killed
 * leaves either the old database or the new one. A new column gets a default that old rows may keep, and no row is
 * changed: the log, done again in books of the newest form, must come to the same rows.
 */
export const migrations: Record<string, Migration> = Object.fromEntries(
  inOrder.map(([name, { up }], index) => [
    name,
    {
      up: async db => {
        await up(db)
        await sql.raw(`pragma application_id = ${applicationId}`).execute(db)
        await sql.raw(`pragma user_version = ${index + 1}`).execute(db)
      },
    },
  ]),
)
