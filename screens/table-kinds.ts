import type { Text } from '../db/dictionary/field.ts'
import { msg } from '../db/messages.ts'
import { accept } from '../src/kernel/decision.ts'
import { formIn, rowsIn } from '../src/kernel/draft.ts'
import { type Done, type Draft, notice, type Values } from '../src/kernel/entry.ts'
import type { Books } from '../src/ledger/books.ts'
import {
  type MasterInput,
  removeMaster,
  type SettingsTable,
  saveMaster,
} from '../src/ledger/master.ts'
import { keys } from '../src/ledger/posting.ts'
import {
  type Children,
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

/** A commit by a verb that takes a row and answers with its key. */
type ByVerb = (input: ToInput, done: (key: Values) => Done) => Commit<Books>

interface MasterSpec<T extends Table> {
  readonly code: string
  readonly program: string
  readonly title: Text
  readonly table: T
  /** The frame of the key, then the frame of the rest, and more frames where one doesn't hold it. */
  readonly key: Rows<T>
  readonly rows: Rows<T>
  readonly more?: readonly { readonly title: Text; readonly rows: Rows<T> }[]
  readonly after?: Hooks<T>
  /** Saves and deletes by verbs of their own, where the table has rules of its own. */
  readonly save?: ByVerb
  readonly remove?: ByVerb
  readonly children?: Children & { readonly grid: GridStep<Books> }
}

/** Maintenance of a table of master data: key, fields, save, delete, scroll, copy. */
export const master = <T extends Table>(spec: MasterSpec<T>): EntryScreen<Books> => {
  const { table, children } = spec
  const versionIn = (draft: Draft) => ({
    values: formIn(draft, table),
    ...(children ? { rows: rowsIn(draft, children.table) } : {}),
  })
  const input: ToInput = (draft, opened) => ({
    ...versionIn(draft),
    ...(opened === undefined ? {} : { opened: opened && versionIn(opened) }),
  })
  const save: ByVerb = spec.save ?? ((from, done) => commits(saveMaster(table), from, done))
  const remove: ByVerb = spec.remove ?? ((from, done) => commits(removeMaster(table), from, done))
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
      ...(children ? [children.grid] : []),
    ],
    open: openRecord(table, children),
    neighbour: neighbour(table),
    copy: async () => accept({}),
    commit: save(input, key => ({
      notices: [notice(msg.recordSaved, named(key))],
      recall: key,
    })),
    wasSaved: (key, at) => notice(msg.wasSaved, named(key as Values), at),
    remove: remove(input, () => ({ notices: [notice(msg.recordDeleted)] })),
  }
}

interface SettingsSpec<T extends SettingsTable> {
  readonly code: string
  readonly program: string
  readonly title: Text
  readonly table: T
  readonly rows: Rows<T>
  /** Saves by a verb of its own, where the table has rules of its own. */
  readonly save?: ByVerb
}

/** Settings: one frame of a row that is always there. */
export const settings = <T extends SettingsTable>(spec: SettingsSpec<T>): EntryScreen<Books> => {
  const { code, program, title, table, rows } = spec
  const save: ByVerb = spec.save ?? ((from, done) => commits(saveMaster(table), from, done))
  const input: ToInput = (draft, opened) => ({
    values: formIn(draft, table),
    ...(opened ? { opened: { values: formIn(opened, table) } } : {}),
  })
  return task({
    code,
    program,
    title,
    steps: [form({ record: table, rows, enter: openSettings(table) } as FormSpec<T>)],
    commit: save(input, () => ({ notices: [notice(msg.recordSaved, code)] })),
  })
}
