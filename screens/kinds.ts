import type { Field, Text } from '../db/dictionary/field.ts'
import { dictionary, type RecordName } from '../db/dictionary/index.ts'
import { type Message, msg } from '../db/messages.ts'
import { accept, type Decision, refuse } from '../src/kernel/decision.ts'
import { type Done, type Draft, type Hook, notice, type ReadPage } from '../src/kernel/entry.ts'
import type { Books } from '../src/ledger/books.ts'
import { perform, type Verb } from '../src/ledger/perform.ts'
import { type DocumentRecord, neighbourAmong, type Standing } from '../src/ledger/records.ts'
import type { Papers } from '../src/paper/papers.ts'
import type {
  Cell,
  Commit,
  EntryScreen,
  FormStep,
  GridStep,
  InquiryScreen,
  QuestionStep,
  RowKey,
} from '../src/session/screen.ts'

type FieldOf<R extends RecordName> = keyof (typeof dictionary)[R] & string

/** A field by its name, or with what is special about it here. */
export type Placed<F extends string> =
  | F
  | {
      readonly name: F
      readonly shown?: boolean
      readonly width?: number
      readonly explain?: F
      /** The longer field whose values may be typed here in place of its own. */
      readonly takes?: F
      readonly bare?: boolean
      readonly onlyNew?: boolean
      readonly wide?: boolean
      readonly told?: Cell['told']
    }

/** A field that is seen and can't be typed into. */
export const shown = <F extends string>(name: F, width?: number) =>
  ({ name, shown: true, ...(width === undefined ? {} : { width }) }) as const

/** A value without its label, for addresses. */
export const bare = <F extends string>(name: F, width = 36) =>
  ({ name, shown: true, bare: true, width }) as const

const cellOf = <R extends RecordName>(record: R, placed: Placed<FieldOf<R>>): Cell => {
  const { name, explain, takes, ...more }: Exclude<typeof placed, string> =
    typeof placed === 'string' ? { name: placed } : placed
  const fields = dictionary[record] as Record<string, Field>
  const own = fields[name]!
  const field = takes ? { ...own, format: fields[takes]!.format } : own
  const source = explain && { explain: { name: explain, field: fields[explain]! } }
  return { name, field, shown: false, ...more, ...source }
}

export type Rows<R extends RecordName> = readonly (readonly (Placed<FieldOf<R>> | null)[])[]

const rowsOf = <R extends RecordName>(record: R, rows: Rows<R>) =>
  rows.map(row => row.map(placed => (placed === null ? null : cellOf(record, placed))))

export type Hooks<R extends RecordName> = Partial<Record<FieldOf<R>, Hook<Books>>>

export interface FormSpec<R extends RecordName> {
  readonly record: R
  readonly title?: Text
  readonly rows: Rows<R>
  readonly enter?: Hook<Books>
  readonly after?: Hooks<R>
  readonly check?: Hook<Books>
  readonly when?: (draft: Draft) => boolean
  readonly endsForward?: boolean
  readonly down?: boolean
}

/** A frame: each inner list is one terminal row, null leaves its column empty. */
export const form = <R extends RecordName>(spec: FormSpec<R>): FormStep<Books> => ({
  ...spec,
  kind: 'form',
  rows: rowsOf(spec.record, spec.rows),
  after: spec.after as Record<string, Hook<Books>>,
})

/** Of a frame's check: a range that ends before it begins holds nothing, which would be taken for an answer. */
export const inOrder =
  (from: string, to: string): Hook<Books> =>
  async (_, { values }) => {
    const [first = null, last = null] = [values[from], values[to]]
    const isReversed = first !== null && last !== null && last < first
    return isReversed ? refuse(to, msg.rangeReversed, String(first)) : accept({})
  }

interface GridSpec<R extends RecordName> {
  readonly record: R
  readonly title?: Text
  readonly columns: readonly Placed<FieldOf<R>>[]
  readonly begin?: Hook<Books>
  readonly after?: Hooks<R>
  readonly check?: Hook<Books>
  readonly key?: RowKey & { readonly name: FieldOf<R>; readonly of?: FieldOf<R> }
  readonly detail?: { readonly title: Text; readonly rows: Rows<R> }
  readonly when?: (draft: Draft) => boolean
}

