// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples hold code
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The rules that we gave the linter are put to the proof: each bad line must be red by its rule, each good one by none.

const rules = {
  programs: /starts no other/,
  code: /run as code/,
  sql: /is SQL/,
  exact: /not exact/,
  loose: /takes anything/,
  brackets: /no brackets/,
} as const

type Sample = readonly [rule: keyof typeof rules | 'good', path: string, line: string]

const samples: readonly Sample[] = [
  ['programs', 'src/sales', "import { spawn } from 'node:child_process'"],
  ['programs', 'bin', "import { spawn } from 'child_process'"],
  ['programs', 'src/exchange', "const run = await import('node:child_process')"],
  ['programs', 'db', "const run = require('child_process')"],
  ['programs', 'src/terminal', "process.getBuiltinModule('node:child_process')"],
  ['programs', 'src/terminal', 'process.getBuiltinModule(`child_process`)'],
  ['programs', 'src/terminal', 'const run = await import(`node:child_process`)'],
  ['programs', 'screens', "import { Worker } from 'node:worker_threads'"],
  ['programs', 'src/upkeep', "import inspector from 'node:inspector/promises'"],
  ['programs', 'src/ledger', "export * from 'node:vm'"],
  ['programs', 'src/sales', 'const run = await import(typed)'],
  ['programs', 'src/sales', "const run = createRequire(typed)('node:' + name)"],
  ['programs', 'db', "import { createRequire } from 'node:module'"],
  ['good', 'src/exchange', "const { default: made } = await import('pdfkit')"],
  ['good', 'src/sales', "const act = 'replaced'"],
  ['good', 'src/sales', "import { randomUUID } from 'node:crypto'"],
  ['good', 'test', "import { spawn } from 'node:child_process'"],

  ['code', 'src/sales', 'eval(typed)'],
  ['code', 'src/sales', 'globalThis.eval(typed)'],
  ['code', 'src/kernel', "const f = new Function('a', typed)"],
  ['code', 'bin', 'const f = Function(typed)'],
  ['code', 'src/session', 'const f = [].constructor.constructor(typed)'],
  ['code', 'src/session', "process.binding('spawn_sync')"],
  ['code', 'src/session', 'const f = Reflect.construct(Function, [typed])'],
  ['code', 'src/session', 'const f = new globalThis.Function(typed)'],
  ['code', 'src/session', 'const f = globalThis.Function(typed)'],
  ['good', 'src/sales', 'const evaluate = (typed: string) => typed.trim()'],

  ['sql', 'src/sales', 'sql.raw(typed)'],
  ['sql', 'src/sales', 'sql`select ${sql.raw(typed)}`'],
  ['sql', 'screens', 'sql.raw(`order by ${typed}`)'],
  ['sql', 'src/exchange', "sql.raw('order by ' + typed)"],
  ['sql', 'src/exchange', "sql.raw('order by ' + typed + ' desc')"],
  ['sql', 'src/ledger', 'sql.lit(typed)'],
  ['sql', 'db', 'file.exec(`delete from ${typed}`)'],
  ['sql', 'src/upkeep', "file.prepare('delete from ' + typed)"],
  ['sql', 'src/ledger', 'CompiledQuery.raw(typed)'],
  ['sql', 'src/ledger', 'file.pragma(`user_version = ${typed}`)'],
  ['sql', 'src/sales', 'sql.raw<Row>(typed)'],
  ['sql', 'src/sales', "sql['raw'](typed)"],
  ['sql', 'src/sales', 'const said = sql'],
  ['sql', 'src/sales', 'const raw = sql.raw'],
  ['sql', 'src/sales', 'const { raw } = sql'],
  ['sql', 'src/sales', 'const all = [typed].map(sql.raw)'],
  ['sql', 'src/sales', "import { sql as said } from 'kysely'"],
  ['sql', 'src/upkeep', 'file.prepare(typed)'],
  ['sql', 'src/upkeep', 'file.prepare(typed).all()'],
  ['sql', 'db', 'file.exec(typed)'],
  ['sql', 'src/ledger', 'db.executeQuery({ sql: typed, parameters: [] })'],
  ['good', 'db', "file.prepare('select 1').pluck()"],
  ['good', 'src/ledger', 'db.executeQuery({ ...compiled, parameters })'],
  ['good', 'db', "file.pragma('foreign_keys = on')"],
  ['good', 'src/sales', "sql.lit('ISS-SO' as const)"],
  ['good', 'src/sales', 'sql`select ${typed}`'],
  ['good', 'db', "file.exec('begin immediate')"],
  ['good', 'src/sales', 'const found = /^a/.exec(typed)'],
  ['good', 'db/migrations', 'sql.raw(statement)'],

  ['exact', 'src/sales', 'const n = Number.parseFloat(typed)'],
  ['exact', 'src/kernel', 'const n = parseFloat(typed)'],
  ['exact', 'src/exchange', 'const s = amount.toFixed(2)'],
  ['exact', 'screens', 'const s = (amount / 100).toFixed(2)'],
  ['exact', 'src/sales', 'const s = amount.toPrecision(3)'],
  ['exact', 'src/sales', "const s = amount['toFixed'](2)"],
  ['exact', 'src/item', 'const n = Math.round(price * quantity)'],
  ['exact', 'src/sales', 'const s = amount?.toFixed(2)'],
  ['exact', 'src/sales', 'const all = [typed].map(parseFloat)'],
  ['exact', 'src/sales', 'const all = [typed].map(Number.parseFloat)'],
  ['exact', 'src/sales', 'const n = globalThis.parseFloat(typed)'],
  ['good', 'src/item', 'const n = divide(price * quantity, 10_000n)'],

  ['loose', 'src/sales', 'const n = Number(typed)'],
  ['loose', 'src/kernel', 'const n = Number(typed)'],
  ['loose', 'src/ledger', "const n = Number(values['amount'] ?? 0)"],
  ['loose', 'src/sales', 'const all = [typed].map(Number)'],
  ['loose', 'src/sales', 'const n = globalThis.Number(typed)'],
  ['loose', 'src/sales', 'const n = +typed'],
  ['loose', 'src/sales', "const n = +values['amount']"],
  ['good', 'src/sales', 'const n = +1'],
  ['good', 'src/sales', 'const n = a + b'],
  ['good', 'src/sales', 'const n = Number.parseInt(typed, 10)'],
  ['good', 'src/session', 'const n = Number(place)'],

  ['brackets', 'src/sales', "eb('quantity', '-', eb('shipped', '+', eb.ref('allocated')))"],
  ['brackets', 'src/ledger', "eb('quantity', '-', eb('shipped', '-', hole('more')))"],
  ['brackets', 'screens', "one('price', '*', eb('quantity', '-', one.ref('shipped')))"],
  ['brackets', 'db', "eb(eb('quantity', '-', eb.ref('shipped')), '*', eb.ref('price'))"],
  ['good', 'src/sales', "eb('quantity', '-', eb.parens('shipped', '+', eb.ref('allocated')))"],
  ['good', 'src/sales', "eb(eb.parens('quantity', '-', eb.ref('shipped')), '*', eb.ref('price'))"],
  ['good', 'src/sales', "eb(eb('quantity', '-', eb.ref('shipped')), '-', eb.ref('allocated'))"],
  ['good', 'src/sales', "eb('quantity', '>', eb('shipped', '+', eb.ref('allocated')))"],
  ['good', 'src/sales', "eb('quantity', '+', eb('shipped', '-', eb.ref('allocated')))"],
]

