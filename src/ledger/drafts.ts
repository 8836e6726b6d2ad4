import type { ExpressionBuilder, Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, DraftRecordTable, DraftTable } from '../../db/schema.ts'
import type { Draft, Values } from '../kernel/entry.ts'
import type { Books } from './books.ts'
import { aFrame, openedMark, rowsOf } from './draft-rows.ts'

/**
 * The program that has work open. The same clerk may be at two terminals: what one of them is still at work on is not left
 * unfinished, and not offered to the other.
 */
export interface Holder {
  readonly name: string
  readonly isAlive: (name: string) => boolean
}

/** Unfinished work as it is stored; `position` is the screen engine's own and is only kept. */
export interface KeptWork<Position> {
  readonly id: string
  readonly screen: string
  readonly position: Position
  readonly draft: Draft
  readonly opened: Draft
}

const saveHead = kept<DraftTable, unknown>((db, hole) =>
  db
    .insertInto('draft')
    .values({
      id: hole('id'),
      created_by: hole('created_by'),
      screen: hole('screen'),
      saved_at: hole('saved_at'),
      position: hole('position'),
      holder: hole('holder'),
    })
    .onConflict(conflict =>
      conflict.column('id').doUpdateSet({
        saved_at: hole('saved_at'),
        position: hole('position'),
        holder: hole('holder'),
      }),
    ),
)

const saveRecord = kept<DraftRecordTable, unknown>((db, hole) =>
  db
    .insertInto('draft_record')
    .values({ draft: hole('draft'), record: hole('record'), row: hole('row'), body: hole('body') })
    .onConflict(conflict =>
      conflict.columns(['draft', 'record', 'row']).doUpdateSet({ body: hole('body') }),
    ),
)

const dropRows = kept<{ draft: string; record: string; row: number }, unknown>((db, hole) =>
  db
    .deleteFrom('draft_record')
    .where('draft', '=', hole('draft'))
    .where('record', '=', hole('record'))
    .where('row', '>=', hole('row')),
)

const draftHead = kept<{ id: string }, Pick<DraftTable, 'holder' | 'saved_at'>>((db, hole) =>
  db.selectFrom('draft').select(['holder', 'saved_at']).where('id', '=', hole('id')),
)

const takeDraft = kept<Pick<DraftTable, 'id' | 'holder'>, unknown>((db, hole) =>
  db
    .updateTable('draft')
    .set({ holder: hole('holder') })
    .where('id', '=', hole('id')),
)

const dropDraft = kept<{ id: string }, unknown>((db, hole) =>
  db.deleteFrom('draft').where('id', '=', hole('id')),
)

/**
 * Keeps unfinished work in the database, by clerk and screen. Only what changed since the last save is written, so that the
 * two-hundredth line of an order costs what the first one did.
 */