/** Rows of the same fields. */
export const grid = <R extends RecordName>(spec: GridSpec<R>): GridStep<Books> => {
  const { detail, ...rest } = spec
  return {
    ...rest,
    kind: 'grid',
    columns: spec.columns.map(placed => cellOf(spec.record, placed)),
    after: spec.after as Record<string, Hook<Books>>,
    ...(detail ? { detail: { title: detail.title, rows: rowsOf(spec.record, detail.rows) } } : {}),
  }
}

/** The last word before the write. `discard` is what No asks before all is thrown away. */
export const question = (message: Message, discard?: Message): QuestionStep => ({
  kind: 'question',
  message,
  ...(discard ? { discard } : {}),
})

/** The same where what is written can't be done a second time: No is proposed. */
export const questionOnce = (message: Message, discard?: Message): QuestionStep => ({
  ...question(message, discard),
  once: true,
})

/** Columns of a list. */
export const columns = <R extends RecordName>(
  record: R,
  ...placed: readonly Placed<FieldOf<R>>[]
): readonly Cell[] => placed.map(one => cellOf(record, one))

/** A commit that carries out one verb. `done` turns its answer into words. */
export const commits =
  <Input, Facts, Result>(
    verb: Verb<Input, Facts, Result>,
    input: (draft: Draft, opened: Draft | null | undefined) => Input,
    done: (result: Result) => Done,
  ): Commit<Books> =>
  async (books, draft, intent): Promise<Decision<Done>> => {
    const decision = await perform(books, verb, input(draft, intent.opened), intent)
    if (!decision.ok) return decision
    const { result, repeated } = decision.value
    const said = done(result)
    return accept(
      repeated ? { ...said, repeated, notices: [...said.notices, notice(msg.savedBefore)] } : said,
    )
  }

/** A commit that hands a verb the whole draft, and says what the verb answers. */
export const carriesOut = <Facts>(verb: Verb<Draft, Facts, Done>): Commit<Books> =>
  commits(
    verb,
    draft => draft,
    done => done,
  )

/** One of two commits, by what was entered. */
export const either =
  (test: (draft: Draft) => boolean, one: Commit<Books>, other: Commit<Books>): Commit<Books> =>
  (books, draft, intent) =>
    (test(draft) ? one : other)(books, draft, intent)

/** Frames, then one write: maintenance of documents and tasks. */
export const task = (
  screen: Omit<EntryScreen<Books>, 'kind' | 'key'> & { key?: readonly string[] },
): EntryScreen<Books> => ({
  key: [],
  ...screen,
  kind: 'entry',
})

/**
 * F9, F10 and F2 bring the documents that a task is for, by how they stand; `field` is its key field. A task that takes
 * others too goes through some of them by `neighbourAmong` alone.
 */
export const goesThrough = <T extends DocumentRecord>(
  table: T,
  among: Standing<T>,
  field = 'number',
): Pick<EntryScreen<Books>, 'neighbour' | 'among'> => ({
  neighbour: neighbourAmong(table, among, field),
  among,
})

interface InquirySpec<R extends RecordName> {
  readonly code: string
  readonly program: string
  readonly title: Text
  readonly record: R
  readonly ranges: readonly FieldOf<R>[]
  readonly columns: readonly Placed<FieldOf<R>>[]
  /** Columns of another record, after these. */
  readonly more?: readonly Cell[]
  readonly page: ReadPage<Books>
  readonly totals?: InquiryScreen<Books>['totals']
  readonly papers?: Papers<Books>
  readonly opens?: InquiryScreen<Books>['opens']
  readonly says?: InquiryScreen<Books>['says']
  readonly live?: boolean
}

/** Ranges from–to, then a list with totals, on the screen or into a file. */
export const inquiry = <R extends RecordName>(spec: InquirySpec<R>): InquiryScreen<Books> => ({
  ...spec,
  kind: 'inquiry',
  ranges: spec.ranges.map(name => cellOf(spec.record, name)),
  columns: [...spec.columns.map(placed => cellOf(spec.record, placed)), ...(spec.more ?? [])],
})