const root = new URL('../', import.meta.url).pathname
const home = mkdtempSync(join(tmpdir(), 'dingdan-lint-'))
const pathOf = (n: number) => `${samples[n]![1]}/sample-${n}.ts`

interface Said {
  readonly message: string
  readonly severity: string
  readonly location: { readonly path: string }
}
let said: readonly Said[] = []

beforeAll(() => {
  cpSync(join(root, 'biome.json'), join(home, 'biome.json'))
  cpSync(join(root, 'lint'), join(home, 'lint'), { recursive: true })
  for (const [n, [, folder, line]] of samples.entries()) {
    mkdirSync(join(home, folder), { recursive: true })
    writeFileSync(join(home, pathOf(n)), `${line}\n`)
  }
  const biome = join(root, 'node_modules/.bin/biome')
  const asked = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout, stderr } = spawnSync(biome, asked, { cwd: home, encoding: 'utf8' })
  if (!stdout.startsWith('{')) throw new Error(`biome: ${stderr}`)
  said = JSON.parse(stdout).diagnostics
})
afterAll(() => rmSync(home, { recursive: true }))

/** The rules of ours that a sample breaks. */
const broken = (n: number) =>
  Object.entries(rules).flatMap(([rule, words]) =>
    said.some(
      one => one.location.path === pathOf(n) && one.severity === 'error' && words.test(one.message),
    )
      ? [rule]
      : [],
  )

test.each(samples.map((sample, n) => [...sample, n] as const))('%s: %s has %s', (rule, _, __, n) =>
  expect(broken(n)).toEqual(rule === 'good' ? [] : [rule]),
)

test('each rule that is written down is in force', () => {
  const inForce = readFileSync(join(root, 'biome.json'), 'utf8')
  const written = readdirSync(join(root, 'lint'))
  expect(written.filter(name => !inForce.includes(`"./lint/${name}"`))).toEqual([])
  expect(written).toHaveLength(Object.keys(rules).length)
})
