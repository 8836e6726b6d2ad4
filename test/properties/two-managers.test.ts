import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '../../src/ledger/checks.ts'
import { noted, shippedOrder } from '../sales/note-support.ts'
import { company } from '../support/company.ts'
import { runProgram } from '../support/program.ts'

test('of two processes that sign the same notes exactly one signs each', {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  const path = join(directory, 'company.db')
  const books = await company(path)
  const notes: string[] = []
  for (let n = 0; n < 8; n += 1) notes.push(await noted(books, await shippedOrder(books)))
  const heard = await Promise.all(
    ['ben', 'bert'].map(async user => {
      const said = await runProgram('test/properties/sign.ts', path, user, ...notes)
      return JSON.parse(said) as string[]
    }),
  )
  for (const [at, note] of notes.entries()) {
    const both = heard.map(one => one[at]!).toSorted()
    expect(both[0]).toBe('accepted')
    expect(both[1]).toMatch(new RegExp(`^number 7437 ${note} be\\w+ 2026-11-22 10:00$`))
  }
  const signed = await books.db
    .selectFrom('delivery_note_event')
    .select('note')
    .where('type', '=', 'signed')
    .execute()
  expect(signed).toHaveLength(notes.length)
  expect(await verify(books)).toEqual([])
  await books.db.destroy()
  await rm(directory, { recursive: true })
})
