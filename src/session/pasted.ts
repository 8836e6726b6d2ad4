import { type Notice, notice } from '../kernel/entry.ts'
import { hidden } from '../kernel/hidden.ts'
import { msg } from '../kernel/messages.ts'
import { cut } from '../kernel/text.ts'
import type { Desk } from './host.ts'

const allHidden = new RegExp(hidden, 'gu')
const parts = /\t|\r\n?|\n|[^\t\r\n]+/g

/** Cells of a value that a message has room for. */
const named = 20

/** A paste where only one text can be typed. */
export const asOneText = (pasted: string): string => pasted.replace(allHidden, ' ').trimEnd()

/**
 * Types what was pasted from a table or a list: a tab within it is Tab, a line end Enter, or in the rows of a table the end
 * of a row. No other key comes of it. What is refused, a question and another screen on top stop it, and the clerk hears
 * from where on it was left out.
 */
export const typeValues = async <C>(
  pasted: string,
  desk: Desk<C>,
  look: () => { readonly notices: readonly Notice[]; readonly asks: boolean },
): Promise<void> => {
  const values: readonly string[] = pasted.trimEnd().match(parts) ?? []
  const isTable = values.includes('\t')
  const layer = desk.top()
  const saidAs = (level: string) => look().notices.filter(({ message }) => message.level === level)
  const press = async (action: Parameters<typeof layer.press>[0] | null) => {
    // As for keys that are pressed; but nobody has read the warnings yet.
    desk.sayInstead(...saidAs('warning'))
    if (action) await layer.press(action)
  }
  await press(null)
  for (const [index, value] of values.entries()) {
    if (look().asks || saidAs('error').length > 0 || desk.top() !== layer) {
      const left = values.slice(index).find(one => one.trim() !== '')
      if (left !== undefined) desk.say(notice(msg.pasteStopped, cut(asOneText(left), named)))
      return
    }
    if (value === '\t') await press('forward')
    else if (!/^[\r\n]/.test(value)) await layer.type(asOneText(value))
    else await press(isTable ? layer.rowEnd!() : 'enter')
  }
}
