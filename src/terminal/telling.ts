import type { Language } from '../kernel/format.ts'
import { cells, characters } from '../kernel/text.ts'
import type { Line, Page, Segment, Style } from '../session/page.ts'
import { withoutBoxes } from './boxes.ts'

/**
 * What a page says to ears: read from what it shows, so that those who hear it and those who see it
 * are told the same.
 */
export interface Telling {
  readonly title: string
  /** The name of the box around the cursor. */
  readonly frame: string
  /** The heads of a list's columns. */
  readonly heads: string
  /** Which line of a grid. */
  readonly row: string
  readonly label: string
  readonly value: string
  /** Where in the value the cursor stands, in cells, and on which character; '' behind the last. */
  readonly at: number
  readonly character: string
  /** The word at the end of row 24 for how is typed; '' where what is typed replaces what is there. */
  readonly mode: string
  readonly language: Language
  /** What is chosen in a list or a menu. */
  readonly selected: string
  readonly messages: readonly string[]
  /** Every row between the title and the messages. */
  readonly body: readonly string[]
}

/** A run of a row, and where it stands. */
interface Run extends Segment {
  readonly start: number
  readonly end: number
}

const runsOf = (line: Line | undefined): readonly Run[] => {
  let end = 0
  return (line ?? []).map(segment => {
    const start = end
    end += cells(segment.text)
    return { ...segment, start, end }
  })
}

/** What stood apart on the screen stands between commas. */
const spoken = (text: string): string =>
  withoutBoxes(text)
    .trim()
    .replace(/\s{2,}/g, ', ')

const textOf = (line: Line | undefined): string =>
  spoken((line ?? []).map(run => run.text).join(''))

const ofStyle = (runs: readonly Run[], ...styles: readonly Style[]) =>
  runs.filter(run => styles.includes(run.style) && run.text.trim() !== '')

const said = (runs: readonly Run[]) => runs.map(run => run.text.trim()).join(', ')

const isTop = (line: Line | undefined) => /^\s*┌/.test(line?.[0]?.text ?? '')

/** Goes up from a row to the first that answers, no further than the upper edge of the box. */
const upFrom = (page: Page, row: number, answer: (runs: readonly Run[]) => string): string => {
  for (let at = row - 1; at > 0; at -= 1) {
    const found = answer(runsOf(page.lines[at]))
    if (found !== '') return found
    if (isTop(page.lines[at])) return ''
  }
  return ''
}

const frameAround = (page: Page, row: number): string => {
  for (let at = row - 1; at > 0; at -= 1) {
    if (isTop(page.lines[at])) return said(ofStyle(runsOf(page.lines[at]), 'label'))
  }
  return ''
}

const withoutColon = (label: string) => label.trim().replace(/[:：]$/, '')

/** The word beside a value, or the question before it, or the head over it. */
const labelOf = (page: Page, row: number, active: Run): string => {
  const before = runsOf(page.lines[row]).filter(run => run.end <= active.start)
  const beside = ofStyle(before, 'label').at(-1) ?? ofStyle(before, 'information').at(-1)
  if (beside) return withoutColon(beside.text)
  return upFrom(page, row, runs =>
    said(
      ofStyle(runs, 'heading').filter(head => head.start < active.end && head.end > active.start),
    ),
  )
}

/** The first cell of a grid's row with its head, when the cursor is further right. */
const rowOf = (page: Page, row: number, active: Run): string => {
  const runs = runsOf(page.lines[row])
  const first = ofStyle(runs, 'value', 'field').find(run => run.end <= active.start)
  if (!first || ofStyle(runs, 'label').length > 0) return ''
  const head = upFrom(page, row, heads =>
    said(ofStyle(heads, 'heading').filter(one => one.start < first.end && one.end > first.start)),
  )
  return head === '' ? '' : `${head} ${first.text.trim()}`
}

const headsOver = (page: Page, row: number) =>
  upFrom(page, row, runs => said(ofStyle(runs, 'heading')))

const selectedOn = (page: Page) =>
  page.lines.flatMap(line => {
    const runs = ofStyle(runsOf(line), 'selected')
    return runs.length > 0 ? [said(runs)] : []
  })[0] ?? ''

/** The character of a run at a column; '' behind its text. */
const characterAt = ({ text, start }: Run, column: number): string => {
  let end = start
  return (
    characters(text.trimEnd()).find(character => {
      end += cells(character)
      return column < end
    }) ?? ''
  )
}

/** Title, two rows of messages and the legend are around the body. */
const bodyOf = (page: Page) => page.lines.slice(1, -3).map(textOf)

/** Reads a page. */
export const tellingOf = (page: Page): Telling => {
  const row = page.cursor?.row ?? -1
  const column = page.cursor?.column ?? -1
  const runs = runsOf(page.lines[row])
  const active = ofStyleAny(runs, 'active').find(run => run.start <= column && column <= run.end)
  const selected = selectedOn(page)
  const messages = page.lines
    .slice(-3, -1)
    .filter(line => line !== page.lines[row] || !active)
    .map(textOf)
    .filter(text => text !== '')
  return {
    title: textOf(page.lines[0]),
    frame: frameAround(page, row),
    heads: selected !== '' && !active ? headsOver(page, row) : '',
    row: active ? rowOf(page, row, active) : '',
    label: active ? labelOf(page, row, active) : '',
    value: active ? active.text.trim() : '',
    at: active ? column - active.start : -1,
    character: active ? characterAt(active, column) : '',
    mode: page.lines.at(-1)?.[1]?.text ?? '',
    language: page.language ?? 'en',
    selected,
    messages,
    body: bodyOf(page),
  }
}

/** Also a field in which nothing stands. */
const ofStyleAny = (runs: readonly Run[], style: Style) => runs.filter(run => run.style === style)

/** All of a page, a line a row. */
export const wholePage = (page: Page): readonly string[] =>
  page.lines.map(textOf).filter(text => text !== '')
