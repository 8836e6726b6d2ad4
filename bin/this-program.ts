import { readFileSync } from 'node:fs'
import type { Holder } from '../src/ledger/drafts.ts'

/** When a process began, in ticks: numbers of processes come again. '' where the system doesn't say, or it is gone. */
const beginOf = (process: number): string => {
  try {
    const status = readFileSync(`/proc/${process}/stat`, 'utf8')
    // The name stands in brackets and may hold anything; the 20th word after it is the time.
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It may belong to another user, and then it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** This program among those on the host that work on the same books. */
export const thisProgram: Holder = {
  name: `${process.pid} ${beginOf(process.pid)}`,
  isAlive: name => {
    const [pid = '', begin = ''] = name.split(' ')
    return isRunning(Number(pid)) && beginOf(Number(pid)) === begin
  },
}
