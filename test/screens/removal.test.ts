import { afterEach, expect, test } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { screens } from '../../screens/menu.ts'
import type { Draft, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { Enter, F1, F5, signIn, signOut } from '../support/clerk.ts'
import { company, q } from '../support/company.ts'

afterEach(signOut)

type Case = [code: string, key: Values, more: Values, under?: Draft]

const list = {
  code: 'NEW',
  currency: 'CNY',
  item: '10-10000',
  unit: 'EA',
  start_date: '2026-01-01',
}
const breaks = [0, 10].map(least => ({ ...list, minimum_quantity: q(least), price: q(9) }))

/** A record that nothing names, for each screen that keeps a table: by its key, and what else it needs. */
const cases: readonly Case[] = [
  ['1.1.13', { code: '40000' }, {}],
  ['1.1.18', { site: '20000', code: 'NEW' }, {}],
  ['1.4.1', { code: '99-99999' }, { description: 'D', unit: 'EA' }],
  ['1.4.17', { item: '10-10000', site: '20000' }, {}],
  ['1.10.1.1', list, { amount_type: 'L' }, { price_break: breaks }],
  ['1.16', { customer: 'C001', customer_item: 'NEW' }, { item: '10-10000' }],
  ['2.1.1', { code: 'C999' }, { name: 'N', currency: 'CNY' }],
  ['2.1.13', { customer: 'C001', code: 'NEW' }, { name: 'N' }],
  ['2.5.1', { code: 'SP99' }, { name: 'N' }],
  ['2.19.1', { code: '99' }, { description: 'D' }],
  ['25.3.4', { year: 2026, period: 1 }, { start_date: '2026-01-01', end_date: '2026-01-31' }],
  ['36.2.1', { day: '2026-12-25' }, {}],
  ['36.2.17', { code: 'NEW' }, { description: 'D' }],
  ['36.3.1', { code: 'zed' }, { name: 'Zed' }],
  ['36.3.10', { menu: '1.4.1' }, { clerk: 1 }],
  ['36.13.2', { code: 'NEW' }, { command: '/usr/bin/lp' }],
]

/** Documents leave a trace: an order is cancelled, a certificate is void. */
const documents = ['7.1.1', '7.9.11.1']

const screenOf = (code: string) => {
  const screen = screens.find(one => one.code === code)
  const [step] = screen?.kind === 'entry' ? screen.steps : []
  if (screen?.kind !== 'entry' || step?.kind !== 'form') throw new Error(`no screen ${code}`)
  return { ...screen, table: step.record as keyof Database }
}

const rowsOf = ({ db }: Books, table: keyof Database) => db.selectFrom(table).selectAll().execute()

test('every screen that deletes is walked', () => {
  const deletes = screens.filter(screen => screen.kind === 'entry' && screen.remove)
  const walked = [...cases.map(([code]) => code), ...documents]
  expect(deletes.map(({ code }) => code).toSorted()).toEqual(walked.toSorted())
})

test.each<Case>(cases)('%s deletes what nothing names', async (code, key, more, under = {}) => {
  const books = await company()
  const { table, commit } = screenOf(code)
  const tables = [table, ...(Object.keys(under) as (keyof Database)[])]
  const all = () => Promise.all(tables.map(one => rowsOf(books, one)))
  const before = await all()
  const draft = { [table]: { ...key, ...more }, ...under }
  const saved = await commit(books, draft, { id: 'made', screen: code, opened: null })
  expect(saved.ok && (await all())).not.toEqual(before)

  const clerk = await signIn('en', { company: books })
  await clerk.types(code, Enter)
  const parts = Object.values(key).map(part => [String(part), Enter])
  await clerk.typesSlowly(...parts.flat().slice(0, -1), F1)
  await clerk.types(F5, 'y', Enter)
  expect(clerk.line(22)).toBe('Record deleted')
  expect(await all()).toEqual(before)
  expect(await verify(books)).toEqual([])
})
