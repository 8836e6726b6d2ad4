import { type Language, say } from '../../kernel/format.ts'
import { words } from '../../kernel/messages.ts'
import { cut, fit } from '../../kernel/text.ts'
import { cursorCell, type Editor } from '../editor.ts'
import type { Drawing } from '../host.ts'
import { perColumn } from '../menu-tree.ts'
import type { Line, Size } from '../page.ts'
import type { Menu, MenuItem } from '../screen.ts'
import { bodyHeight } from './flow.ts'
import { blankLine, boxBottom, boxLine, boxTop, type Placed } from './line.ts'

interface MenuView {
  readonly size: Size
  readonly language: Language
  readonly company: string
  readonly menu: Menu
  readonly path: string
  readonly title: string
  readonly prompt: Editor
  readonly promptWidth: number
  readonly highlighted: MenuItem | null
}

/** The main menu has three columns under headings, the others two. */
export const drawMenu = (view: MenuView): Drawing => {
  const { size, language, menu, path } = view
  const width = size.columns
  const columns = path === '' ? 3 : 2
  const columnWidth = Math.floor((width - 2) / columns)
  const items = new Map(menu.items(path).map(item => [Number(item.number.split('.').at(-1)), item]))
  const rows: Line[] = []
  if (columns === 3) {
    rows.push(
      boxLine(
        width,
        menu.headings.map((text, index) => ({
          column: index * columnWidth,
          text: fit(say(text, language), columnWidth, 'center'),
          style: 'heading',
        })),
      ),
    )
  }
  for (let row = 1; row <= perColumn; row++) {
    const placed: Placed[] = []
    for (let column = 0; column < columns; column++) {
      const place = row + column * perColumn
      const item = items.get(place)
      const start = column * columnWidth + 1
      placed.push({ column: start, text: `${place}.`.padStart(4), style: 'label' })
      if (!item) continue
      placed.push({
        column: start + 5,
        text: cut(say(item.title, language), columnWidth - 6),
        style: item === view.highlighted ? 'selected' : 'value',
      })
    }
    rows.push(boxLine(width, placed))
  }
  const question = say(words.chooseFunction, language)
  const promptColumn = 50
  const lines: Line[] = [
    boxTop(width, view.company),
    ...rows,
    boxBottom(width),
    boxTop(width),
    boxLine(width, [
      { column: 0, text: question, style: 'label' },
      {
        column: promptColumn,
        text: fit(view.prompt.characters.join(''), view.promptWidth),
        style: 'active',
      },
    ]),
    boxBottom(width),
  ]
  const cursor = { row: lines.length - 2, column: promptColumn + 1 + cursorCell(view.prompt) }
  while (lines.length < bodyHeight(size)) lines.push(blankLine(width))
  return {
    program: 'mfmenu',
    title: `${path} ${view.title}`.trim(),
    lines,
    cursor,
    keys: ['go', 'help', 'end'],
  }
}
