import { screens } from '../../screens/menu.ts'
import { accept } from '../../src/kernel/decision.ts'
import { readValue } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Desk } from '../../src/session/host.ts'
import { asEntry } from '../../src/session/inquiry.ts'
import type { Cell, Screen } from '../../src/session/screen.ts'
import { allCells } from '../../src/session/view/flow.ts'
import { boxTop, filled, line } from '../../src/session/view/line.ts'
import { today } from '../support/company.ts'
import { harmful } from './hostile-texts.ts'

/** Every field of a screen that can be typed into, by its name. */
export const fieldsOf = (screen: Screen<Books>): ReadonlyMap<string, Cell> => {
  const host = { language: 'en', newId: () => 'none' }
  const frames = screen.kind === 'entry' ? screen : asEntry(screen, { host } as Desk<Books>)
  return new Map(allCells(frames).flatMap(cell => (cell.shown ? [] : [[cell.name, cell]])))
}

/** What a parser makes of a text that it lets through as it is. */
const asTyped = (text: string) => accept(text)

/** Gives each text to what reads a field, on every screen: what a field keeps of it harms nobody. */
const readAll = (texts: readonly string[], read: typeof readValue, faults: Set<string>) => {
  let fields = 0
  for (const screen of screens) {
    for (const [name, { field }] of fieldsOf(screen)) {
      fields += 1
      for (const text of texts) {
        const kept = read(text, field.format, today)
        if (!kept.ok || !harmful.test(String(kept.value))) continue
        faults.add(`${screen.code} ${name} would keep ${JSON.stringify(kept.value)}`)
      }
    }
  }
  return fields
}

/** Paints each text in every way there is: in a row, as a row, as the title of a box. */
const paintAll = (texts: readonly string[], faults: Set<string>) => {
  const width = 80
  for (const text of texts) {
    const placed = line(width, [{ column: 3, text, style: 'value' }])
    for (const row of [placed, filled(width, text, 'error'), boxTop(width, text)]) {
      if (!row.some(segment => harmful.test(segment.text))) continue
      faults.add(`${JSON.stringify(text)} would be painted as it is`)
    }
  }
}

/** All texts, below the terminal, for every field; answers how many fields. */
export const belowTheTerminal = (
  texts: readonly string[],
  faults: Set<string>,
  mutant: string | undefined,
): number => {
  paintAll(texts, faults)
  return readAll(texts, mutant === 'trusting' ? asTyped : readValue, faults)
}