export const createDraftStore = <Position>(books: Books, holder: Holder) => {
  const isLeft = (draft: Pick<DraftTable, 'holder'>) =>
    draft.holder === holder.name || !holder.isAlive(draft.holder)
  const written = new Map<string, Map<string, Values>>()

  const save = async (work: KeptWork<Position>): Promise<void> => {
    const before = written.get(work.id) ?? new Map<string, Values>()
    const now = rowsOf(work)
    await books.db.transaction().execute(async tx => {
      const db = tx as Kysely<Database>
      await saveHead(db, {
        id: work.id,
        created_by: books.user,
        screen: work.screen,
        saved_at: books.now().toISOString(),
        position: JSON.stringify(work.position),
        holder: holder.name,
      })
      for (const [name, [record, row, values]] of now) {
        if (before.get(name) === values) continue
        await saveRecord(db, { draft: work.id, record, row, body: JSON.stringify(values) })
      }
      for (const name of before.keys()) {
        if (now.has(name)) continue
        const [record, row] = name.split(' ') as [string, string]
        await dropRows(db, { draft: work.id, record, row: Number.parseInt(row, 10) })
      }
    })
    written.set(work.id, new Map([...now].map(([name, [, , values]]) => [name, values])))
  }

  const find = async (screen: string | null) => {
    let query = books.db
      .selectFrom('draft')
      .selectAll()
      .where('created_by', '=', books.user)
      .where(notInTheBooks)
      .orderBy('saved_at', 'desc')
    if (screen !== null) query = query.where('screen', '=', screen)
    const head = (await query.execute()).find(isLeft)
    if (!head) return null
    const rows = await books.db
      .selectFrom('draft_record')
      .selectAll()
      .where('draft', '=', head.id)
      .orderBy('record')
      .orderBy('row')
      .execute()
    const draft: Record<string, Values | Values[]> = {}
    const opened: Record<string, Values | Values[]> = {}
    for (const { record, row, body } of rows) {
      const values = JSON.parse(body) as Values
      const isOpened = record.startsWith(openedMark)
      const records = isOpened ? opened : draft
      const name = isOpened ? record.slice(openedMark.length) : record
      if (row === aFrame) records[name] = values
      else records[name] = [...((records[name] as Values[] | undefined) ?? []), values]
    }
    const position = JSON.parse(head.position) as Position
    // Rows that the clerk takes away after coming back must go from here too.
    const found = rowsOf({ draft, opened })
    written.set(head.id, new Map([...found].map(([name, [, , values]]) => [name, values])))
    return { id: head.id, screen: head.screen, position, draft, opened, savedAt: head.saved_at }
  }

  const savedUnseen = async (screen: string | null) => {
    const rows = await draftsInTheBooks(books.db, { created_by: books.user })
    return rows
      .filter(row => (screen === null || row.screen === screen) && isLeft(row))
      .map(row => ({
        ...row,
        position: JSON.parse(row.position) as Position,
        result: JSON.parse(row.result) as unknown,
      }))
  }

  const ofOthers = async (screen: string, since: string) => {
    const rows = await draftsOfOthers(books.db, { created_by: books.user, screen, saved_at: since })
    return rows.map(({ created_by: by, position }) => ({
      by,
      position: JSON.parse(position) as Position,
    }))
  }

  /** Asked where nobody else can take it up in between; what was worked on since is other work than was found. */
  const claim = ({ id, savedAt }: { readonly id: string; readonly savedAt: string }) =>
    books.db.transaction().execute(async tx => {
      const [head] = await draftHead(tx as Kysely<Database>, { id })
      if (!head || head.saved_at !== savedAt || !isLeft(head)) return false
      await takeDraft(tx as Kysely<Database>, { id, holder: holder.name })
      return true
    })

  const drop = async (id: string): Promise<void> => {
    if (!written.has(id) && !(await isKept(books, id))) return
    written.delete(id)
    await books.db
      .transaction()
      .execute(async tx => void (await dropDraft(tx as Kysely<Database>, { id })))
  }

  return { save, find, claim, savedUnseen, ofOthers, drop }
}

/** Work that is saved is nobody's to finish, however long its draft is kept. */
const notInTheBooks = (eb: ExpressionBuilder<Database, 'draft'>) =>
  eb.not(
    eb.exists(
      eb.selectFrom('operation').select('operation.id').whereRef('operation.id', '=', 'draft.id'),
    ),
  )

interface SavedDraft {
  readonly id: string
  readonly screen: string
  readonly savedAt: string
  readonly position: string
  readonly result: string
  readonly holder: string
}

/** A draft's id becomes the operation's, so a draft whose id is in the log is saved. */
const draftsInTheBooks = kept<{ created_by: string }, SavedDraft>((db, hole) =>
  db
    .selectFrom('draft')
    .innerJoin('operation', 'operation.id', 'draft.id')
    .select([
      'draft.id',
      'draft.screen',
      'draft.holder',
      'draft.position',
      'operation.created_at as savedAt',
      'operation.result',
    ])
    .where('draft.created_by', '=', hole('created_by'))
    .orderBy('operation.number'),
)

/** A clerk has a draft a screen and terminal, so this reads few more rows than there are clerks. */
const draftsOfOthers = kept<
  Pick<DraftTable, 'created_by' | 'screen' | 'saved_at'>,
  Pick<DraftTable, 'created_by' | 'position'>
>((db, hole) =>
  db
    .selectFrom('draft')
    .select(['created_by', 'position'])
    .where('screen', '=', hole('screen'))
    .where('created_by', '<>', hole('created_by'))
    .where('saved_at', '>=', hole('saved_at'))
    .where(notInTheBooks)
    .orderBy('saved_at', 'desc'),
)

const keptDraft = kept<{ id: string }, Pick<DraftTable, 'id'>>((db, hole) =>
  db.selectFrom('draft').select('id').where('id', '=', hole('id')),
)

const isKept = async (books: Books, id: string) => (await keptDraft(books.db, { id })).length > 0
