import type { Text } from '../db/dictionary/field.ts'
import { msg } from '../db/messages.ts'
import { accept } from '../src/kernel/decision.ts'
import { formIn, rowsIn } from '../src/kernel/draft.ts'
import { type Done, type Draft, notice, type Values } from '../src/kernel/entry.ts'
import type { Books } from '../src/ledger/books.ts'
import type { MasterData, MasterInput, SettingsData, SettingsTable } from '../src/ledger/master.ts'
import { keys } from '../src/ledger/posting.ts'
import {
  type DocumentRecord,
  neighbour,
  openRecord,
  openSettings,
  type RecordTable,
} from '../src/ledger/records.ts'
import type { Commit, EntryScreen, GridStep } from '../src/session/screen.ts'
import { commits, type FormSpec, form, type Hooks, type Rows, task } from './kinds.ts'

type Table = Exclude<RecordTable, DocumentRecord>

type ToInput = (draft: Draft, opened: Draft | null | undefined) => MasterInput

/** A commit that takes a row and answers with its key. */
type ByVerb = (input: ToInput, done: (key: Values) => Done) => Commit<Books>

interface MasterSpec<T extends Table, More> {
  readonly code: string
  readonly program: string
  readonly title: Text
  /** The table with its rules: what saves by them deletes by them. */
  readonly of: MasterData<T, More>
  /** The frame of the key, then the frame of the rest, and more frames where one doesn't hold it. */
  readonly key: Rows<T>
  readonly rows: Rows<T>
  readonly more?: readonly { readonly title: Text; readonly rows: Rows<T> }[]
  readonly after?: Hooks<T>
  /** Does more than to save: tells a new password. */
  readonly save?: ByVerb
  /** The rows under it, where the table has such. */
  readonly under?: GridStep<Books>
}

/** Maintenance of a table of master data: key, fields, save, delete, scroll, copy. */
export const master = <T extends Table, More>(spec: MasterSpec<T, More>): EntryScreen<Books> => {
  const { table, under } = spec.of
  const versionIn = (draft: Draft) => ({
    values: formIn(draft, table),
    ...(under ? { rows: rowsIn(draft, under.table) } : {}),
  })
  const input: ToInput = (draft, opened) => ({
    ...versionIn(draft),
    ...(opened === undefined ? {} : { opened: opened && versionIn(opened) }),
  })
  const save: ByVerb = spec.save ?? ((from, done) => commits(spec.of.save, from, done))
  const named = (key: Values) => Object.values(key).join(' ')
  return {
    kind: 'entry',
    code: spec.code,
    program: spec.program,
    title: spec.title,
    key: keys[table],
    steps: [
      form({ record: table, rows: spec.key } as FormSpec<T>),
      ...[{ rows: spec.rows }, ...(spec.more ?? [])].map(frame =>
        form({
          record: table,
          ...frame,
          ...(spec.after ? { after: spec.after } : {}),
        } as FormSpec<T>),
      ),
      ...(spec.under ? [spec.under] : []),
    ],
    open: openRecord(table, under),
    neighbour: neighbour(table),
    copy: async () => accept({}),
    commit: save(input, key => ({
      notices: [notice(msg.recordSaved, named(key))],
      recall: key,
    })),
    wasSaved: (key, at) => notice(msg.wasSaved, named(key as Values), at),
    remove: commits(spec.of.remove, input, () => ({ notices: [notice(msg.recordDeleted)] })),
  }
}

interface SettingsSpec<T extends SettingsTable, More> {
  readonly code: string
  readonly program: string
  readonly title: Text
  readonly of: SettingsData<T, More>
  readonly rows: Rows<T>
}

/** Settings: one frame of a row that is always there. */
export const settings = <T extends SettingsTable, More>(
  spec: SettingsSpec<T, More>,
): EntryScreen<Books> => {
  const { code, program, title, of, rows } = spec
  const { table } = of
  const input: ToInput = (draft, opened) => ({
    values: formIn(draft, table),
    ...(opened ? { opened: { values: formIn(opened, table) } } : {}),
  })
  return task({
    code,
    program,
    title,
    steps: [form({ record: table, rows, enter: openSettings(table) } as FormSpec<T>)],
    commit: commits(of.save, input, () => ({ notices: [notice(msg.recordSaved, code)] })),
  })
}
