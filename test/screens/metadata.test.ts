import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { dictionary } from '../../db/dictionary/index.ts'
import { type Message, msg } from '../../db/messages.ts'
import { words } from '../../db/words.ts'
import { lookups } from '../../screens/lookups.ts'
import { menu, screens } from '../../screens/menu.ts'
import type { Values } from '../../src/kernel/entry.ts'
import { type Language, say, showValue, type Value } from '../../src/kernel/format.ts'
import { type Format, sayNotice, type Text } from '../../src/kernel/messages.ts'
import { cells } from '../../src/kernel/text.ts'
import { wrap } from '../../src/kernel/wrap.ts'
import type { Books } from '../../src/ledger/books.ts'
import { createFlow } from '../../src/session/flow.ts'
import type { Desk } from '../../src/session/host.ts'
import { asEntry } from '../../src/session/inquiry.ts'
import { bindings, legend } from '../../src/session/keys.ts'
import type { Cell, EntryScreen, FormRow, Screen } from '../../src/session/screen.ts'
import { headFits, inColumn, layoutColumns, neededWidth } from '../../src/session/view/columns.ts'
import { allCells, drawFlow, framesWith } from '../../src/session/view/flow.ts'
import { layoutForm } from '../../src/session/view/form.ts'
import { Enter, F2, F3, signIn, signOut } from '../support/clerk.ts'

afterEach(signOut)

const size = { columns: 80, rows: 24 }
const body = 20
const inside = 78
const languages: readonly Language[] = ['zh', 'en']
const han = /\p{Script=Han}/u

/** Every screen in every language, named so that a failure says which. */
const everywhere = screens.flatMap(screen =>
  languages.map(language => ({ code: screen.code, language, screen })),
)
const desk = (language: Language) =>
  ({ host: { language, newId: () => 'none' }, opensMenu: () => true }) as unknown as Desk<Books>
const framesOf = (screen: Screen<Books>, language: Language): EntryScreen<Books> =>
  screen.kind === 'entry' ? screen : asEntry(screen, desk(language))
const formsOf = (screen: EntryScreen<Books>): readonly (readonly FormRow[])[] =>
  screen.steps.flatMap(step => {
    if (step.kind === 'form') return [step.rows]
    return step.kind === 'grid' && step.detail ? [step.detail.rows] : []
  })
const gridsOf = (screen: EntryScreen<Books>) =>
  screen.steps.flatMap(step => (step.kind === 'grid' ? [step.columns] : []))

