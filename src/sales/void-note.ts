import { msg } from '../../db/messages.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import type { Draft, Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import { type Note, readNote, voidTrouble } from './note-rows.ts'
import { shownNote } from './sign-note.ts'

/** Why a note stays: what the customer signed is a proof, whatever is wrong with it. */
const trouble = (number: string, note: Note | undefined): Refused | undefined => {
  if (!note) return refuse('number', msg.noteDoesNotExist, number)
  const { received_by, received_on } = note
  return received_by === null
    ? voidTrouble(note)
    : refuse('number', msg.noteIsProof, number, received_by, received_on ?? '')
}

/** 7.9.16.7, when the note is left: what it says. */
export const readNoteToVoid: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'number') ?? ''
  const [note] = await readNote(books.db, { number })
  const no = trouble(number, note)
  if (no) return no
  const shown = await shownNote(books, note!)
  return accept({
    records: { note_void: shown.values, delivery_note_line: shown.lines },
    existing: true,
  })
}

const askOf = (draft: Draft) => {
  const values = formIn(draft, 'note_void')
  return { number: textIn(values, 'number') ?? '', reason: textIn(values, 'reason') }
}

/** 7.9.16.7: a wrong delivery note is void, and its shipment may get another one (R17). */
export const voidNote: Verb<Draft, Note | undefined, string> = {
  right: '7.9.16.7',
  read: async ({ db }, draft) => (await readNote(db, { number: askOf(draft).number }))[0],
  decide: (draft, note) => {
    const { number, reason } = askOf(draft)
    const no = trouble(number, note)
    if (no) return no
    if (reason === null) return refuse('reason', msg.valueRequired)

    // From here the note must be void.
    const event = { note: number, type: 'voided', name: null, day: null, detail: reason } as const
    return accept({ result: number, posting: { noteEvents: [event] } })
  },
}
