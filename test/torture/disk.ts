import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Makes the disk that is put under a clerk, to be preloaded; null where there is no C compiler. */
export const compileDisk = async (directory: string): Promise<string | null> => {
  const disk = join(directory, 'disk.so')
  const source = join(import.meta.dirname, 'disk.c')
  const made = promisify(execFile)('cc', ['-shared', '-fPIC', '-O1', '-o', disk, source])
  return made.then(
    () => disk,
    () => null,
  )
}
