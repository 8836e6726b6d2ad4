import type { Values } from '../src/kernel/entry.ts'
import { type Language, say } from '../src/kernel/format.ts'
import type { MenuItem } from '../src/session/screen.ts'
import { acts } from './acts.ts'
import { menu } from './menu.ts'

const everyNumber = (above: string): readonly MenuItem[] =>
  menu.items(above).flatMap(item => [item, ...everyNumber(item.number)])

const functions = new Map<Language, readonly Values[]>()

const byNumber = (one: Values, other: Values): number =>
  String(one['menu']).localeCompare(String(other['menu']), 'en', { numeric: true })

/** All that somebody may have a right to, in a language: every menu and function, and the acts that have one of their own. */
export const functionsIn = (language: Language): readonly Values[] => {
  const known =
    functions.get(language) ??
    [
      ...everyNumber(''),
      ...Object.entries(acts).map(([number, title]): MenuItem => ({ number, title })),
    ]
      .map(({ number, title, program }) => ({
        menu: number,
        title: say(title, language),
        program: program ?? null,
      }))
      .sort(byNumber)
  functions.set(language, known)
  return known
}

/** Those whose number begins so, or whose title holds it. */
export const matching = (search: string) => (row: Values) => {
  const wanted = search.trim().toLowerCase()
  return (
    String(row['menu']).startsWith(wanted) || String(row['title']).toLowerCase().includes(wanted)
  )
}
