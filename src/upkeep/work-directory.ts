import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

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

/** Makes a directory beside a file, on the same disk, that nobody else may look into; whoever made it removes it. */
export const makeWorkDirectory = async (path: string): Promise<string> => {
  const beside = dirname(path)
  await removeLeftovers(beside)
  return mkdtemp(join(beside, `.dingdan-${process.pid}-`))
}
