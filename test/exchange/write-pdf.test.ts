import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paperFont } from '../../src/exchange/paper-font.ts'
import { pdfBytes, pdfPageLength } from '../../src/exchange/write-pdf.ts'
import type { Language } from '../../src/kernel/format.ts'
import type { PaperDocument } from '../../src/paper/document.ts'
import { paperPages } from '../../src/paper/text.ts'
import { sampleLines, samplePaper } from '../paper/sample.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dingdan-pdf-'))
})
afterAll(() => rm(directory, { recursive: true }))

const font = await paperFont(null)
/** Another program than ours reads what we wrote. */
const canRead = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

async function* each(papers: readonly PaperDocument[]) {
  yield* papers
}

const pdfOf = (papers: readonly PaperDocument[], language: Language) => {
  if (!font.ok) throw new Error('no font')
  return buffer(pdfBytes(each(papers), { font: font.value, language }))
}

/** Each page's text, as letters alone: rules, lines to write on and blanks are drawn. */
const letters = (text: string) => text.replace(/^-+$/gm, '').replace(/[\s_]/g, '')

const readBack = async (papers: readonly PaperDocument[], language: Language) => {
  const file = join(directory, 'read.pdf')
  await writeFile(file, await pdfOf(papers, language))
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  return text.split('\f').slice(0, -1).map(letters)
}

const whole = samplePaper({
  lines: sampleLines(200),
  copies: [
    ['客户联', 'Customer copy'],
    ['提货联', 'Pick-up copy'],
  ],
  remarks: '“先电话通知”, 再送货 — Ø 12 mm',
})

// fonts-wqy-microhei and poppler-utils, as the README says.
describe.skipIf(!font.ok || !canRead)('with a font, and a reader that is not ours', () => {
  test.each(['zh', 'en'] as const)(
    'a PDF says what the text says, page by page: %s',
    async language => {
      const text = paperPages(whole, { language, pageLength: pdfPageLength })
      expect(text.length).toBeGreaterThan(12)
      const expected = text.map(lines => letters(lines.join('\n')))
      expect(await readBack([whole], language)).toEqual(expected)
    },
  )

  test('several papers are one file; the same ones are the same bytes', async () => {
    const papers = [samplePaper(), samplePaper({ number: 'DN10002' })]
    expect(await readBack(papers, 'zh')).toHaveLength(2)
    expect((await pdfOf(papers, 'zh')).equals(await pdfOf(papers, 'zh'))).toBe(true)
  })

  test('letters that are wider than their column stay in it', async () => {
    const wide = samplePaper({ lines: [{ line: 1, item: 'W'.repeat(18), quantity: 10_000 }] })
    expect((await readBack([wide], 'en')).join('')).toContain(`1${'W'.repeat(18)}1.0`)
  })

  test('hostile texts make a sound file', async () => {
    const evil = '\x1b[2J\u202e) endobj /JS (app.alert) \ud800 👩‍👩‍👧'
    const paper = samplePaper({ number: evil, company: evil, remarks: evil })
    const pages = await readBack([paper], 'en')
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('endobj/JS(app.alert)')
    expect((await pdfOf([paper], 'en')).toString('latin1')).not.toMatch(/\/JS\s*\(/)
  })
})

test('no papers are no bytes', async () => {
  const bytes = await buffer(pdfBytes(each([]), { font: null as never, language: 'en' }))
  expect(bytes).toHaveLength(0)
})

describe('the font', () => {
  const says = async (...asked: Parameters<typeof paperFont>) => {
    const found = await paperFont(...asked)
    return found.ok ? 'found' : `${found.refusal.field} ${found.refusal.message.number}`
  }

  test('none is installed', async () =>
    expect(await says(null, ['no/such/font.ttf'])).toBe('output 7401'))

  test('the one that is set is not there, or no font', async () => {
    expect(await says('no/such/font.ttf')).toBe('output 7402')
    const file = join(directory, 'none.ttf')
    await writeFile(file, 'no font')
    expect(await says(file)).toBe('output 7402')
  })

  test('a collection gives its first face', async () => {
    if (!font.ok) return
    expect(font.value.hasGlyphForCodePoint('订'.codePointAt(0)!)).toBe(true)
  })
})
