import { dayOf } from '../kernel/calendar.ts'
import { refuse } from '../kernel/decision.ts'
import type { Draft, Notice, Values } from '../kernel/entry.ts'
import { readValue } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import { cellsOf } from '../session/flow.ts'
import type { Host } from '../session/host.ts'
import type { EntryScreen, Step } from '../session/screen.ts'
import { createHand } from './load-hand.ts'
import { isPoint, type LoadValue, readLineValues } from './load-lines.ts'

/** One line, or lines up to a single point. */
export type Rest = 'line' | 'rows'

/** What became of the record after a line; `said` is worth telling. */
export type Taken = { readonly said: readonly Notice[] } & (
  | { readonly state: 'open' | 'done' }
  | {
      readonly state: 'refused'
      readonly refusal: Notice
      /** The field under the cursor. */
      readonly field: string | null
      /** What of the record still follows in the file. */
      readonly rest: readonly Rest[]
    }
)

/** A record that is being typed from lines. */
export interface LoadRecord {
  /** Takes a line; null stands for one that can't be read. */
  take(text: string | null): Promise<Taken>
}

/** Begins a record in the first frame of a screen. Its rows always end with a point, even where no more could follow. */
export const beginRecord = async <C>(
  host: Host<C>,
  screen: EntryScreen<C>,
): Promise<LoadRecord> => {
  const hand = await createHand(host, screen)
  const { session } = hand
  /** The rows ended by themselves, and their point is still to come. */
  let ended = false

  const enter = async (text: string | null): Promise<readonly LoadValue[]> => {
    const values = text === null ? refuse(null, msg.loadNotUtf8) : readLineValues(text)
    if (!values.ok) hand.stop(values)
    else if (ended && isPoint(text)) ended = false
    else if (ended) hand.stop(refuse(null, msg.loadNoMoreRows))
    else if (isPoint(text)) await hand.leave()
    else await hand.enter(values.value)
    return values.ok ? values.value : []
  }

  const take = async (text: string | null): Promise<Taken> => {
    const { step: at, draft: before } = session.standing ?? { step: 0, draft: {} }
    const asked = session.asking
    const inRows = (ended || (!asked && screen.steps[at]!.kind === 'grid')) && !isPoint(text)
    const typed = await enter(text)
    if (!hand.refusal && hand.lost) hand.stop(refuse(null, msg.loadNotSaved))
    if (hand.refusal) {
      // What a rule filled in before the refusal tells which frames follow.
      const now = hand.lost ? undefined : session.standing
      const draft = now?.step === at ? now.draft : before
      const where = { steps: screen.steps, at, asked, inRows, draft, typed }
      return {
        state: 'refused',
        said: hand.tell(),
        refusal: hand.refusal,
        field: session.standing?.field || null,
        rest: restOf({ ...where, today: dayOf(host.now()) }),
      }
    }
    if (inRows && (hand.saved || session.asking || session.standing?.step !== at)) ended = true
    return { state: hand.saved && !ended ? 'done' : 'open', said: hand.tell() }
  }
  return { take }
}

interface Stopped<C> {
  readonly steps: readonly Step<C>[]
  readonly at: number
  readonly asked: boolean
  readonly inRows: boolean
  readonly draft: Draft
  readonly typed: readonly LoadValue[]
  readonly today: string
}

/** What a record still has in the file after the line that was refused: the screen's declaration says it. */
const restOf = <C>(stopped: Stopped<C>): readonly Rest[] => {
  const { steps, at, asked, inRows } = stopped
  const draft = asTyped(stopped)
  const question = steps.findIndex((step, index) => index > at && step.kind === 'question')
  const from = asked && question >= 0 ? question : at
  const rest = steps
    .slice(from + 1)
    .filter(step => step.kind === 'question' || ((step.when?.(draft) ?? true) && canType(step)))
    .map((step): Rest => (step.kind === 'grid' ? 'rows' : 'line'))
  return inRows ? ['rows', ...rest] : rest
}

const canType = <C>(step: Step<C>) => cellsOf(step, false).some(cell => !cell.shown)

/** The draft as the refused line meant it, for the frames that depend on what was typed. */
const asTyped = <C>({ steps, at, draft, typed, today }: Stopped<C>): Draft => {
  const step = steps[at]!
  if (step.kind !== 'form') return draft
  const values: Record<string, Values[string]> = { ...(draft[step.record] as Values | undefined) }
  const cells = cellsOf(step, false).filter(cell => !cell.shown)
  for (const [index, { text, keeps }] of typed.entries()) {
    const cell = cells[index]
    if (!cell || keeps) continue
    const read = readValue(text, cell.field.format, today)
    if (read.ok) values[cell.name] = read.value
  }
  return { ...draft, [step.record]: values }
}
