import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { defaultRights } from '../db/default-rights.ts'
import { type Message, msg } from '../db/messages.ts'
import { acts } from '../screens/acts.ts'
import { screens } from '../screens/menu.ts'
import { menus } from '../screens/menu-names.ts'
import { maintainedBy } from '../src/ledger/master-rows.ts'

/** The house rules that the linter can't hold. */

const root = new URL('../', import.meta.url)
const own = 'test/tidy.test.ts'

interface Source {
  readonly path: string
  readonly text: string
}

const sources: readonly Source[] = ['bin', 'db', 'screens', 'src', 'test']
  .flatMap(folder =>
    readdirSync(new URL(folder, root), { recursive: true }).map(name => `${folder}/${name}`),
  )
  .filter(path => /\.tsx?$/.test(path))
  .map(path => ({ path, text: readFileSync(new URL(path, root), 'utf8') }))

const inFolders = (...folders: readonly string[]) =>
  sources.filter(({ path }) => folders.some(folder => path.startsWith(`${folder}/`)))

/** What runs: comments left out. */
const codeOf = ({ text }: Source) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

/** The places where something stands that may not, as `file:line words`. */
const found = (files: readonly Source[], wrong: RegExp, read = (file: Source) => file.text) =>
  files.flatMap(file =>
    read(file)
      .split('\n')
      .flatMap((line, at) => (wrong.test(line) ? [`${file.path}:${at + 1} ${line.trim()}`] : [])),
  )

const han = /\p{Script=Han}/u

