import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProgram } from '../bin/build.ts'

// What the sources can do, the one file made of them can: it holds its packages, and finds those that it doesn't hold.

const root = join(import.meta.dirname, '..')
/** Where it finds its packages. */
const program = join(root, `node_modules/.cache/dingdan-built/${process.pid}`)
const home = mkdtempSync(join(tmpdir(), 'dingdan-built-'))
beforeAll(() => makeProgram(join(root, 'bin/dingdan.ts'), program))
afterAll(() => {
  rmSync(program, { recursive: true })
  rmSync(home, { recursive: true })
})

const dingdanIn =
  (books: string, env: Readonly<Record<string, string>> = {}) =>
  (...args: readonly string[]) => {
    const given = [join(program, 'dingdan.cjs'), ...args, '--db', join(home, books), '--lang', 'en']
    const { status, stdout, stderr } = spawnSync(process.execPath, given, {
      input: '7.1.1\r',
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], TERM: 'xterm-256color', ...env },
    })
    return { status, said: stdout, complained: stderr }
  }
const dingdan = dingdanIn('demo.db')

test('it makes a company, opens a screen, and checks the books', () => {
  const { status, said, complained } = dingdan()
  expect([status, complained]).toEqual([0, ''])
  expect(said).toContain('7.1.1 Sales Order Maintenance')
  expect(dingdan('verify')).toMatchObject({ status: 0, complained: '' })
})

const font = '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc'
test.skipIf(!existsSync(font))(
  'it prints a PDF with packages that it loads when it needs them',
  () => {
    const paper = join(home, 'orders.pdf')
    expect(dingdan('run', '7.1.3', '--output', paper)).toMatchObject({ status: 0, complained: '' })
    expect(readFileSync(paper, 'latin1')).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/)
  },
)

test('a company to practise in signs its clerk in by itself and says so', () => {
  expect(dingdan().said).toContain('Demo company: demo was signed in without a password')
  const { said } = dingdanIn('demo.db', { DINGDAN_USER: 'wang' })()
  expect(said).toContain('Demo company: wang was signed in without a password')
})

test('a real company asks who is there, whatever the environment says', () => {
  const env = { DINGDAN_USER: 'boss', SUDO_USER: 'boss', USER: 'boss', LOGNAME: 'boss' }
  const real = dingdanIn('real.db', env)
  expect(real('init', '--company', 'Northern Goods', '--admin', 'boss').status).toBe(0)
  const { said } = real()
  expect(said).toContain('User ID:')
  expect(said).not.toContain('7.1.1 Sales')
})
