import { cells, fit } from '../../src/kernel/text.ts'
import type { Key } from '../../src/session/keys.ts'
import type { Line, Page } from '../../src/session/page.ts'
import type { Session } from '../../src/session/session.ts'

/** The menu and the order form as the program shows them: what all programs of the bench paint. */
export interface Form {
  readonly menu: readonly Line[]
  readonly form: readonly Line[]
}

const text = (typed: string): Key => ({ type: 'text', text: typed })
const key = (name: string): Key => ({ type: 'key', name })
const toForm = [text('7.1.1'), key('enter'), key('enter'), text('01000001'), key('f1')]

/** Walks a session from the menu into the frame of an order that has the most fields. */
export const takeForm = async (session: Session): Promise<Form> => {
  const menu = session.page().lines
  for (const one of toForm) await session.press(one)
  const form = session.page().lines
  if (fieldsOf(form).length < 8) throw new Error('bench: 7.1.1 has no frame with fields here')
  return { menu, form }
}

/** A field that is typed into: a run of a row. */
interface FormField {
  readonly row: number
  readonly segment: number
  readonly column: number
  readonly width: number
}

/** Room for eight letters, so that every field gets as many. */
const least = 8

const fieldsOf = (lines: readonly Line[]): readonly FormField[] =>
  lines.flatMap((line, row) => {
    let end = 0
    return line.flatMap(({ text: shown, style }, segment) => {
      const column = end
      const width = cells(shown)
      end += width
      const isField = (style === 'field' || style === 'active') && width >= least
      return isField ? [{ row, segment, column, width }] : []
    })
  })

/** The form as it is typed into. */
export interface FormState {
  readonly screen: keyof Form
  readonly field: number
  readonly typed: string
}

export const emptyForm: FormState = { screen: 'menu', field: 0, typed: '' }

/** What the keys do, the same in all programs: text, Tab, Ctrl-X to the form, Ctrl-E to the menu. */
export const pressForm = (state: FormState, pressed: string): FormState => {
  if (pressed === 'ctrl+x') return { screen: 'form', field: 0, typed: '' }
  if (pressed === 'ctrl+e') return { ...state, screen: 'menu' }
  if (pressed === 'tab') return { ...state, field: state.field + 1, typed: '' }
  return { ...state, typed: state.typed + pressed }
}

/** Makes pages of the form. A field that was left has the form's own value again. */
export const pagesOf = (form: Form) => {
  const fields = fieldsOf(form.form)
  const left = form.form.map(line =>
    line.map(one => (one.style === 'active' ? { ...one, style: 'field' as const } : one)),
  )
  return (state: FormState): Page => {
    if (state.screen === 'menu') return { lines: form.menu, cursor: null }
    const { row, segment, column, width } = fields[state.field % fields.length]!
    const line = left[row]!
    const shown = state.typed === '' ? line[segment]!.text : fit(state.typed, width)
    const active = line.with(segment, { text: shown, style: 'active' })
    return {
      lines: left.with(row, active),
      cursor: { row, column: column + Math.min(width - 1, cells(state.typed)) },
    }
  }
}

/** The same for the program in C: every run of every row, and where the fields are. */
export const formText = (form: Form): string => {
  const rows = (name: keyof Form) =>
    form[name].flatMap((line, row) => {
      let column = 0
      return line.map(one => {
        const start = column
        column += cells(one.text)
        const style = one.style === 'field' || one.style === 'active' ? 'f' : one.style[0]
        return [name[0], row, start, style, one.text].join('\t')
      })
    })
  const fields = fieldsOf(form.form).map(({ row, segment, column, width }) =>
    ['i', row, column, width, form.form[row]![segment]!.text].join('\t'),
  )
  return `${[...rows('menu'), ...rows('form'), ...fields].join('\n')}\n`
}
