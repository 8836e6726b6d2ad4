import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { hidden } from '../../src/kernel/hidden.ts'
import { cells, measureAmbiguous } from '../../src/kernel/text.ts'
import { paperPages, paperText } from '../../src/paper/text.ts'
import { sampleLines, samplePaper } from './sample.ts'

afterEach(() => measureAmbiguous(1))

const form = { language: 'zh', pageLength: 66 } as const

test('a paper of several pages: heads repeated, pages counted, nothing lost, none too long', () => {
  const pages = paperPages(samplePaper({ lines: sampleLines(200) }), form)
  expect(pages.length).toBeGreaterThan(6)
  for (const [index, page] of pages.entries()) {
    expect(page.length).toBeLessThanOrEqual(66)
    expect(page[1]).toMatch(new RegExp(`发货单 +页 ${index + 1}/${pages.length}$`))
    if (index > 0) expect(page.slice(2, 6)).toEqual(pages[1]!.slice(2, 6))
    if (index < pages.length - 1) expect(page.at(-1)).toMatch(/\(转下页\)$/)
  }
  expect(pages[1]!.slice(2, 6)).toEqual([
    'DN10001  2026-11-22',
    '',
    '  行 物料号                 已订购量',
    '-'.repeat(80),
  ])
  const items = pages.flat().flatMap(text => /ITEM-(\d+)/.exec(text)?.[1] ?? [])
  expect(items).toEqual(Array.from({ length: 200 }, (_, index) => String(index + 1)))
})

test('a line stays together with what stands under it', () => {
  for (const pageLength of [30, 31, 32, 33]) {
    const pages = paperPages(samplePaper({ lines: sampleLines(60) }), { ...form, pageLength })
    for (const page of pages) {
      for (const [at, text] of page.entries()) {
        const [, number] = /ITEM-(\d+)/.exec(text) ?? []
        if (number) expect(page[at + 1]).toContain(`深沟球轴承 ${number}`)
      }
    }
  }
})

test('an item that its column cuts stands whole under its line', () => {
  const item = 'VALVE-DN50-PN16-SS'
  const lines = [{ ...sampleLines(1)[0]!, item }]
  const columns = samplePaper().columns.map(one =>
    one.name === 'item' ? { ...one, width: 16 } : one,
  )
  const [page = []] = paperPages(samplePaper({ lines, columns }), form)
  const at = page.findIndex(text => text.includes('VALVE-DN…PN16-SS'))
  expect(page[at + 1]).toBe(`     物料号: ${item}`)
})

test('each copy is printed whole, under its name, with its own pages', () => {
  const copies = [
    ['客户联', 'Customer'],
    ['提货联', 'Pick-up'],
  ] as const
  const pages = paperPages(samplePaper({ copies, lines: sampleLines(60) }), form)
  expect(pages.map(page => page[1]!.trim().replace(/ +/g, ' '))).toEqual([
    '客户联 发货单 页 1/3',
    '客户联 发货单 页 2/3',
    '客户联 发货单 页 3/3',
    '提货联 发货单 页 1/3',
    '提货联 发货单 页 2/3',
    '提货联 发货单 页 3/3',
  ])
})

test('a form feed ends each page, or blank lines fill the form to its last', () => {
  const paper = samplePaper({ lines: sampleLines(60) })
  const fed = paperText(paper, { ...form, formFeed: true })
  expect(fed.split('\f')).toHaveLength(4)
  expect(fed.endsWith('\f')).toBe(true)
  const filled = paperText(paper, { ...form, formFeed: false })
  expect(filled).not.toContain('\f')
  const lines = filled.split('\n').slice(0, -1)
  expect(lines).toHaveLength(3 * 66)
  for (const page of [0, 1, 2]) expect(lines[66 * page + 1]).toContain(`页 ${page + 1}/3`)
})

test('the same paper is the same text, whatever the terminal makes of “ ”', () => {
  const paper = samplePaper({ company: '“北风” é…', remarks: '“先电话通知”'.repeat(12) })
  const before = paperText(paper, { ...form, formFeed: true })
  measureAmbiguous(2)
  expect(paperText(paper, { ...form, formFeed: true })).toBe(before)
  expect(cells('“')).toBe(2)
})

test('a long Chinese name goes on below, a number is never cut', () => {
  const name =
    '中华人民共和国某某省某某市某某县某某镇某某工业园区某某大道某某号精密紧固件有限责任公司'
  const paper = samplePaper({
    parties: [{ label: ['销往', 'Sold-To'], code: 'C1', lines: [name] }],
    lines: [{ line: 1, item: 'X', quantity: 123_456_789_012_345, description: name }],
  })
  const text = paperPages(paper, form).flat().join('\n')
  expect(text.replaceAll(/[\s]/g, '').split(name)).toHaveLength(3)
  expect(text).toContain('############')
})

test('hostile texts are harmless, and every row keeps its 80 cells', () => {
  const evil = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('\x1b[2J\f\v', '\u202eabc', 'a\nb\rc', '订'.repeat(300), '\ud800', '👩‍👩‍👧'),
  )
  fc.assert(
    fc.property(evil, evil, fc.integer({ min: 30, max: 70 }), (one, two, pageLength) => {
      const paper = samplePaper({
        company: one,
        number: two,
        remarks: one,
        parties: [{ label: ['销往', 'Sold-To'], code: two, lines: [one, two] }],
        lines: [{ line: 1, item: one, quantity: 1, description: two }, ...sampleLines(30)],
        signatures: [{ label: ['客户', 'Customer'], name: one, date: two }],
      })
      for (const page of paperPages(paper, { language: 'en', pageLength })) {
        expect(page.length).toBeLessThanOrEqual(pageLength)
        for (const text of page) {
          // What was hidden shows as a mark.
          expect(text.replaceAll('\ufffd', '')).not.toMatch(hidden)
          expect(cells(text)).toBeLessThanOrEqual(80)
        }
      }
    }),
    { numRuns: 300 },
  )
})
