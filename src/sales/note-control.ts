import { msg } from '../../db/messages.ts'
import { refuse } from '../kernel/decision.ts'
import { saveMaster } from '../ledger/master.ts'
import { readNote } from './note-rows.ts'

/** Saves how delivery notes are numbered; the next number must be free. */
export const saveDeliveryControl = saveMaster<'delivery_control', boolean>('delivery_control', {
  read: async (books, row) =>
    (await readNote(books.db, { number: `${row.note_prefix}${row.next_note}` })).length > 0,
  check: ({ row, more: taken }) =>
    taken
      ? refuse('next_note', msg.noteNumberTaken, `${row.note_prefix}${row.next_note}`)
      : undefined,
})
