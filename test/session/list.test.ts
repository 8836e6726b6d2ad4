import { afterEach, describe, expect, test } from 'vitest'
import {
  Backspace,
  Down,
  End,
  Enter,
  F1,
  F2,
  F4,
  F7,
  F8,
  Home,
  PageDown,
  PageUp,
  signIn,
  signOut,
  Tab,
  Up,
} from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

const codes = Array.from({ length: 50 }, (_, index) => `Z${String(index + 1).padStart(3, '0')}`)

/** A company with fifty salespersons more, Z001 to Z050, so that lists have pages. */
const crowded = async () => {
  const books = await company()
  const rows = codes.map(code => ({
    code,
    name: `NAME ${code}`,
    commission: 0,
    active: 1 as const,
  }))
  await books.db.insertInto('salesperson').values(rows).execute()
  return books
}

/** The list of all fifty, in 2.5.2. */
const inList = async () => {
  const clerk = await signIn('en', { company: await crowded() })
  await clerk.types('2.5.2', Enter, 'Z', Tab, 'ZZ', F1)
  const rows = () => clerk.lines.flatMap(line => /^(Z\d+) /.exec(line)?.[1] ?? [])
  const here = () => clerk.lines[clerk.cursor.row]!.slice(0, 4)
  return { clerk, rows, here }
}
const page = 16

describe('an inquiry', () => {
  test('pages down to the end of the file and up to its beginning, every row once', async () => {
    const { clerk, rows, here } = await inList()
    const down: string[] = []
    for (const size of [page, page, page, 2]) {
      expect(rows()).toHaveLength(size)
      down.push(...rows())
      await clerk.types(PageDown)
    }
    expect(down).toEqual(codes)
    // The last page: its last row first, then the message.
    expect([here(), clerk.messages]).toEqual(['Z050', []])
    await clerk.types(PageDown)
    expect([here(), clerk.messages]).toEqual(['Z050', [20]])

    const up: string[] = []
    for (const size of [2, page, page, page]) {
      expect(rows()).toHaveLength(size)
      up.unshift(...rows())
      await clerk.types(PageUp)
    }
    expect(up).toEqual(codes)
    await clerk.types(PageUp)
    expect([here(), clerk.messages]).toEqual(['Z001', [21]])
  })

  test.each([
    ['F8 and F7', F8, F7],
    ['PgDn and PgUp', PageDown, PageUp],
    ['a blank and PgUp', ' ', PageUp],
    ['Enter and PgUp', Enter, PageUp],
    ['F1 and PgUp', F1, PageUp],
  ])('%s page both ways', async (_, down, up) => {
    const { clerk, rows } = await inList()
    await clerk.types(down)
    expect(rows()).toEqual(codes.slice(page, 2 * page))
    await clerk.types(up)
    expect(rows()).toEqual(codes.slice(0, page))
  })

  test('line by line over the edge of the page, both ways', async () => {
    const { clerk, rows, here } = await inList()
    await clerk.types(...Array.from({ length: page }, () => Down))
    expect(here()).toBe(codes[page])
    expect(rows()).toEqual(codes.slice(1, page + 1))
    await clerk.types(...Array.from({ length: page }, () => Up))
    expect(here()).toBe('Z001')
    expect(rows()).toEqual(codes.slice(0, page))
    await clerk.types(Up)
    expect(clerk.messages).toEqual([21])
  })

  test('End and Home jump', async () => {
    const { clerk, rows, here } = await inList()
    await clerk.types(End)
    expect(rows()).toEqual(codes.slice(-page))
    expect(here()).toBe('Z050')
    await clerk.types(Down)
    expect(clerk.messages).toEqual([20])
    await clerk.types(Home)
    expect(here()).toBe('Z001')
    expect(rows()).toEqual(codes.slice(0, page))
  })

  test('F4 goes back to the ranges, which still stand there, and then to the menu', async () => {
    const { clerk } = await inList()
    await clerk.types(PageDown, F4)
    expect(clerk.field).toBe('code')
    expect(clerk.screen).toMatch(/Salesperson: Z +To: ZZ/)
    await clerk.types(F4)
    expect(clerk.asking).toBe(false)
    expect(clerk.at).toBe('')
  })

  test('ranges are from and to, both included, each end open when blank', async () => {
    const clerk = await signIn('en', { company: await crowded() })
    const rows = () => clerk.lines.flatMap(line => /^((?:SP|Z)\d+) /.exec(line)?.[1] ?? [])
    await clerk.types('2.5.2', Enter, 'Z049', F1)
    expect(rows()).toEqual(['Z049', 'Z050'])
    await clerk.types(F4, F8, Tab, 'Z001', F1)
    expect(rows()).toEqual(['SP01', 'SP02', 'Z001'])
    await clerk.types(F4, 'Z007', Tab, 'Z008', F1)
    expect(rows()).toEqual(['Z007', 'Z008'])
  })

  test('nothing in the range: said, and the clerk stays', async () => {
    const clerk = await signIn('en')
    await clerk.types('2.5.2', Enter, 'Q', Tab, 'QZ', F1)
    expect(clerk.messages).toEqual([70])
    expect(clerk.field).toBe('code')
  })

  test('a range may name what is not there; a date that is none is refused', async () => {
    const clerk = await signIn('en')
    await clerk.types('3.21.1', Enter, '20260230', Tab)
    expect([clerk.field, clerk.messages]).toEqual(['effective_date', [27]])
    await clerk.types(F8, Tab, Tab, 'NO-SUCH-ITEM', F1)
    expect(clerk.messages).toEqual([70])
  })
})

