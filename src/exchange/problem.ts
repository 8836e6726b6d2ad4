import { type About, aboutOf, type Refusal } from '../kernel/decision.ts'
import { notice } from '../kernel/entry.ts'
import { type Language, say } from '../kernel/format.ts'
import { type Message, sayNotice, type Text } from '../kernel/messages.ts'

/** What is wrong in which line of which file; line 0 stands for the file as a whole. */
export interface Problem extends Refusal {
  readonly file: string
  readonly line: number
  /** What the screen calls the field, where a screen was typed into. */
  readonly label?: Text
}

/** Where in a file something was read. */
export interface Origin {
  readonly file: string
  readonly line: number
}

/** Says what is wrong with a field at a place in a file. */
export const problemAt = (
  { file, line }: Origin,
  field: string | null,
  message: Message,
  ...about: readonly About[]
): Problem => ({ file, line, field, message, about: aboutOf(about) })

/** A rule's refusal, said of a place in a file. */
export const refusedAt = ({ file, line }: Origin, refusal: Refusal): Problem => ({
  ...refusal,
  file,
  line,
})

/** A problem as a line of text that editors can follow: `orders.csv:12: sold_to: Error: … (3)`. */
export const sayProblem = (problem: Problem, language: Language): string => {
  const at = problem.line === 0 ? problem.file : `${problem.file}:${problem.line}`
  const name = problem.label ? say(problem.label, language) : problem.field
  const field = name === null ? '' : `${name}: `
  return `${at}: ${field}${sayNotice(notice(problem.message, ...problem.about), language)}`
}
