import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import type { NoteEvent, OrderSignature, Stamp } from './posting.ts'

type Db = Kysely<Database>

/** Writes down that a customer signed an order. */
export const insertSignature = kept<OrderSignature & Stamp, unknown>((db, hole) =>
  db.insertInto('order_signature').values({
    operation: hole('operation'),
    order_number: hole('order_number'),
    signed_by: hole('signed_by'),
    signed_on: hole('signed_on'),
    event: hole('event'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const insertNoteEvent = kept<NoteEvent & Stamp, unknown>((db, hole) =>
  db.insertInto('delivery_note_event').values({
    operation: hole('operation'),
    note: hole('note'),
    type: hole('type'),
    name: hole('name'),
    day: hole('day'),
    detail: hole('detail'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const signNote = kept<NoteEvent & Stamp, { changed: number }>((db, hole) =>
  db
    .updateTable('delivery_note')
    .set({ status: 'signed', signed_by: hole('created_by'), signed_at: hole('created_at') })
    .where('number', '=', hole('note'))
    .where('status', '=', 'made')
    .returning(eb => eb.lit(1).as('changed')),
)

const countPrint = kept<NoteEvent & Stamp, { changed: number }>((db, hole) =>
  db
    .updateTable('delivery_note')
    .set(eb => ({ prints: eb('prints', '+', 1) }))
    .where('number', '=', hole('note'))
    .where('status', '<>', 'made')
    .returning(eb => eb.lit(1).as('changed')),
)

const receiveNote = kept<NoteEvent & Stamp, { changed: number }>((db, hole) =>
  db
    .updateTable('delivery_note')
    .set({ status: 'received', received_by: hole('name'), received_on: hole('day') as never })
    .where('number', '=', hole('note'))
    .where('status', '=', 'signed')
    .returning(eb => eb.lit(1).as('changed')),
)

const voidNote = kept<NoteEvent & Stamp, { changed: number }>((db, hole) =>
  db
    .updateTable('delivery_note')
    .set({ status: 'void' })
    .where('number', '=', hole('note'))
    .where('status', 'in', ['made', 'signed'])
    .returning(eb => eb.lit(1).as('changed')),
)

const steps = {
  signed: signNote,
  printed: countPrint,
  received: receiveNote,
  voided: voidNote,
} as const

/** Writes down what happened to a delivery note, and keeps the note in step with it. */
export const postNoteEvent = async (db: Db, event: NoteEvent & Stamp) => {
  await insertNoteEvent(db, event)
  if (event.type !== 'made') mustChange(await steps[event.type](db, event), 'delivery_note')
}
