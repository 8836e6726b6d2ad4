import { kept } from '../../db/kept.ts'
import type { PasswordTable } from '../../db/schema.ts'

/** Keeps a password in the place of the one before. */
export const postSecret = kept<PasswordTable, unknown>((db, hole) =>
  db
    .insertInto('password')
    .values({
      user: hole('user'),
      hash: hole('hash'),
      temporary: hole('temporary'),
      changed_at: hole('changed_at'),
    })
    .onConflict(conflict =>
      conflict.column('user').doUpdateSet({
        hash: hole('hash'),
        temporary: hole('temporary'),
        changed_at: hole('changed_at'),
      }),
    ),
)

/** Forgets how often signing in under a name failed. */
export const postUnlock = kept<{ name: string }, unknown>((db, hole) =>
  db
    .updateTable('sign_in')
    .set({ failures: 0, locked_until: null })
    .where('name', '=', hole('name')),
)
