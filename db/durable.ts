import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A new name in a directory outlasts a power failure only when the directory was synced. */
export const syncDirectory = async (path: string): Promise<void> => syncFile(dirname(path))

/** Waits until a file is on the disk. Never for a database that is open: closing it here would drop its locks. */
export const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