describe('words', () => {
  // The keys are one table with their words, which footer, help and manual print.
  const withWords = new Set(['src/session/keys.ts', 'bin/dingdan.ts'])

  test('Chinese stands in db, in the texts of screens, and in tests', () => {
    const code = inFolders('bin', 'src').filter(({ path }) => !withWords.has(path))
    expect(found(code, han, codeOf)).toEqual([])
  })

  test('a screen says nothing in Chinese that it does not say in English', () => {
    const pair = /\[\s*'[^'\n]*',\s*(?:'[^'\n]*'|"[^"\n]*"),?\s*\]/g
    const alone = (file: Source) => codeOf(file).replace(pair, '[]')
    expect(found(inFolders('screens'), han, alone)).toEqual([])
  })

  test('nothing is left to be done later, and no type is left open', () => {
    const others = sources.filter(({ path }) => path !== own)
    expect(found(others, /\b(?:TODO|FIXME|XXX)\b/)).toEqual([])
    expect(found(others, /[:<|(,=]\s*any\b|\bas any\b|\bany\[\]/, codeOf)).toEqual([])
  })

  test('no path of anyone’s machine', () => {
    const others = sources.filter(({ path }) => path !== own)
    const machine =
      /\blocalhost\b|(?:^|[\s'"`(=:])(?:\/(?:home|Users|root|work|tmp|var|opt)\/|[A-Z]:\\)/
    expect(found(others, machine)).toEqual([])
  })
})

describe('sizes', () => {
  // Tables to look things up in, not to be read from end to end.
  const tables =
    /^db\/(?:dictionary|demo|migrations)\/|^db\/(?:messages|schema)\.ts$|\/__snapshots__\//
  const most = (path: string) => (path.startsWith('test/') ? 500 : 250)

  test('a file is short enough to be read whole', () => {
    const long = sources
      .filter(({ path }) => !tables.test(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > most(path))
    expect(long).toEqual([])
  })
})

describe('messages', () => {
  const wordsOf = 'db/messages.ts'
  const all = Object.entries(msg) as [string, Message][]
  const named = (test: (message: Message) => boolean) =>
    all.filter(([, message]) => test(message)).map(([name]) => name)

  test('each is said somewhere', () => {
    const speakers = inFolders('bin', 'db', 'screens', 'src').filter(one => one.path !== wordsOf)
    const code = speakers.map(codeOf).join('\n')
    const said = new Set(Array.from(code.matchAll(/\bmsg\.(\w+)/g), ([, name]) => name))
    expect(all.map(([name]) => name).filter(name => !said.has(name))).toEqual([])
  })

  test('they stand in the order of their numbers, section by section', () => {
    const { text } = sources.find(({ path }) => path === wordsOf)!
    for (const section of text.split(/^ {2}\/\/ /m).slice(1)) {
      const numbers = Array.from(section.matchAll(/^ {2}\w+: \w+\((\d+),/gm), one => Number(one[1]))
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    }
  })

  test('an error says what was wrong, then the way out', () => {
    // A finding of the checks: the way out is to ask who keeps the books.
    const finding = msg.booksAreWrong.number
    const errors = ({ level, number }: Message) => level === 'error' && number !== finding
    expect(named(one => errors(one) && !/: |^Type /.test(one.en))).toEqual([])
    expect(named(one => errors(one) && !/; |^请/.test(one.zh))).toEqual([])
  })

  test('none ends in a point', () => {
    expect(named(({ zh, en }) => /[.。!]$/.test(en) || /[.。!]$/.test(zh))).toEqual([])
  })
})

describe('rights', () => {
  const codes = new Set<string>(screens.map(({ code }) => code))
  // Everyone's own affair, and the first act of all.
  const beside = new Set(['own', 'founding'])
  /** A function of the menu, or an act that 36.3.10 takes as well. */
  const isKnown = (right: string) => codes.has(right) || right in acts
  const lineOf = /^ *right: (.+),$/
  const told = found(inFolders('src'), lineOf, codeOf).filter(one => !/^src\/session/.test(one))
  const asked = told.map(one => ({ one, right: / right: (.+),$/.exec(one)![1]! }))

  test('what a verb asks for is known to the menu, or an act of it', () => {
    const literal = asked.filter(({ right }) => right.startsWith("'"))
    expect(literal.length).toBeGreaterThan(40)
    const known = (right: string) => beside.has(right) || isKnown(right)
    expect(literal.filter(({ right }) => !known(right.slice(1, -1)))).toEqual([])
    expect(Object.values(maintainedBy).filter(right => !isKnown(right))).toEqual([])
    expect(['7.1.5', '7.1.5.2', '9.9.9', '7.1.5.9', '7'].filter(isKnown)).toEqual([
      '7.1.5',
      '7.1.5.2',
    ])
  })

  test('what a new company is given can be entered in 36.3.10, and each act is asked for', () => {
    const given = defaultRights.map(({ menu }) => menu)
    expect(given.filter(one => !isKnown(one) && !(one in menus))).toEqual([])
    const code = inFolders('src').map(codeOf).join('\n')
    expect(Object.keys(acts).filter(one => !code.includes(`'${one}'`))).toEqual([])
  })

  test('where it is no number, it comes from a table of them', () => {
    const others = asked.filter(({ right }) => !right.startsWith("'"))
    const tables = ['maintainedBy[table]', 'lifeActs[name].right']
    expect(others.filter(({ right }) => !tables.includes(right))).toEqual([])
  })
})

test('only the writer of the books writes them; operations, drafts and sign-ins are kept beside', () => {
  const writers = /^src\/ledger\/(?:post(?:-\w+)?|perform|drafts|sign-ins)\.ts$/
  const others = inFolders('bin', 'screens', 'src').filter(({ path }) => !writers.test(path))
  expect(found(others, /\.(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(/)).toEqual(
    [],
  )
})

test('a test names each screen by its number', () => {
  const tests = inFolders('test')
    .filter(({ path }) => path !== own)
    .map(({ text }) => text)
    .join('\n')
  const untold = screens.filter(({ code }) => {
    const number = code.replaceAll('.', '\\.')
    return !new RegExp(`(?<![\\d.])${number}(?!\\.?\\d)`).test(tests)
  })
  expect(untold.map(({ code }) => code)).toEqual([])
})

test('a table that people keep is declared once with its rules, and by no screen', () => {
  const declared = inFolders('bin', 'screens', 'src').flatMap(file =>
    Array.from(codeOf(file).matchAll(/\b(?:master|settings)Data(?:<[^(]*>)?\(\s*'(\w+)'/g), one => [
      one[1],
      file.path.split('/')[0],
    ]),
  )
  const tables = Object.keys(maintainedBy).map(table => [table, 'src'])
  expect(declared.toSorted()).toEqual(tables.toSorted())
})
