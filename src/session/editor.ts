import { cells, characters } from '../kernel/text.ts'

/** The text under the cursor, while it is typed. The cursor counts characters from 0. */
export interface Editor {
  readonly characters: readonly string[]
  readonly cursor: number
  /** Nothing was typed yet, so that the first character replaces all that stands there. */
  readonly fresh: boolean
  /** The clerk changed it: only then is it read again when the field is left. */
  readonly touched: boolean
  /** More was typed than fits: what stands there is not what was meant, and is taken by no key until it is changed. */
  readonly overran: boolean
}

export interface EditorSettings {
  /** Cells of the field. */
  readonly width: number
  readonly insert: boolean
}

/** An editor on a value that stands in its field. */
export const edit = (text: string): Editor => ({
  characters: characters(text),
  cursor: 0,
  fresh: true,
  touched: false,
  overran: false,
})

export const textOf = (editor: Editor): string => editor.characters.join('')

/** The column of the cursor within the field, in cells. */
export const cursorCell = (editor: Editor): number =>
  cells(editor.characters.slice(0, editor.cursor).join(''))

/** Types text at the cursor. What doesn't fit is left out: `overflow` says so now, `overran` from then on. */
export const type = (
  editor: Editor,
  text: string,
  settings: EditorSettings,
): { editor: Editor; overflow: boolean } => {
  const typed = characters(text)
  if (typed.length === 0) return { editor, overflow: false }
  let overflow = false
  const anew = editor.fresh && !settings.insert
  let now: string[] = anew ? [] : [...editor.characters]
  let cursor = anew ? 0 : editor.cursor
  for (const character of typed) {
    const next = [...now]
    next.splice(cursor, settings.insert ? 0 : 1, character)
    if (cells(next.join('')) > settings.width) {
      overflow = true
      break
    }
    now = next
    cursor += 1
  }
  const overran = overflow || (editor.overran && !anew)
  return { editor: { characters: now, cursor, fresh: false, touched: true, overran }, overflow }
}

const changed = (characters: readonly string[], cursor: number): Editor => ({
  characters,
  cursor,
  fresh: false,
  touched: true,
  overran: false,
})

const moved = (editor: Editor, cursor: number): Editor => ({ ...editor, cursor, fresh: false })

/** Keys that only concern the text; undefined for the others. */
export const editing = {
  left: (editor: Editor) => moved(editor, Math.max(0, editor.cursor - 1)),
  right: (editor: Editor) => moved(editor, Math.min(editor.characters.length, editor.cursor + 1)),
  home: (editor: Editor) => moved(editor, 0),
  last: (editor: Editor) => moved(editor, editor.characters.length),
  erase: (editor: Editor) => {
    if (editor.fresh && editor.cursor === 0) return changed([], 0)
    if (editor.cursor === 0) return editor
    return changed(editor.characters.toSpliced(editor.cursor - 1, 1), editor.cursor - 1)
  },
  eraseForward: (editor: Editor) =>
    changed(editor.characters.toSpliced(editor.cursor, 1), editor.cursor),
  clear: () => changed([], 0),
} as const satisfies Record<string, (editor: Editor) => Editor>

/** An editor with other text, as if the clerk had typed it. */
export const replace = (text: string): Editor => {
  const typed = characters(text)
  return changed(typed, typed.length)
}
