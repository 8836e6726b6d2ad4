import { msg } from '../../db/messages.ts'
import type { DeliveryControlTable } from '../../db/schema.ts'
import { refuse } from '../kernel/decision.ts'
import { seriesTrouble } from '../kernel/series.ts'
import { settingsData } from '../ledger/master.ts'
import { readNote } from './note-rows.ts'

const seriesOf = ({ note_prefix, next_note }: DeliveryControlTable) => ({
  prefix: note_prefix,
  next: next_note,
})

/** How delivery notes are numbered; the next number must be free. */
export const deliveryControl = settingsData<'delivery_control', boolean>('delivery_control', {
  read: async (books, row) =>
    (await readNote(books.db, { number: `${row.note_prefix}${row.next_note}` })).length > 0,
  check: ({ row, before, more: taken }) =>
    seriesTrouble('next_note', seriesOf(row), before && seriesOf(before)) ??
    (taken
      ? refuse('next_note', msg.noteNumberTaken, `${row.note_prefix}${row.next_note}`)
      : undefined),
})
