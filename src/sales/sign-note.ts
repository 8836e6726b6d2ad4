import { msg } from '../../db/messages.ts'
import { findCustomer } from '../customer/rows.ts'
import { localTime } from '../kernel/calendar.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import type { Draft, Hook, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import { type Note, readNote, readNoteLines, voidTrouble } from './note-rows.ts'

/** Why a note can't be signed by this user, in the order in which they should hear it. */
const trouble = (number: string, note: Note | undefined, user: string): Refused | undefined => {
  if (!note) return refuse('number', msg.noteDoesNotExist, number)
  const no = voidTrouble(note)
  if (no) return no
  if (note.signed_by !== null) {
    const at = localTime(note.signed_at ?? '')
    return refuse('number', msg.noteSignedAlready, number, note.signed_by, at)
  }
  return note.shipped_by === user ? refuse('number', msg.noteOwnShipment, number) : undefined
}

/** What the screens of a note show of it, with its lines. */
export const shownNote = async (
  { db }: Books,
  note: Note,
): Promise<{ readonly values: Values; readonly lines: readonly Values[] }> => {
  const [customer] = await findCustomer(db, { code: note.customer })
  const lines = await readNoteLines(db, { number: note.number })
  const { order_number, customer: code, ship_date, shipped_by, remarks, status } = note
  const { signed_by, prints, number } = note
  return {
    values: {
      ...{ number, order_number, customer: code, name: customer?.name ?? null },
      ...{ ship_date, shipped_by, remarks, status, signed_by, prints },
    },
    lines: lines.map(line => ({ ...line })),
  }
}

/** 7.9.16.3, when the note is left: what was shipped, by whom. */
export const readNoteToSign: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'number') ?? ''
  const [note] = await readNote(books.db, { number })
  const no = trouble(number, note, books.user)
  if (no) return no
  const shown = await shownNote(books, note!)
  return accept({
    records: { note_signature: shown.values, delivery_note_line: shown.lines },
    existing: true,
  })
}

const askOf = (draft: Draft) => textIn(formIn(draft, 'note_signature'), 'number') ?? ''

/** 7.9.16.3: the sales manager signs a delivery note, and never one of their own shipment. */
export const signNote: Verb<Draft, Note | undefined, string> = {
  right: '7.9.16.3',
  read: async ({ db }, draft) => (await readNote(db, { number: askOf(draft) }))[0],
  decide: (draft, note, moment) => {
    const number = askOf(draft)
    const no = trouble(number, note, moment.user)
    if (no) return no

    // From here the note must be signed.
    const signed = { note: number, type: 'signed', name: null, day: null, detail: null } as const
    return accept({ result: number, posting: { noteEvents: [signed] } })
  },
}
