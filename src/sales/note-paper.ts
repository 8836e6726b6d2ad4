import { dictionary } from '../../db/dictionary/index.ts'
import { paperWords } from '../../db/documents.ts'
import { msg } from '../../db/messages.ts'
import type { DeliveryNoteTable } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import type { Ranges } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { perform, type Verb } from '../ledger/perform.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Papers } from '../paper/papers.ts'
import { onlyOne } from './confirmation-paper.ts'
import { type Note, readNote, readNoteLines, readShelves, voidTrouble } from './note-rows.ts'
import { signedNotesPage } from './notes-page.ts'
import { readOrder } from './order-rows.ts'
import { columnOf, companyName, factOf, partiesOf, userName } from './paper-parts.ts'

const head = dictionary.delivery_note
const line = dictionary.delivery_note_line

const columns = [
  columnOf('line', line.line, 4),
  columnOf('item', line.item, 18),
  columnOf(
    'quantity',
    { ...line.quantity, label: paperWords.quantity, head: paperWords.quantity },
    12,
  ),
  columnOf('unit', line.unit, 4),
  columnOf('lot', line.lot, 16),
  columnOf('site', line.site, 8),
  columnOf('location', line.location, 8),
]

const under = [
  columnOf('description', line.description, 46, { at: 5 }),
  columnOf('of_order', { ...line.order_number, label: dictionary.sales_order.number.label }, 24, {
    at: 55,
    labelled: true,
  }),
]

/** 7.9.16.4: what went out in a shipment, without prices; null while it isn't signed, and once it is void. */
export const noteDocument = async (books: Books, number: string): Promise<PaperDocument | null> => {
  const [note] = await readNote(books.db, { number })
  if (!note || note.signed_by === null || note.status === 'void') return null
  const [order] = await readOrder(books.db, { number: note.order_number })
  const lines = await readNoteLines(books.db, { number })
  const shelves = await readShelves(books.db, {
    order: note.order_number,
    shipment: note.shipment,
  })
  const one = new Set(lines.map(({ order_number }) => order_number)).size === 1
  return {
    title: paperWords.deliveryNote,
    number,
    date: note.ship_date,
    company: await companyName(books),
    copies: [paperWords.customerCopy, paperWords.warehouseCopy, paperWords.financeCopy],
    facts: [
      factOf(head.number, note.number),
      factOf(head.ship_date, note.ship_date),
      factOf(head.order_number, note.order_number),
      factOf(dictionary.sales_order.purchase_order, order?.purchase_order ?? null),
      factOf(head.ship_via, note.ship_via),
      // The first print has nothing to say of others.
      ...(note.prints > 1 ? [factOf(head.prints, note.prints)] : []),
    ],
    parties: await partiesOf(books, {
      sold_to: note.customer,
      ship_to: note.ship_to,
      bill_to: note.customer,
    }),
    columns,
    under,
    lines: lines.map((row, n) => ({
      ...row,
      ...shelves[n],
      of_order: one ? null : `${row.order_number} / ${row.order_line}`,
    })),
    totals: [{ ...factOf(dictionary.shipment_to_note.lines, lines.length) }],
    remarks: note.remarks,
    notes: [paperWords.signForGoods],
    signatures: await signatures(books, note),
  }
}

const signatures = async (books: Books, note: DeliveryNoteTable) => [
  {
    label: paperWords.salesManager,
    name: await userName(books, note.signed_by!),
    date: dayOf(new Date(note.signed_at!)),
  },
  {
    label: paperWords.shippedBy,
    name: await userName(books, note.shipped_by),
    date: note.ship_date,
  },
  { label: paperWords.receivedBy, name: note.received_by, date: note.received_on },
]

/** Why the one note that was asked for can't be printed; of many those that are signed are taken. */
const trouble = (number: string | null, note: Note | undefined): Refused | undefined => {
  if (number === null) return undefined
  if (!note) return refuse('number', msg.noteDoesNotExist, number)
  const no = voidTrouble(note)
  if (no) return no
  return note.status === 'made' ? refuse('number', msg.noteNotSigned, number) : undefined
}

const readOnly = async ({ db }: Books, ranges: Ranges) => {
  const number = onlyOne(ranges)
  const [note] = number === null ? [] : await readNote(db, { number })
  return { number, note }
}

interface PrintFacts extends Awaited<ReturnType<typeof readOnly>> {
  readonly numbers: readonly string[]
}

/** More than anybody prints at once. */
const most = 10_000

/** 7.9.16.4: that the notes in the ranges are printed is written down, note by note; the answer are their numbers. */
export const printNotes: Verb<Ranges, PrintFacts, readonly string[]> = {
  right: '7.9.16.4',
  read: async (books, ranges) => {
    const ask = { ranges, search: '', beyond: null, direction: 'forward', limit: most + 1 } as const
    const notes = await signedNotesPage(books, ask)
    return {
      ...(await readOnly(books, ranges)),
      numbers: notes.map(({ number }) => String(number)),
    }
  },
  decide: (_, { number, note, numbers }) => {
    const no = trouble(number, note)
    if (no) return no
    if (numbers.length === 0) return refuse('output', msg.nothingFound)
    if (numbers.length > most) return refuse('output', msg.tooManyNotes, most)

    // From here they count as printed.
    const noteEvents = numbers.map(
      one => ({ note: one, type: 'printed', name: null, day: null, detail: null }) as const,
    )
    return accept({ result: numbers, posting: { noteEvents } })
  },
}

/** The signed delivery notes in the ranges. */
export const notePapers: Papers<Books> = {
  key: 'number',
  list: signedNotesPage,
  document: noteDocument,
  refuses: async (books, ranges) => {
    const { number, note } = await readOnly(books, ranges)
    return trouble(number, note)
  },
  printed: async (books, ranges, intent) => {
    const counted = await perform(books, printNotes, ranges, intent)
    return counted.ok ? accept(counted.value.result) : counted
  },
}
