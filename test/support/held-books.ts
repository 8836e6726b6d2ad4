import { once } from 'node:events'
import { startProgram } from './program.ts'

/** Another program holds the write lock for so long, or until it is released. */
export const holdBooks = async (path: string, milliseconds = 60_000) => {
  const holder = await startProgram('test/support/hold-books.ts', path, String(milliseconds))
  const gone = once(holder, 'close')
  await once(holder.stdout!, 'data')
  return async (): Promise<void> => {
    holder.kill('SIGKILL')
    await gone
  }
}
