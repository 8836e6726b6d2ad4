import type { Language } from '../kernel/format.ts'
import type { Text } from '../kernel/messages.ts'

/**
 * What arrives from a keyboard, after the bytes are understood. A key's name is what is printed on it, lower case:
 * `f1`…`f24`, `enter`, `tab`, `escape`, `backspace`, `delete`, `insert`, `home`, `end`, `pageup`, `pagedown`, `up`,
 * `down`, `left`, `right`, `find`, `select`, `help`, `do`, with `ctrl+`, `alt+`, `shift+` in front, in that order: `ctrl+d`, `shift+tab`.
 */
export type Key =
  | { readonly type: 'key'; readonly name: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'paste'; readonly text: string }

interface Binding {
  /** The first is the one that row 24 shows; the Ctrl keys work on every keyboard. */
  readonly keys: readonly string[]
  /** The word in row 24. */
  readonly word: Text
  readonly help: Text
}

/** Every key, once: row 24, help and the manual are printed from here. */
export const bindings = {
  go: { keys: ['f1', 'ctrl+x', 'do'], word: ['执行', 'Go'], help: ['接受整个画面, 进入下一步', 'Accept the whole frame and go on'] },
  help: { keys: ['f2', 'ctrl+w', 'help'], word: ['提示', 'Help'], help: ['查找可选的值, 或本字段的说明', 'Look up values, or explain this field'] },
  insert: { keys: ['f3', 'ctrl+t', 'insert'], word: ['插入', 'Ins'], help: ['插入与改写之间切换', 'Switch between insert and overtype'] },
  end: { keys: ['f4', 'ctrl+e'], word: ['结束', 'End'], help: ['退出本画面, 光标回到上一步', 'Leave this frame, one step back'] },
  delete: { keys: ['f5', 'ctrl+d'], word: ['删除', 'Del'], help: ['删除记录或行 (先询问)', 'Delete the record or line, after a question'] },
  menu: { keys: ['f6', 'ctrl+p'], word: ['菜单', 'Menu'], help: ['在本画面之上打开另一个功能, F4 回到原处', 'Open another function on top of this one; F4 comes back'] },
  recall: { keys: ['f7', 'ctrl+r'], word: ['重复', 'Rcl'], help: ['填入本字段上次用过的值', 'Put in the value last used in this field'] },
  clear: { keys: ['f8', 'ctrl+z'], word: ['清除', 'Clr'], help: ['清空本字段', 'Clear the field'] },
  previous: { keys: ['f9', 'ctrl+b'], word: ['前', 'Prev'], help: ['上一条记录或上一行', 'Previous record or line'] },
  next: { keys: ['f10', 'ctrl+n'], word: ['后', 'Next'], help: ['下一条记录或下一行', 'Next record or line'] },
  copy: { keys: ['f11', 'ctrl+v'], word: ['复制', 'Copy'], help: ['把显示的记录复制成新记录', 'Copy the record shown into a new one'] },
  detail: { keys: ['f12', 'ctrl+g'], word: ['明细', 'Detail'], help: ['打开本行的全部字段', 'Open all fields of this line'] },
  enter: { keys: ['enter'], word: ['下一字段', 'Next field'], help: ['下一字段; 在最后一个字段等于 F1', 'Next field; on the last one the same as F1'] },
  forward: { keys: ['tab'], word: ['下一字段', 'Next field'], help: ['下一字段', 'Next field'] },
  back: { keys: ['shift+tab', 'ctrl+u'], word: ['上一字段', 'Back'], help: ['上一字段', 'Previous field'] },
  up: { keys: ['up', 'ctrl+k'], word: ['上行', 'LnUp'], help: ['上一字段; 在列表中上一行', 'Previous field; in lists the line above'] },
  down: { keys: ['down', 'ctrl+j'], word: ['下行', 'LnDn'], help: ['下一字段; 在列表中下一行', 'Next field; in lists the line below'] },
  left: { keys: ['left'], word: ['左', 'Left'], help: ['左移一个字', 'One character left'] },
  right: { keys: ['right', 'ctrl+o'], word: ['右', 'Right'], help: ['右移一个字', 'One character right'] },
  home: { keys: ['home', 'ctrl+a', 'find'], word: ['首', 'First'], help: ['字段开头; 在列表中第一行', 'Start of the field; in lists the first line'] },
  last: { keys: ['end', 'select'], word: ['尾', 'Last'], help: ['字段末尾; 在列表中最后一行', 'End of the field; in lists the last line'] },
  pageUp: { keys: ['pageup'], word: ['上页', 'PgUp'], help: ['上一页', 'Page up'] },
  pageDown: { keys: ['pagedown'], word: ['下页', 'PgDn'], help: ['下一页', 'Page down'] },
  erase: { keys: ['backspace'], word: ['退格', 'Bksp'], help: ['删除前一个字', 'Erase the character before'] },
  eraseForward: { keys: ['delete'], word: ['删字', 'Del'], help: ['删除光标处的字', 'Erase the character under the cursor'] },
} as const satisfies Record<string, Binding>

export type Action = keyof typeof bindings

const actions = new Map<string, Action>()
for (const [action, { keys }] of Object.entries(bindings)) {
  for (const key of keys) actions.set(key, action as Action)
}

/** What a key means, wherever it is pressed; undefined for a key that means nothing. */
export const actionOf = (name: string): Action | undefined => actions.get(name)

/** What is printed on a key where that is more than its name in capitals. */
const printed: Readonly<Record<string, string>> = { pageup: 'PgUp', pagedown: 'PgDn', delete: 'Del', insert: 'Ins' }

/** A key as keyboards call it: `Ctrl+X`, `PgUp`. */
export const printedName = (name: string): string =>
  name
    .split('+')
    .map(part => printed[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('+')

/** Lists have pages where fields have a memory: QAD's hands press F7 and F8 there. */
const inLists: Partial<Record<Action, Action>> = {
  recall: 'pageUp',
  clear: 'pageDown',
  previous: 'up',
  next: 'down',
}

/** The same key while a list is open. */
export const listAction = (action: Action): Action => inLists[action] ?? action

/** Row 24: `F1=Go 2=Help 4=End`, as QAD writes it. Only the keys that do something now. */
export const legend = (wanted: readonly (Action | [Action, Action])[], language: Language) =>
  wanted
    .map((one, index) => {
      const [keyOf, meaning] = typeof one === 'string' ? [one, one] : one
      const key = bindings[keyOf].keys[0].replace(/^f(?=\d)/, index === 0 ? 'F' : '')
      const word = bindings[meaning].word[language === 'zh' ? 0 : 1]
      return language === 'zh' ? `${key}${word}` : `${key}=${word}`
    })
    .join(' ')
