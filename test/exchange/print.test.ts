import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { commandOf, paperControl, printers } from '../../src/paper/printer.ts'
import { createSession } from '../../src/session/session.ts'
import { Enter, F1, F2, F4, signIn, signOut, sitDown } from '../support/clerk.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

let directory: string
let paper: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dingdan-print-'))
  paper = join(directory, 'paper')
})
afterEach(async () => {
  await signOut()
  await rm(directory, { recursive: true })
})

const quoted = (...words: readonly string[]) => words.map(one => `"${one}"`).join(' ')

/** A printer whose command runs a program of ours with the paper on its input. */
const install = async (books: Books, program: string, more: Values = {}) => {
  const file = join(directory, 'printer.mjs')
  await writeFile(file, program)
  const command = quoted(process.execPath, file, paper)
  await carryOut(books, printers.save, {
    values: { code: 'LASER', command, form: 'text', page_length: 66, form_feed: 1, ...more },
  })
}

const keeping = `import { createWriteStream } from 'node:fs'
process.stdin.pipe(createWriteStream(process.argv[2]))`

const sit = async (books: Books) => {
  const host = await createHost({
    ledger: books,
    user: books.user,
    now: books.now,
    language: 'en',
    directory,
  })
  return sitDown(books, await createSession(host))
}

/** 7.1.3 for one order, into what is named in Output. */
const print = (clerk: Awaited<ReturnType<typeof sit>>, order: string, output: string) =>
  clerk.types('7.1.3', Enter, order, Enter, order, Enter, Enter, Enter, Enter, Enter, output, F1)

describe('7.1.3 to a printer', () => {
  test('its command gets the paper: pages of its length, Chinese in UTF-8', async () => {
    const books = await company()
    await install(books, keeping)
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    const clerk = await sit(books)
    await print(clerk, number, 'laser')
    expect(clerk.messages).toEqual([7407])
    const text = await readFile(paper, 'utf8')
    expect(text).toMatch(/^ +样板公司\n +Sales Order +Page 1\/1\n/)
    expect(text.endsWith('\f')).toBe(true)
  })

  test('PDF where the printer takes that', async () => {
    const books = await company()
    await install(books, keeping, { form: 'pdf' })
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    const clerk = await sit(books)
    await print(clerk, number, 'LASER')
    if (clerk.messages.includes(7401)) return
    expect(clerk.messages).toEqual([7407])
    expect((await readFile(paper, 'latin1')).slice(0, 5)).toBe('%PDF-')
  })

  test.each([
    // the printer                                    what the clerk reads
    ['process.stdin.destroy(); process.exit(3)', '3'],
    ['console.error("out of\\n\\u001b[2Jpaper"); process.exit(1)', 'out of \ufffd[2Jpaper'],
    ['process.kill(process.pid, "SIGKILL")', 'SIGKILL'],
  ])('one that fails says why, and the screen stays: %s', async (program, why) => {
    const books = await company()
    await install(books, program)
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    const clerk = await sit(books)
    await print(clerk, number, 'LASER')
    expect(clerk.notices).toMatchObject([{ message: { number: 7406 }, about: ['LASER', why] }])
    expect(clerk.field).toBe('output')
  })

  test('one that reads nothing and is content has printed', async () => {
    const books = await company()
    await install(books, '')
    const lines = Array.from({ length: 40 }, () => ['10-10000', q(1)] as const)
    for (let n = 0; n < 15; n += 1) await enterOrder(books, 'C001', lines)
    const clerk = await sit(books)
    await clerk.types('7.1.3', Enter, Enter, Enter, Enter, Enter, Enter, Enter, 'LASER', F1)
    expect(clerk.messages).toEqual([7407])
  })

  test('one that leaves something behind is not waited for', { timeout: 20_000 }, async () => {
    const books = await company()
    const behind = `import { spawn } from 'node:child_process'
      spawn('sleep', ['60'], { stdio: 'inherit' })
      process.exit(0)`
    await install(books, behind)
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    const clerk = await sit(books)
    await print(clerk, number, 'LASER')
    expect(clerk.messages).toEqual([7407])
  })

  test.each([
    ['NONE', 7404],
    ['OLD', 7405],
    ['../x.txt', 97],
  ])('%s is refused, the cursor on Output', async (output, message) => {
    const books = await company()
    await install(books, keeping, { code: 'OLD', active: 0 })
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    const clerk = await sit(books)
    await print(clerk, number, output)
    expect(clerk.messages).toEqual([message])
    expect(clerk.field).toBe('output')
  })

  test('F2 on Output lists the printers, and a list other than papers prints too', async () => {
    const books = await company()
    await install(books, keeping)
    const clerk = await sit(books)
    await clerk.types('1.6', Enter, Enter, Enter, Enter, Enter)
    while (clerk.field !== 'output') await clerk.types(Enter)
    await clerk.types(F2, F1)
    expect(clerk.screen).toContain('LASER')
    await clerk.types(F1)
    expect(clerk.messages).toEqual([7407])
    expect(await readFile(paper, 'utf8')).toContain('冷却系统 A12')
  })

  test('only papers are written as PDF', async () => {
    const clerk = await sit(await company())
    await clerk.types('1.6', Enter)
    while (clerk.field !== 'output') await clerk.types(Enter)
    await clerk.types('items.pdf', F1)
    expect(clerk.messages).toEqual([7403])
  })

  test('and they are no tables', async () => {
    const books = await company()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const clerk = await sit(books)
    await clerk.types('7.1.3', Enter, number, Enter, number)
    while (clerk.field !== 'output') await clerk.types(Enter)
    await clerk.types('so.csv', F1)
    expect([clerk.messages, clerk.field]).toEqual([[7410], 'output'])
    await clerk.types('so.txt', F1)
    expect(clerk.messages).toEqual([95])
  })
})

