import { isDeepStrictEqual } from 'node:util'
import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Database, OperationTable } from '../../db/schema.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Books, type Moment, momentOf } from './books.ts'
import { headOf, linked } from './chain.ts'
import { periodTrouble } from './periods.ts'
import { post } from './post.ts'
import { postOperation } from './post-operation.ts'
import { loggedOf, type Posting, stampOf } from './posting.ts'
import { denied, type Right } from './rights.ts'

/** What a decision gives: the answer for the clerk, and all that is to be written. */
export interface Posted<Result> {
  readonly result: Result
  readonly posting: Posting
}

/**
 * A verb: `read` fetches the facts, `decide` is pure and says yes with a posting or no with a refusal. The result must
 * survive JSON, because a retry is answered from the operation log.
 */
export interface Verb<Input, Facts, Result> {
  /** What it asks of who carries it out; asked in the same transaction, whatever a menu has shown. */
  readonly right: Right
  readonly read: (books: Books, input: Input) => Promise<Facts>
  readonly decide: (input: Input, facts: Facts, moment: Moment) => Decision<Posted<Result>>
  /** What of the input is kept in the log, where it can never be taken out again; all of it where nothing is said. */
  readonly logged?: (input: Input) => unknown
}

/** One intent of one person: an id made when the work was begun, and the screen it was done in. */
export interface Intent {
  readonly id: string
  readonly screen: string
  /** Its id says all that it does, so that whoever asks for it, and in what words, asks for the same. */
  readonly byContent?: boolean
}

export interface Performed<Result> {
  readonly result: Result
  /** True when this intent had been carried out before, and nothing was written now. */
  readonly repeated: boolean
}

type Known = Pick<OperationTable, 'request' | 'result'>

const knownOperation = kept<{ id: string }, Known>((db, hole) =>
  db.selectFrom('operation').select(['request', 'result']).where('id', '=', hole('id')),
)

/** Whether the same is asked as before: what comes back from a draft has its words in another order. */
const isRepeat = (known: Known, request: string): boolean =>
  isDeepStrictEqual(JSON.parse(known.request), JSON.parse(request))

/**
 * Reads, decides and posts in one immediate transaction. A refusal writes nothing. The same intent twice has one effect
 * and gets the first answer; the same id for something else is refused.
 */
export const perform = <Input, Facts, Result>(
  books: Books,
  verb: Verb<Input, Facts, Result>,
  input: Input,
  intent: Intent,
): Promise<Decision<Performed<Result>>> =>
  books.db.transaction().execute(async tx => {
    const known = await knownOperation(tx, { id: intent.id })
    const request = JSON.stringify(verb.logged ? verb.logged(input) : input)
    if (known[0]) {
      const repeated = intent.byContent || isRepeat(known[0], request)
      if (!repeated) return refuse(null, msg.savedOtherwise)
      return accept({ result: JSON.parse(known[0].result) as Result, repeated: true })
    }
    const no = await denied(tx, books.user, verb.right)
    if (no) return no
    // What is read of the clock, what is decided and what is logged is of one moment.
    const at = books.now()
    const reading = { ...books, db: tx as Kysely<Database>, now: () => at }
    const moment = momentOf(reading)
    const facts = await verb.read(reading, input)
    const decision = verb.decide(input, facts, moment)
    if (!decision.ok) return decision
    const { result, posting } = decision.value
    const closed = await periodTrouble(tx, posting)
    if (closed) return closed
    const operation = {
      id: intent.id,
      screen: intent.screen,
      created_by: moment.user,
      created_at: moment.now,
      request,
      result: JSON.stringify(result ?? null),
      posting: JSON.stringify(loggedOf(posting)),
    }
    await postOperation(tx, linked(operation, await headOf(tx)))
    await post(tx, stampOf(operation), posting)
    return accept({ result, repeated: false })
  })
