import { rowsIn } from '../kernel/draft.ts'
import { type Done, type Notice, notice } from '../kernel/entry.ts'
import { type Message, msg } from '../kernel/messages.ts'
import type { Answer } from './asking.ts'
import { type Flow, stepOf } from './flow.ts'
import type { Outlet } from './host.ts'
import { openList } from './list.ts'
import { showBoth } from './meanwhile.ts'
import { openOutlet, printSaved } from './prints.ts'
import { enterStep, nextStep, previousStep, restart, showRefusal, standAgain } from './steps.ts'
import { hasWork, openedIn } from './work.ts'

/** The next frame, the question, or the write. `byEnd`: it was F4 that led on. */
export const advance = async <C>(flow: Flow<C>, byEnd = false): Promise<void> => {
  const next = nextStep(flow)
  if (next === undefined) return commit(flow)
  const step = flow.screen.steps[next]!
  if (step.kind !== 'question') return enterStep(flow, next)
  const from = flow.at
  await flow.keep()
  const answer = async (given: Answer) => {
    if (given === 'yes') {
      flow.at = next
      try {
        await advance(flow)
      } finally {
        if (flow.at === next) await standAgain(flow, from)
      }
    } else if (given === 'end' && stepOf(flow).kind === 'grid') {
      await retreat(flow, next)
    } else {
      await standAgain(flow, from)
      if (given === 'no' && step.discard && hasWork(flow)) askToDiscard(flow, step.discard)
    }
  }
  flow.desk.ask(notice(step.message), step.once ? 'no' : 'yes', answer, {
    endsTwice: endsOn(flow) && !byEnd,
  })
}

/** Here F4 leads on, as the last key of all that hands have learnt. */
const endsOn = <C>(flow: Flow<C>): boolean => {
  const step = stepOf(flow)
  return step.kind === 'form' && step.endsForward === true
}

export const askToDiscard = <C>(
  flow: Flow<C>,
  message: typeof msg.discardEntry,
  then = () => restart(flow),
) =>
  flow.desk.ask(notice(message), 'no', async given => {
    if (given === 'yes') await discard(flow, then)
  })

/** Forgets what was entered, and goes on elsewhere. */
export const discard = async <C>(flow: Flow<C>, then: () => Promise<void>) => {
  const problem = await forget(flow)
  await then()
  if (problem) flow.desk.say(notice(problem))
}

/** Drops the draft. Where that can't be done the clerk goes on all the same, and finds the work again another day. */
const forget = async <C>({ desk: { host }, id }: Flow<C>): Promise<Message | null> => {
  try {
    await host.drafts.drop(id)
    return null
  } catch (error) {
    const problem = host.problem(error)
    if (!problem) throw error
    return problem
  }
}

const commit = async <C>(flow: Flow<C>): Promise<void> => {
  // Its id must be known before the save, so that a clerk who doesn't see the answer can be told it.
  if (stepOf(flow).kind !== 'question') await flow.keep()
  const outlet = await openOutlet(flow)
  if (!outlet.ok) return showRefusal(flow, outlet.refusal)
  const decision = await saved(flow, outlet.value)
  if (!decision.ok) {
    const { refusal } = decision
    return refusal.meanwhile ? showBoth(flow, refusal) : showRefusal(flow, refusal)
  }
  await finish(flow, decision.value, outlet.value)
}

/** Writes the books; where that comes to nothing, nothing is printed either. */
const saved = async <C>(flow: Flow<C>, outlet: Outlet | null) => {
  const { screen, desk } = flow
  const intent = { id: flow.id, screen: screen.code, opened: openedIn(flow) }
  try {
    const decision = await screen.commit(desk.host.context, flow.draft, intent)
    if (!decision.ok) await outlet?.drop()
    return decision
  } catch (error) {
    await outlet?.drop()
    throw error
  }
}

export const finish = async <C>(flow: Flow<C>, done: Done, outlet: Outlet | null = null) => {
  const { screen, desk, draft, id } = flow
  desk.answered.add(flow.id)
  for (const [name, value] of Object.entries(done.recall ?? {})) {
    if (value !== null) desk.recalled.set(name, String(value))
  }
  await restart(flow, done.next ?? {})
  const asks = ({ message }: Notice) => message.level === 'question'
  desk.say(...done.notices.filter(one => !asks(one)))
  for (const one of done.notices.filter(asks)) desk.tell(one)
  const rows = done.rows
  if (rows && rows.length > 0 && screen.results) {
    const columns = screen.results
    await openList(desk, {
      program: screen.program,
      code: screen.code,
      title: screen.title,
      columns,
      rows,
    })
  }
  await printSaved(desk, screen, { id, draft, done, outlet })
}

const leave = <C>(flow: Flow<C>) => discard(flow, async () => flow.desk.pop())

/**
 * F4 in rows leads on, so that what stands behind them never leads back into them: without work it goes to the key, and
 * where rows were entered to the frame before them. Undefined: there is nothing to go back to.
 */
const stepBack = <C>(flow: Flow<C>, from: number): number | undefined => {
  const previous = previousStep(flow, from)
  const step = previous === undefined ? undefined : flow.screen.steps[previous]
  if (step?.kind !== 'grid') return previous
  if (!hasWork(flow)) return 0
  return rowsIn(flow.draft, step.record).length > 0 ? previousStep(flow, previous) : undefined
}

/** F4: one step back from a frame, or out of the screen, after a question where work would be lost. */
export const retreat = async <C>(flow: Flow<C>, from: number): Promise<void> => {
  const back = stepBack(flow, from)
  if (back !== undefined) return enterStep(flow, back)
  if (!hasWork(flow)) return leave(flow)
  askToDiscard(flow, msg.discardEntry, async () => leave(flow))
}
