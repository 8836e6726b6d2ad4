import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build, type Plugin } from 'esbuild'
import { inkInUse } from '../../bin/build.ts'

const root = join(import.meta.dirname, '../..')
const place = join(root, 'node_modules/.cache/dingdan-tests')

/** A line of ours that is broken on purpose. */
export interface Broken {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
}

const breaking = ({ file, from, to }: Broken): Plugin => ({
  name: 'broken on purpose',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      if (!path.endsWith(file)) return undefined
      const source = await readFile(path, 'utf8')
      if (source.split(from).length !== 2) throw new Error(`${file} reads otherwise than it did`)
      return { contents: source.replace(from, to), loader: 'ts' }
    })
  },
})

/** In one file, as `npm run build` makes it, a program starts in a fraction of the time. */
const bundle = async (entry: string, broken?: Broken): Promise<string> => {
  const name = [entry.replaceAll('/', '-'), ...(broken ? [broken.name] : [])].join('-')
  const file = join(place, `${name}.mjs`)
  const mine = `${file}.${process.pid}`
  await build({
    entryPoints: [join(root, entry)],
    outfile: mine,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['better-sqlite3', 'pdfkit', 'fontkit'],
    plugins: [inkInUse, ...(broken ? [breaking(broken)] : [])],
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: {
      js: "import { createRequire as f } from 'node:module'; const require = f(import.meta.url);",
    },
    logLevel: 'warning',
  })
  // Others may be about to start what was built before.
  await rename(mine, file)
  return file
}

const built = new Map<string, Promise<string>>()

/** The file to start one of our programs by; it is built once by all who ask, and named by its place in the repository. */
export const oneFileOf = (entry: string): Promise<string> => {
  const known = built.get(entry) ?? bundle(entry)
  built.set(entry, known)
  return known
}

/** Runs one of our programs to its end, and answers what it printed. */
export const runProgram = async (entry: string, ...args: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [await oneFileOf(entry), ...args])
  return stdout.trim()
}

/** The same of one that is broken on purpose. */
export const runBroken = async (
  broken: Broken,
  entry: string,
  ...args: readonly string[]
): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    await bundle(entry, broken),
    ...args,
  ])
  return stdout.trim()
}

/** Starts one of our programs. */
export const startProgram = async (
  entry: string,
  ...args: readonly string[]
): Promise<ChildProcess> => spawn(process.execPath, [await oneFileOf(entry), ...args])
