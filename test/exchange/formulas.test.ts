import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dictionary } from '../../db/dictionary/index.ts'
import { readCsv } from '../../src/exchange/read-csv.ts'
import { writers } from '../../src/exchange/writers.ts'
import type { Values } from '../../src/kernel/entry.ts'
import { readValue } from '../../src/kernel/format.ts'
import { columnsOf } from './report-columns.ts'

const columns = columnsOf(dictionary.customer, ['name'])

async function* each(rows: readonly Values[]) {
  yield* rows
}

/** Texts as our own CSV, read again as an import reads it. */
const thereAndBack = async (texts: readonly string[]) => {
  const home = await mkdtemp(join(tmpdir(), 'dingdan-formulas-'))
  const out = new PassThrough()
  const written = textOf(out)
  const rows = each(texts.map(name => ({ name })))
  await writers.csv({ title: ['', ''], columns, rows }, 'en', out)
  const file = join(home, 'out.csv')
  await writeFile(file, await written)
  const { rows: found, problems } = await readCsv(file)
  await rm(home, { recursive: true })
  expect(problems).toEqual([])
  return found.map(({ cells }) => cells['Name'])
}

test.each([
  ['a; +86 1'],
  ["'=x"],
  ["''=x"],
  ["'quoted'"],
  ["x;'=y"],
  ["x;''\"-y"],
  ['" =1'],
  ["a;';=1"],
  ['＝wide'],
])('%j goes out and comes back as it was', async text =>
  expect(await thereAndBack([text])).toEqual([text]),
)

const letters = fc.constantFrom(...`'";=+-@,a 1＝＋\u3000订`)
const typed = fc.oneof(
  fc.string({ unit: letters, maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)

test('whatever a clerk may type goes out and comes back as it was', () =>
  fc.assert(
    fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 200 }), async all => {
      const kept = all.flatMap(text => {
        const read = readValue(text, dictionary.customer.name.format, '')
        return read.ok && typeof read.value === 'string' && read.value !== '' ? [read.value] : []
      })
      fc.pre(kept.length > 0)
      expect(await thereAndBack(kept)).toEqual(kept)
    }),
  ))
