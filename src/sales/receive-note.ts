import { msg } from '../../db/messages.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import type { Draft, Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import { type Note, readNote, voidTrouble } from './note-rows.ts'
import { shownNote } from './sign-note.ts'

/** Why no signed copy of a note can have come back. */
const trouble = (number: string, note: Note | undefined): Refused | undefined => {
  if (!note) return refuse('number', msg.noteDoesNotExist, number)
  const no = voidTrouble(note)
  if (no) return no
  const { status, received_by, received_on } = note
  if (status === 'made') return refuse('number', msg.noteNotSigned, number)
  if (status === 'signed' && note.prints === 0) return refuse('number', msg.neverPrinted, number)
  return status === 'received'
    ? refuse('number', msg.proofRecordedAlready, number, received_by ?? '', received_on ?? '')
    : undefined
}

/** 7.9.16.5, when the note is left: for whom it is. */
export const readProofEntry: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'number') ?? ''
  const [note] = await readNote(books.db, { number })
  const no = trouble(number, note)
  if (no) return no
  const shown = await shownNote(books, note!)
  return accept({ records: { proof_entry: shown.values }, existing: true })
}

/** A note whose signed copy came back. */
export interface ReceivedNote {
  readonly number: string
  readonly received_by: string
  readonly received_on: string
  readonly detail: string | null
}

const askOf = (draft: Draft): ReceivedNote => {
  const values = formIn(draft, 'proof_entry')
  return {
    number: textIn(values, 'number') ?? '',
    received_by: textIn(values, 'received_by') ?? '',
    received_on: textIn(values, 'received_on') ?? '',
    detail: textIn(values, 'detail'),
  }
}

/** Who signed and when must be there, and the day between the shipment and today. */
const valueTrouble = (ask: ReceivedNote, note: Note, today: string): Refused | undefined => {
  if (ask.received_by === '') return refuse('received_by', msg.valueRequired)
  if (ask.received_on === '') return refuse('received_on', msg.valueRequired)
  if (ask.received_on > today) return refuse('received_on', msg.signedInFuture, ask.received_on)
  return ask.received_on < note.ship_date
    ? refuse('received_on', msg.receivedBeforeShipped, note.ship_date)
    : undefined
}

/** 7.9.16.5, when the frame is accepted: what the verb would refuse, while the cursor is still there. */
export const checkProof: Hook<Books> = async (books, { values }) => {
  const ask = askOf({ proof_entry: values })
  const [note] = await readNote(books.db, { number: ask.number })
  return trouble(ask.number, note) ?? valueTrouble(ask, note!, dayOf(books.now())) ?? accept({})
}

/** 7.9.16.5: who signed for the goods at the customer's, and when (R17); finance books what was received. */
export const receiveNote: Verb<Draft, Note | undefined, ReceivedNote> = {
  right: '7.9.16.5',
  read: async ({ db }, draft) => (await readNote(db, { number: askOf(draft).number }))[0],
  decide: (draft, note, moment) => {
    const ask = askOf(draft)
    const no = trouble(ask.number, note)
    if (no) return no
    const wrong = valueTrouble(ask, note!, moment.today)
    if (wrong) return wrong

    // From here the proof must be kept.
    const { number, received_by, received_on, detail } = ask
    const event = {
      note: number,
      type: 'received',
      name: received_by,
      day: received_on,
      detail,
    } as const
    return accept({ result: ask, posting: { noteEvents: [event] } })
  },
}
