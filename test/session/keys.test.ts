import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bindings } from '../../src/session/keys.ts'

const all = Object.values(bindings).map(({ keys }): readonly string[] => keys)
const isControl = (key: string) => /^ctrl\+[a-z]$/.test(key)

/** The Ctrl key of each key that has one. */
const controls = Object.fromEntries(
  all.flatMap(keys => {
    const [control, ...more] = keys.filter(isControl)
    expect(more).toEqual([])
    return control ? [[keys[0]!, control]] : []
  }),
)

test('each of F1 to F12 does something, and so does a Ctrl key, on every keyboard', () => {
  const functions = Array.from({ length: 12 }, (_, index) => `f${index + 1}`)
  expect(all.map(([first]) => first).filter(key => /^f\d+$/.test(key!))).toEqual(functions)
  expect(functions.filter(key => controls[key] === undefined)).toEqual([])
})

test('no key means two things, and none is the terminal’s own or another key’s byte', () => {
  const keys = all.flat()
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  // Backspace, Tab, Enter and Escape; painting anew; what stops and resumes a line, and stops a program.
  const taken = ['h', 'i', 'm', '[', 'l', 's', 'q', 'c'].map(letter => `ctrl+${letter}`)
  expect(keys.filter(key => taken.includes(key))).toEqual([])
})

/** What the README calls a key, as the bindings do. */
const named = (key: string) =>
  ({ '↑': 'up', '↓': 'down', '←': 'left', '→': 'right' })[key] ??
  key.toLowerCase().replace('-', '+').replace('pgup', 'pageup').replace('pgdn', 'pagedown')

const parts = (cell: string, between: RegExp) => cell.split(between).map(part => part.trim())

test('the README names the same keys beside each other', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [table] = /(?:^\|.*\n)+/m.exec(readme.split('\n## Keys\n')[1]!)!
  const rows = table.trim().split('\n')
  const told: Record<string, string> = {}
  const keys: string[] = []
  for (const row of rows.slice(2)) {
    const [key, or] = parts(row.slice(1), /\|/) as [string, string]
    const others = parts(or, /\//)
    for (const [group, names] of parts(key, /\//).entries()) {
      const other = parts(others[group] ?? '', /[ ,]+/).map(named)
      for (const [index, name] of parts(names, /[ ,]+/).entries()) {
        keys.push(named(name))
        if (isControl(other[index] ?? '')) told[named(name)] = other[index]!
      }
    }
  }
  expect(told).toEqual(controls)
  const editing = ['backspace', 'delete']
  const firsts = all.map(([first]) => first!).filter(key => !editing.includes(key))
  expect(keys.toSorted()).toEqual([...firsts, 'ctrl+l'].toSorted())
})