describe('the command of a printer', () => {
  test.each([
    ['/usr/bin/lp -d laser', ['/usr/bin/lp', '-d', 'laser']],
    ['  /usr/bin/lp   -t "two words" ', ['/usr/bin/lp', '-t', 'two words']],
    [`/a/b 'it is' x"y z"`, ['/a/b', 'it is', 'xy z']],
    [
      '/a/b ; rm -rf $HOME `id` | x > y & *',
      ['/a/b', ';', 'rm', '-rf', '$HOME', '`id`', '|', 'x', '>', 'y', '&', '*'],
    ],
    ['"/a b/c"', ['/a b/c']],
    ['/a ""', ['/a', '']],
    ['lp -d laser', null],
    ['../lp', null],
    ['/a "open', null],
    [`/a 'open`, null],
    ['', null],
    ['   ', null],
  ])('%j', (text, words) => expect(commandOf(text)).toEqual(words))

  test('a long one is taken apart in no time', () => {
    const began = performance.now()
    expect(commandOf(`/${'a'.repeat(100_000)}"`)).toBeNull()
    expect(commandOf(`/a ${'x"y" '.repeat(20_000)}"`)).toBeNull()
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

describe('what administrators set', () => {
  test.each([
    [{}, 'accepted'],
    [{ command: 'lp' }, 'command 7408'],
    [{ command: '/usr/bin/lp "x' }, 'command 7408'],
    [{ command: '' }, 'command 41'],
    [{ page_length: 0 }, 'accepted'],
    [{ page_length: 29 }, 'page_length 7409'],
    [{ page_length: 201 }, 'page_length 42 0 200'],
  ])('a printer with %j: %s', async (values, says) => {
    const books = await company()
    const row = { code: 'P', command: '/usr/bin/lp', form: 'text', page_length: 66, ...values }
    expect(saysWhy(await ask(books, printers.save, { values: row }))).toBe(says)
  })

  test('36.13.2 and 36.13.24 by hand, 36.13.3 lists them', async () => {
    const clerk = await signIn('zh')
    await clerk.types('36.13.2', Enter, 'dot', Enter, '针式', Enter, 'lp', F1)
    expect(clerk.messages).toContain(7408)
    expect(clerk.field).toBe('command')
    await clerk.types('/usr/bin/lp -d dot', F1)
    expect(clerk.messages).toContain(24)
    await clerk.types(F4, '36.13.3', Enter, F1)
    expect(clerk.screen).toMatch(/DOT +针式 +\/usr\/bin\/lp -d dot +文本 +66 +是/)
    await clerk.types(F4, F4, '36.13.24', Enter, '20', F1)
    expect(clerk.messages).toContain(7409)
    await clerk.types('40', F1)
    expect(clerk.messages).toContain(24)
  })

  test('the length set is that of the screen and of files', async () => {
    const books = await company()
    await carryOut(books, paperControl.save, { values: { page_length: 30, form_feed: 0 } })
    const { number } = await enterOrder(
      books,
      'C001',
      Array.from({ length: 8 }, () => ['10-10000', q(1)] as const),
    )
    const clerk = await sit(books)
    await print(clerk, number, 'so.txt')
    const text = await readFile(join(directory, 'anna', 'so.txt'), 'utf8')
    expect(text.split('\n')).toHaveLength(2 * 30 + 1)
    expect(text).toContain('Page 2/2')
    expect(text).not.toContain('\f')
  })

  test('a font that will not do is told of before a file is made', async () => {
    const books = await company()
    const values = { page_length: 66, form_feed: 1, font: join(directory, 'none.ttf') }
    await carryOut(books, paperControl.save, { values })
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const clerk = await sit(books)
    await print(clerk, number, 'so.pdf')
    expect([clerk.field, ...clerk.messages]).toEqual(['output', 7402])
    expect(await readdir(directory)).toEqual([])
  })

  test('ranges without papers make no file', async () => {
    const clerk = await sit(await company())
    await clerk.types('7.9.13', Enter)
    while (clerk.field !== 'output') await clerk.types(Enter)
    await clerk.types('pick.txt', F1)
    expect(clerk.messages).toEqual([70])
    expect(await readdir(directory)).toEqual([])
  })

  test('an order of 200 lines goes over pages, as text and as PDF', async () => {
    const books = await company()
    const { number } = await enterOrder(
      books,
      'C001',
      Array.from({ length: 200 }, () => ['10-10000', q(1)] as const),
    )
    const clerk = await sit(books)
    await print(clerk, number, 'so.txt')
    const text = await readFile(join(directory, 'anna', 'so.txt'), 'utf8')
    expect(text.split('\f')).toHaveLength(9)
    expect(text.match(/^ +\d+ 10-10000/gm)).toHaveLength(200)
    await clerk.types(F4)
    await print(clerk, number, 'so.pdf')
    if (clerk.messages.includes(7401)) return
    const pdf = await readFile(join(directory, 'anna', 'so.pdf'), 'latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(9)
  })

  test('who is no administrator sets up no printer', async () => {
    const books = await company()
    await books.db.updateTable('user').set({ admin: 0 }).where('code', '=', 'ben').execute()
    const values = { code: 'P', command: '/usr/bin/lp', form: 'text' }
    expect(saysWhy(await ask({ ...books, user: 'ben' }, printers.save, { values }))).toBe(
      ' 9201 36.13.2',
    )
  })
})