describe('the list of F2', () => {
  test('pages, and brings back the row under the cursor', async () => {
    const clerk = await signIn('en', { company: await crowded() })
    await clerk.types('2.5.1', Enter, 'Z', F2, PageDown, Down)
    await clerk.types(Enter)
    expect(clerk.screen).toContain('Salesperson: Z011')
    await clerk.types(F8, 'Z', F2, End, Up, F1)
    expect(clerk.screen).toContain('Salesperson: Z049')
  })
  test('searches as letters come, fast', async () => {
    const clerk = await signIn('en', { company: await crowded() })
    await clerk.types('2.5.1', Enter, F2, 'name z04', Backspace, '50', Enter)
    expect(clerk.field).toBe('code')
  })
})

test('the list as a clerk sees it, larger on a larger terminal', async () => {
  const { clerk, rows } = await inList()
  expect(clerk.screen.split('\n').slice(0, 4).join('\n')).toMatchInlineSnapshot(`
    " adbr010                    2.5.2 Salesperson Browse                 2026-11-22
    Slspsn   Name                               Telephone        Commission % Active
    ──────── ────────────────────────────────── ──────────────── ──────────── ──────
    Z001     NAME Z001                                                   0.00 Yes"
  `)
  await clerk.resizes({ columns: 100, rows: 40 })
  await clerk.types(Home)
  expect(rows()).toHaveLength(32)
  expect(clerk.line(40)).toContain('F1=Go')
})

describe('a window made smaller', () => {
  /** The list on a large terminal, some rows down. */
  const below = async (downs: number) => {
    const all = await inList()
    await all.clerk.resizes({ columns: 100, rows: 70 })
    await all.clerk.types(Home, ...Array<string>(downs).fill(Down))
    await all.clerk.resizes({ columns: 80, rows: 24 })
    return all
  }
  test('keeps its row in sight, and every other within reach', async () => {
    const { clerk, rows, here } = await below(20)
    expect(here()).toBe('Z021')
    expect(rows()).toEqual(codes.slice(5, 21))
    await clerk.types(Down)
    expect(here()).toBe('Z022')
    await clerk.types(PageDown)
    expect(rows()).toEqual(codes.slice(22, 38))
    await clerk.types(PageUp, PageUp)
    expect(rows()).toEqual(codes.slice(0, 16))
  })
  test('pages on from the rows that are seen', async () => {
    const { clerk, rows, here } = await below(0)
    expect(rows()).toEqual(codes.slice(0, 16))
    await clerk.types(Enter)
    expect([here(), rows()]).toEqual(['Z017', codes.slice(16, 32)])
  })
  test('and larger again shows what it did', async () => {
    const { clerk, rows, here } = await below(30)
    await clerk.resizes({ columns: 100, rows: 70 })
    expect([here(), rows()]).toEqual(['Z031', codes])
  })
})

test('some columns are seen where there is room for them, and in files always', async () => {
  const clerk = await signIn('en')
  const head = () => clerk.line(2)
  await clerk.types('3.2', Enter, F1)
  expect(head()).not.toContain('Consigned')
  await clerk.resizes({ columns: 100, rows: 24 })
  expect(head()).toContain('Consigned')
})

test('F2 on what names nothing shows all there is, and letters look for rows from there', async () => {
  const clerk = await signIn('en', { company: await company() })
  await clerk.types('7.1.1', Enter, Enter, 'nobody', F2)
  expect(clerk.screen).toContain('C001')
  expect(clerk.screen).toContain('C009')
  await clerk.types('C004')
  expect(clerk.screen).toContain('Net Buyers')
  expect(clerk.screen).not.toContain('C001 ')
})

test('what is pasted into a list looks for no more than a screen is wide', async () => {
  const clerk = await signIn('en', { company: await crowded() })
  await clerk.types('2.1.1', Enter, F2)
  await clerk.pastes('x'.repeat(60_000))
  expect(clerk.messages).not.toContain(99)
  expect(clerk.screen).toContain('Customers')
})

test('a range that ends before it begins is refused', async () => {
  const clerk = await signIn('en', { company: await crowded() })
  await clerk.types('7.1.2', Enter, 'SO2', Tab, 'SO1', F1)
  expect(clerk.messages).toEqual([110])
  expect(clerk.field).toBe('number_to')
})

test.each([
  ['7.1.7', 'order_to'],
  ['7.1.16', 'customer_to'],
  ['7.1.17', 'customer_to'],
])('and so it is in %s, before anything is done', async (code, field) => {
  const clerk = await signIn('en')
  await clerk.types(code, Enter, 'Z2', Tab, 'Z1', F1)
  expect([clerk.messages, clerk.field]).toEqual([[110], field])
  await clerk.types('Z3', F1)
  expect(clerk.messages).toEqual([])
})
