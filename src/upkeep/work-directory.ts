import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const named = /^\.dingdan-(\d+)-/

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What programs left there that were killed: a copy of the books in the clear, as large as they are. */
const removeLeftovers = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) {
    const pid = named.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number.parseInt(pid, 10))) {
      await rm(join(directory, name), { recursive: true, force: true })
    }
  }
}

/**
 * The name under which a file is written before it stands in its place. What another program was killed over doesn't keep
 * that place taken.
 */
export const partOf = async (file: string): Promise<string> => {
  const [directory, name] = [dirname(file), basename(file)]
  // Where the directory can't be read, the file can't be written, and who writes it says so.
  for (const part of await readdir(directory).catch(() => [])) {
    if (!part.startsWith(`${name}.`)) continue
    const pid = Number.parseInt(/^(\d+)\.part$/.exec(part.slice(name.length + 1))?.[1] ?? '', 10)
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) {
      await rm(join(directory, part), { force: true })
    }
  }
  return `${file}.${process.pid}.part`
}

/** Makes a directory beside a file, on the same disk, that nobody else may look into; whoever made it removes it. */
export const makeWorkDirectory = async (path: string): Promise<string> => {
  const beside = dirname(path)
  await removeLeftovers(beside)
  return mkdtemp(join(beside, `.dingdan-${process.pid}-`))
}
