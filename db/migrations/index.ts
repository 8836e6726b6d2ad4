import type { Migration } from 'kysely'
import * as mainLine from './0001-main-line.ts'

/** Forward only, in order; a database's user_version is how many of them it has had. */
export const migrations: Record<string, Migration> = {
  '0001-main-line': mainLine,
}
