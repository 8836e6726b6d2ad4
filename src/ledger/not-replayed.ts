/**
 * What the log can't give again, by table or `table.column`, and why. All else in the books is compared with the log
 * done again.
 */
export const notReplayed: Readonly<Record<string, string>> = {
  draft: 'what nobody has saved is no operation',
  draft_record: 'what nobody has saved is no operation',
  password: 'a log that is never changed may hold no secret',
  sign_in: 'an attempt at the door is counted, and forgotten when one succeeds',
  'kysely_migration.timestamp': 'each file is migrated in its own time',
}
