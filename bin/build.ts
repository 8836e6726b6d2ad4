import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { cacheOf, programOf } from './program-files.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Calls of these load the package first: what most starts don't need costs them nothing. */
const late: Readonly<Record<string, (file: string) => string>> = {
  'string-width': file =>
    `module.exports = (...given) => require(${JSON.stringify(file)}).default(...given)`,
  'node:child_process': () => `
    exports.spawn = (...given) => require('child_process').spawn(...given)
    exports.execFileSync = (...given) => require('child_process').execFileSync(...given)`,
  assert: () => `
    exports.equal = (one, other, words) => one === other || require('assert').equal(one, other, words)`,
  // It would look for it in thirteen places.
  bindings: () => `
    module.exports = () => require('better-sqlite3/build/Release/better_sqlite3.node')`,
}

const callsLater: Plugin = {
  name: 'calls later',
  setup: ({ onResolve, onLoad, resolve }) => {
    const names = new RegExp(`^(?:${Object.keys(late).join('|')})$`)
    onResolve(
      { filter: names },
      async ({ path: name, kind, resolveDir, namespace, pluginData }) => {
        if (namespace === 'late' || pluginData === callsLater) return undefined
        const { path: file } = await resolve(name, { kind, resolveDir, pluginData: callsLater })
        return { path: file, namespace: 'late', pluginData: name }
      },
    )
    onLoad({ filter: /./, namespace: 'late' }, ({ path: file, pluginData: name }) => ({
      contents: late[name]!(file),
      resolveDir: dirname(file),
    }))
  },
}

/** Ink asks at its start whether it is being developed, and would wait there for the tools of that. */
export const inkInUse: Plugin = {
  name: 'Ink in use',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8')
      const contents = source.replaceAll('isDev()', 'false')
      if (contents === source) throw new Error(`${file} asks otherwise than it did`)
      return { contents }
    })
  },
}

const yogaMeanwhile: Plugin = {
  name: 'Yoga meanwhile',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^yoga-layout$/ }, () => ({ path: path('../src/terminal/yoga.ts') }))
  },
}

/**
 * A screen is loaded when it is opened: until then only what the menu says of it is there. It is asked for all that it
 * declares, so a declaration needs to know nothing of this.
 */
const screensWhenOpened: Plugin = {
  name: 'screens when opened',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\/\d\d-[^/]+\/.+\.ts$/ }, ({ path: name, resolveDir, importer }) =>
      importer.endsWith('/screens/menu.ts')
        ? { path: join(resolveDir, name), namespace: 'screen' }
        : undefined,
    )
    onLoad({ filter: /./, namespace: 'screen' }, async ({ path: file }) => {
      const { default: screen } = (await import(pathToFileURL(file).href)) as {
        default: Record<string, unknown>
      }
      const onTheMenu = ['code', 'program', 'title', 'kind']
      const told = onTheMenu.map(name => `${name}: ${JSON.stringify(screen[name])}`)
      const rest = Object.keys(screen)
        .filter(name => !onTheMenu.includes(name))
        .map(name => `get ${name}() { return opened().${name} }`)
      return {
        contents: `
          const opened = () => require(${JSON.stringify(file)}).default
          export default { ${[...told, ...rest].join(', ')} }`,
        resolveDir: dirname(file),
      }
    })
  },
}

/** While Yoga is compiled beside it, Ink is loaded; then the program is. */
const entry = (program: string) => `
  import { loaded } from 'yoga-layout'
  import 'ink'
  loaded.then(() => import(${JSON.stringify(program)}))
`

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  jsx: 'automatic',
  minify: true,
  // Node shows the line in which something failed.
  lineLimit: 160,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** Makes one file of a program, and beside it `dingdan.cjs`, which starts that; `more` is said to esbuild. */
export const makeProgram = async (
  program: string,
  directory: string,
  more: BuildOptions = {},
): Promise<void> => {
  mkdirSync(directory, { recursive: true })
  rmSync(cacheOf(directory), { force: true })
  await build({
    ...common,
    stdin: { contents: entry(program), resolveDir: path('..') },
    outfile: programOf(directory),
    // Machine code can't be bundled, and PDF is seldom asked for.
    external: ['better-sqlite3/build/*', 'fontkit', 'pdfkit'],
    // As require, which the one file can be given.
    supported: { 'dynamic-import': false },
    plugins: [callsLater, inkInUse, yogaMeanwhile, screensWhenOpened],
    inject: [path('../src/terminal/late-segmenter.ts')],
    define: {
      'process.env.NODE_ENV': '"production"',
      // Yoga carries its WebAssembly; asked whether it could be fetched, Node loads all that fetches.
      fetch: 'undefined',
      'import.meta.url': 'undefined',
      'Intl.Segmenter': 'LateSegmenter',
    },
    banner: { js: "(function (require) { 'use strict'" },
    footer: { js: '})' },
    // By which a place that somebody reports is found; a start doesn't read it.
    sourcemap: 'external',
    sourcesContent: false,
    ...more,
  })
  await build({
    ...common,
    entryPoints: [path('load.ts')],
    outfile: join(directory, 'dingdan.cjs'),
  })
}

/** What a program that the build runs is told: nothing of how whoever builds it would have it. */
export const plainly = {
  PATH: process.env['PATH'],
  DINGDAN_NODE: process.execPath,
  TERM: 'xterm-256color',
}

/** Runs a program once as it will be run, and keeps beside it what Node has compiled for that. */
export const keepCode = async (
  [command, ...args]: readonly [string, ...string[]],
  keys: string,
): Promise<void> => {
  const aside = mkdtempSync(join(tmpdir(), 'dingdan-build-'))
  try {
    const keeper = join(aside, 'keep-code.cjs')
    await build({ ...common, entryPoints: [path('keep-code.ts')], outfile: keeper })
    execFileSync(command, args, {
      input: keys,
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...plainly, NODE_OPTIONS: `--require ${JSON.stringify(keeper)}` },
    })
  } finally {
    rmSync(aside, { recursive: true })
  }
}
