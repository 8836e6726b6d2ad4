import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import { postAllocation } from './post-allocation.ts'
import { postCertificateEvent } from './post-certificate.ts'
import {
  closeLine,
  insertEvent,
  refreshStatus,
  removeRow,
  saveRow,
  setCancelled,
} from './post-documents.ts'
import { insertSignature, postNoteEvent } from './post-papers.ts'
import { postPeriodEvent } from './post-period.ts'
import { postSecret, postUnlock } from './post-secrets.ts'
import { postStock } from './post-stock.ts'
import type { Posting, Stamp } from './posting.ts'

type Db = Kysely<Database>

/** The one writer of the books. Runs inside the caller's transaction; the database refuses what can't be true. */
export const post = async (db: Db, stamp: Stamp, posting: Posting) => {
  for (const remove of posting.removes ?? []) await removeRow(db, remove)
  for (const save of posting.saves ?? []) await saveRow(db, save)
  for (const event of posting.certificateEvents ?? []) {
    await postCertificateEvent(db, { ...event, ...stamp })
  }
  for (const move of posting.allocations ?? []) await postAllocation(db, { ...move, ...stamp })
  for (const move of posting.moves ?? []) await postStock(db, { ...move, ...stamp })
  for (const line of posting.closings ?? []) {
    mustChange(await closeLine(db, line), 'sales_order_line')
  }
  for (const event of posting.events ?? []) await insertEvent(db, { ...event, ...stamp })
  for (const { type, line, order_number: number } of posting.events ?? []) {
    if (type === 'cancelled' && line === null) await setCancelled(db, { number })
  }
  for (const number of ordersTouched(posting)) await refreshStatus(db, { number })
  for (const one of posting.signatures ?? []) await insertSignature(db, { ...one, ...stamp })
  for (const event of posting.noteEvents ?? []) await postNoteEvent(db, { ...event, ...stamp })
  for (const event of posting.periodEvents ?? []) await postPeriodEvent(db, { ...event, ...stamp })
  for (const secret of posting.secrets ?? []) {
    await postSecret(db, { ...secret, changed_at: stamp.created_at })
  }
  for (const name of posting.unlocks ?? []) await postUnlock(db, { name })
}

/** Orders whose lines were saved, shipped, sent to consignment or closed: their status may have changed. */
const ordersTouched = (posting: Posting): Set<string> => {
  const touched = new Set<string>()
  for (const save of posting.saves ?? []) {
    if (save.table === 'sales_order_line') touched.add(save.row.order_number)
  }
  for (const move of posting.moves ?? []) {
    const isShipped = move.type === 'ISS-SO' || move.consignment === 'sent'
    if (isShipped && move.order_number !== null) touched.add(move.order_number)
  }
  for (const line of posting.closings ?? []) touched.add(line.order_number)
  return touched
}