describe('numbers and names', () => {
  const files = readdirSync(new URL('../../screens', import.meta.url), { recursive: true })
    .map(String)
    .filter(file => /\/\d[^/]*\.ts$/.test(file))
    .map(file => file.slice(file.lastIndexOf('/') + 1))

  test('every file of a screen is on the menu, under the number in its name', () => {
    const numbers = files.map(file => file.slice(0, file.indexOf('-')))
    expect(numbers.sort()).toEqual(screens.map(({ code }) => code).sort())
  })

  test("a file is named after the screen's English title", () => {
    const named = screens.map(({ code, title }) => {
      const dashed = title[1].toLowerCase().replace(/[^a-z0-9]+/g, '-')
      return `${code}-${dashed}.ts`
    })
    expect(named.sort()).toEqual([...files].sort())
  })

  test('no two screens share a number or a program', () => {
    expect(new Set(screens.map(({ code }) => code)).size).toBe(screens.length)
    expect(new Set(screens.map(({ program }) => program)).size).toBe(screens.length)
  })

  test('every number can be reached from the main menu, and no number above one is nameless', () => {
    for (const { code, title } of screens) {
      const parts = code.split('.')
      for (const [index] of parts.entries()) {
        const above = parts.slice(0, index).join('.')
        const number = parts.slice(0, index + 1).join('.')
        const item = menu.items(above).find(one => one.number === number)
        expect(item?.title, number).toEqual(number === code ? title : menu.title(number))
        expect(item?.title[0]).toMatch(han)
      }
    }
  })

  test('places on a menu are those that are drawn: 36 on the main menu, 24 below', () => {
    const places = (number: string): number[] =>
      menu.items(number).map(item => Number(item.number.split('.').at(-1)))
    expect(Math.max(...places(''))).toBeLessThanOrEqual(36)
    for (const { code } of screens) {
      const parts = code.split('.')
      for (const [index] of parts.slice(1).entries()) {
        expect(Math.max(...places(parts.slice(0, index + 1).join('.'))), code).toBeLessThanOrEqual(
          24,
        )
      }
    }
  })

  /** Where we differ from QAD's list, and why. */
  const deviations: Readonly<Record<string, string>> = {
    '1.6': "物料 as everywhere else in the list; 零件 is the older word for QAD's item",
    '7.1.4': "not QAD's: the confirmation that the customer signs (R10)",
    '7.1.9': "not QAD's: that the customer signed (R10)",
    '7.1.18': "not QAD's: which orders the customer signed (R10)",
    '7.1.21.1': "not QAD's: orders are stopped, closed and archived (R1)",
    '7.1.21.2': "not QAD's: who did what to an order, when and why (R1)",
    '7.1.21.3': "not QAD's: as 7.1.21.2",
    '7.1.23.1': "not QAD's: changes of confirmed orders are approved (R2)",
    '7.1.23.2': "not QAD's: changes that were asked for (R2)",
    '7.1.10': "not QAD's: what waits on whom (R18, R31)",
    '7.9.16.1': "not QAD's: the delivery note, which is no shipper (R17)",
    '7.9.16.2': "not QAD's: as 7.9.16.1",
    '7.9.16.3': "not QAD's: as 7.9.16.1",
    '7.9.16.4': "not QAD's: as 7.9.16.1",
    '7.9.16.5': "not QAD's: as 7.9.16.1",
    '7.9.16.6': "not QAD's: as 7.9.16.1",
    '7.9.16.7': "not QAD's: as 7.9.16.1",
    '7.9.16.24': "not QAD's: as 7.9.16.1",
    '7.9.11.1': "not QAD's: the certificate that goods are fetched by (R13)",
    '7.9.11.2': "not QAD's: as 7.9.11.1",
    '7.9.11.3': "not QAD's: as 7.9.11.1",
    '7.9.11.4': "not QAD's: as 7.9.11.1",
    '7.9.11.5': "not QAD's: as 7.9.11.1",
    '7.9.11.6': "not QAD's: as 7.9.11.1",
    '7.9.11.7': "not QAD's: as 7.9.11.1",
    '7.9.11.13': "not QAD's: what was shipped, as the invoice will say it (R16)",
    '7.9.11.24': "not QAD's: as 7.9.11.1",
    '36.3.12': "not QAD's: who may use what, at a glance",
    '36.13.3': "not QAD's: the printers, at a glance",
    '36.13.24': "not QAD's: how papers are written into files",
    '2.19.2': '信用条件 as in 2.19.1; one thing has one name',
    '7.1.20.13': "not QAD's: the shop's own shipment report (manual 5.9.3)",
  }
  const listed = readFileSync(new URL('qad-menu.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split('\t'))

  test('numbers, programs and titles are those of QAD, but for the deviations listed', () => {
    const differing = screens.filter(({ code, program, title }) => {
      const row = listed.find(([number]) => number === code)
      return !row || row[1] !== title[1] || row[2] !== title[0] || row[3] !== `${program}.p`
    })
    expect(differing.map(({ code }) => code).sort()).toEqual(Object.keys(deviations).sort())
  })

  test("QAD's programs aren't used for other numbers", () => {
    for (const [number, , , program] of listed) {
      const ours = screens.find(screen => `${screen.program}.p` === program)
      expect(ours?.code, program).toBe(number)
    }
  })
})

describe.each(everywhere)('$code $language', ({ screen, language }) => {
  const frames = framesOf(screen, language)

  test('forms fit into their boxes, and no field touches the next label', () => {
    for (const rows of formsOf(frames)) {
      const { needed, places } = layoutForm(rows, language, inside)
      expect(needed).toBeLessThanOrEqual(inside)
      for (const { row, value, width, cell } of places) {
        const next = places.find(place => place.row === row && place.label > value)
        if (next) expect(value + width, cell.name).toBeLessThan(next.label + 1)
      }
    }
  })

  test('columns fit, and heads fit over their columns', () => {
    const lists: [readonly Cell[], number][] = gridsOf(frames).map(columns => [columns, inside])
    if (screen.kind === 'inquiry') lists.push([screen.columns, size.columns])
    if (screen.kind === 'entry' && screen.results) lists.push([screen.results, size.columns])
    for (const [columns, width] of lists) {
      expect(neededWidth(columns)).toBeLessThanOrEqual(width)
      const narrow = layoutColumns(columns, width).filter(column => !headFits(column, language))
      expect(narrow.map(({ cell, width }) => `${cell.name} ${width}`)).toEqual([])
    }
  })

  test('frames that are seen together fit the screen', () => {
    for (const [at, step] of frames.steps.entries()) {
      if (step.kind === 'question') continue
      const together = framesWith(frames, at, body).map(index => frames.steps[index]!)
      expect(together).toContain(step)
      const heights = together.map(one => {
        if (one.kind === 'form') return one.rows.length + 2
        // Box, heads, and a row at the least, with the detail below.
        return one.kind === 'grid' ? 5 + (one.detail ? one.detail.rows.length + 2 : 0) : 0
      })
      expect(heights.reduce((sum, height) => sum + height, 0)).toBeLessThanOrEqual(body)
    }
  })

  test('labels, heads and titles are in the language of the screen', () => {
    const cells = [
      ...allCells(frames),
      ...(screen.kind === 'inquiry' ? screen.columns : (screen.results ?? [])),
    ]
    const titles = frames.steps.flatMap(step => {
      if (step.kind === 'question') return []
      const detail = step.kind === 'grid' && step.detail ? [step.detail.title] : []
      return step.title ? [step.title, ...detail] : detail
    })
    const said = [
      screen.title,
      ...titles,
      ...cells.flatMap(({ field }) => [
        field.label,
        field.help,
        ...(field.head ? [field.head] : []),
      ]),
    ]
    // UM is what Chinese clerks say too.
    const wrong = said.filter(
      text => text[0] !== 'UM' && han.test(say(text, language)) !== (language === 'zh'),
    )
    expect(wrong).toEqual([])
  })

  test('a field that can be seen but not typed into is not a key; keys stand in the first frame', () => {
    const first = allCells({ ...frames, steps: frames.steps.slice(0, 1) })
    for (const name of frames.key) {
      expect(first.find(cell => cell.name === name)?.shown, name).toBe(false)
    }
  })

  test('full of the longest values, every frame is rows of 80 cells', () => {
    for (const [at, step] of frames.steps.entries()) {
      if (step.kind === 'question') continue
      const flow = createFlow(frames, desk(language))
      flow.at = at
      for (const one of frames.steps) {
        if (one.kind === 'question') continue
        const values: Values = Object.fromEntries(
          [...allCells({ ...frames, steps: [one] })].map(cell => [
            cell.name,
            longest(cell.field.format),
          ]),
        )
        const known = flow.draft[one.record] as Values | undefined
        flow.draft[one.record] = one.kind === 'form' ? { ...known, ...values } : [values, values]
      }
      const details = step.kind === 'grid' && step.detail ? [false, true] : [false]
      for (const detail of details) {
        flow.detail = detail
        const { lines } = drawFlow(flow, size)
        expect(lines.length).toBeLessThanOrEqual(body)
        const texts = lines.map(line => line.map(({ text }) => text).join(''))
        expect(texts.filter(text => cells(text) !== size.columns)).toEqual([])
      }
    }
  })

  test('a session draws it: 24 lines of 80 cells, the keys of row 24 whole, insert mode too', async () => {
    const clerk = await signIn(language)
    await clerk.types(screen.code, Enter)
    expect(clerk.at).toBe(screen.code)
    expect(clerk.line(1)).toContain(say(screen.title, language))
    expect(clerk.line(1)).toContain(screen.program)
    for (const keys of [[], [F3], [F2], [F2]]) {
      await clerk.types(...keys)
      const { lines } = clerk.session.page()
      const texts = lines.map(line => line.map(({ text }) => text).join(''))
      expect(texts).toHaveLength(24)
      expect(texts.filter(text => cells(text) !== 80)).toEqual([])
      expect(clerk.lines.map(line => line.trimEnd())).toEqual(texts.map(text => text.trimEnd()))
      expect(han.test(texts[23]!)).toBe(language === 'zh')
    }
  })
})

/** The longest value of a format: letters of two cells where there may be any, and the widest number. */
const longest = (format: Format): Value => {
  switch (format.kind) {
    case 'text':
      return '订'.repeat(format.width >> 1)
    case 'number': {
      let value = format.signed ? -1 : 1
      const fits = (one: number) => showValue(one, format, 'en').length <= format.width
      while (fits(value * 10)) value *= 10
      return value
    }
    case 'date':
      return '2026-11-22'
    case 'instant':
      return '2026-11-22T10:00:00.000Z'
    case 'flag':
      return 1
    case 'secret':
      return 'x'.repeat(format.width)
    case 'choice':
      return Object.keys(format.choices).sort((a, b) => b.length - a.length)[0]!
  }
}

describe('lookups', () => {
  const named = Object.values(dictionary).flatMap(family =>
    Object.values(family as Record<string, { lookup?: string }>).flatMap(
      ({ lookup }) => lookup ?? [],
    ),
  )
  test('every list that a field names is there, and every list is named', () => {
    expect([...new Set(named)].sort()).toEqual(Object.keys(lookups).sort())
  })
  test.each(Object.entries(lookups))('%s fits its window', (_, lookup) => {
    expect(neededWidth(lookup.columns)).toBeLessThanOrEqual(inside)
    for (const language of languages) {
      const columns = layoutColumns(lookup.columns, inside)
      const narrow = columns.filter(column => !headFits(column, language))
      expect(narrow.map(({ cell, width }) => `${cell.name} ${width}`)).toEqual([])
      expect(han.test(say(lookup.title, language))).toBe(language === 'zh')
    }
  })
})

describe('messages', () => {
  const all = Object.entries(msg) as [string, Message][]
  const holes = (text: string) => [...new Set(text.match(/\{\d/g) ?? [])].sort()

  test('both texts take the same arguments', () => {
    expect(
      all.filter(([, { zh, en }]) => `${holes(zh)}` !== `${holes(en)}`).map(([name]) => name),
    ).toEqual([])
  })
  test('arguments are counted from 0 without a gap', () => {
    const gaps = all.filter(([, { en }]) => holes(en).some((hole, index) => hole !== `{${index}`))
    expect(gaps.map(([name]) => name)).toEqual([])
  })
  test('a number names one message', () => {
    const names = new Map<number, string[]>()
    for (const [name, { number }] of all) names.set(number, [...(names.get(number) ?? []), name])
    expect([...names.values()].filter(({ length }) => length > 1)).toEqual([])
  })
  test('each is said in its language', () => {
    const only = (text: string) => text.replace(/\{\d\}/g, '').trim() === ''
    const wrong = all.filter(([, { zh, en }]) => han.test(en) || (!han.test(zh) && !only(zh)))
    expect(wrong.map(([name]) => name)).toEqual([])
  })
  test('each fits two rows of 80 cells, its arguments filled in', () => {
    const plausible = ['10-123456789012', '123,456.0', '2026-11-22', 'SO123456', '999']
    // These carry what a parser, a file or the operating system said, which only the command line shows.
    const forCommandLines = ({ number }: Message) => number >= 8000 && number < 9000
    const long = all.filter(
      ([, message]) =>
        !forCommandLines(message) &&
        languages.some(
          language => wrap(sayNotice({ message, about: plausible }, language), 80).length > 2,
        ),
    )
    expect(long.map(([name]) => name)).toEqual([])
  })
})

test('a question leaves room for its answer in row 22', () => {
  const offers = screens.map(({ code, title }) => ({ code, title }))
  const long = languages.flatMap(language =>
    (Object.values(msg) as Message[])
      .filter(({ level }) => level === 'question')
      .flatMap(message =>
        offers.map(({ code, title }) =>
          sayNotice(
            { message, about: [`${code} ${say(title, language)}`, '2026-11-22 10:00'] },
            language,
          ),
        ),
      )
      .filter(text => cells(text) > 75),
  )
  expect(long).toEqual([])
})

describe('row 24', () => {
  const key = [
    ...(['go', 'help', 'insert', 'end', 'menu'] as const),
    ...(['recall', 'clear', 'previous', 'next', 'copy'] as const),
  ]
  const row = [
    ...(['go', 'help', 'insert', 'end', 'delete', 'menu'] as const),
    ...(['recall', 'clear', 'previous', 'next', 'detail'] as const),
  ]
  test.each(languages)('its longest fit 80 cells beside the word for insert mode: %s', language => {
    for (const keys of [key, row]) {
      const length = cells(legend(keys, language)) + cells(say(words.insertMode, language))
      expect(length).toBeLessThan(80)
    }
  })
  test('keys and words of every binding are said in both languages', () => {
    const wrong = Object.values(bindings).flatMap(({ word, help }) =>
      ([word, help] as readonly Text[]).filter(([zh, en]) => !han.test(zh) || han.test(en) || !en),
    )
    expect(wrong).toEqual([])
  })
})

test('places and lots of the demo are seen whole in every list', () => {
  const whole: Readonly<Record<string, number>> = { location: 8, lot: 9 }
  const squeezed = screens.flatMap(screen => {
    const lists =
      screen.kind === 'inquiry'
        ? [layoutColumns(screen.columns, 80)]
        : gridsOf(screen).map(columns => layoutColumns(columns, inside))
    return lists
      .flat()
      .filter(({ cell, width }) => width < (whole[cell.name] ?? 0))
      .map(({ cell, width }) => `${screen.code} ${cell.name} ${width}`)
  })
  expect(squeezed).toEqual([])
})

test('a number has room for six characters in every list', () => {
  const narrow = screens.flatMap(screen => {
    if (screen.kind !== 'inquiry') return []
    return layoutColumns(screen.columns, 80)
      .filter(({ cell: { field }, width }) => width < Math.min(field.format.width, 6))
      .filter(({ cell: { field } }) => field.format.kind === 'number')
      .map(({ cell }) => `${screen.code} ${cell.name}`)
  })
  expect(narrow).toEqual([])
})

/** The longest number of a format of which no digit can be left out. */
const longestFigure = (format: Format): number => {
  let value = 9
  while (showValue(value * 10 + 9, format, 'en').length <= format.width) value = value * 10 + 9
  return value
}

test('no figure that its field holds is hidden in any list', () => {
  const hidden = screens.flatMap(screen => {
    const lists = screen.kind === 'inquiry' ? [screen.columns] : gridsOf(screen)
    const width = screen.kind === 'inquiry' ? 80 : inside
    return lists.flatMap(cells => {
      const figures = cells.filter(({ field }) => field.format.kind === 'number')
      return figures.flatMap(({ name, field }) => {
        const row = { [name]: longestFigure(field.format) }
        const columns = layoutColumns(cells, width, { rows: [row], language: 'en' })
        const column = columns.find(one => one.cell.name === name)
        const shown = column ? inColumn(column, row, 'en') : ''
        const used = columns.reduce((sum, one) => sum + one.width + 1, -1)
        return shown.includes('#') || used > width ? [`${screen.code} ${name} ${shown}`] : []
      })
    })
  })
  expect(hidden).toEqual([])
})
