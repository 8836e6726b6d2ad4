import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { constants } from 'node:os'
import { type Message, msg } from '../../db/messages.ts'
import { audit } from './audit.ts'
import { type Chance, createChance } from './chance.ts'
import { createCrew, type Note } from './crew.ts'
import { compileDisk } from './disk.ts'
import { type Ask, sized } from './stage.ts'
import type { Trial } from './trial.ts'

type Crew = Awaited<ReturnType<typeof createCrew>>
type Failed = Extract<Note, { kind: 'failed' }>

const ordersFor = ({ mutant }: Ask, chance: Chance, most: number) => ({
  seed: chance.below(2 ** 31),
  think: 0,
  deaths: 0,
  from: 0,
  until: Date.now() + 60_000,
  most,
  ...(mutant === undefined ? {} : { mutant }),
})

/** All that was told is in the books, and every failure was told by one of these messages. */
const judge = async (crew: Crew, ...allowed: readonly Message[]) => {
  const notes = crew.notes()
  const failed = notes.filter((one): one is Failed => one.kind === 'failed')
  const { faults, told } = await audit(
    crew.path,
    notes.filter(one => one.kind !== 'failed'),
  )
  const numbers = new Set(allowed.map(({ number }) => number))
  const unclear = failed.filter(({ said }) => said === null || !numbers.has(said))
  if (failed.length === 0) faults.push('the disk never failed')
  if (told === 0) faults.push('nothing was saved')
  if (unclear[0]) faults.push(`it says ${unclear[0].said} for ${unclear[0].error}`)
  return faults
}

/** A process whose files may not grow beyond so many blocks of 512 bytes finds no room to write in. */
const noRoom: Trial = {
  name: 'no room for files to grow',
  mutant: 'told-first',
  run: async ask => {
    const crew = await createCrew()
    const { size } = await stat(crew.path)
    const limit = Math.ceil(size / 512) + 400
    const [program, told] = crew.call('clerk', ordersFor(ask, createChance(ask.seed), 400))
    // The signal that comes with the limit is not what a full disk sends.
    const script = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`
    const clerk = spawn('sh', ['-c', script, process.execPath, program, told], { stdio: 'ignore' })
    await once(clerk, 'close')
    const faults = await judge(crew, msg.databaseFull, msg.diskFailed)
    await crew.end(faults, 'never kept')
    return faults
  },
}

interface Failing {
  /** W for writing, S for making durable. */
  readonly deed: 'W' | 'S'
  readonly error: number
  readonly times: number
  readonly says: Message
}

/** Whether anything was saved after the last thing that failed. */
const goesOn = (notes: readonly Note[]) => {
  const last = notes.findLastIndex(one => one.kind === 'failed')
  return notes.slice(last + 1).some(one => one.kind === 'told')
}

/** The disk fails at a deed that chance chooses, and then is well again: the clerk goes on. */
const failing = (name: string, { deed, error, times, says }: Failing): Trial => ({
  name,
  mutant: 'told-first',
  run: async ask => {
    const chance = createChance(ask.seed)
    const crew = await createCrew()
    const disk = await compileDisk(crew.directory)
    if (disk === null) {
      await crew.end([])
      return null
    }
    const faults: string[] = []
    const runs = sized(ask.size, 2, 8, 60)
    for (let n = 0; n < runs; n += 1) {
      const clerk = `clerk-${n}`
      const env = {
        ...process.env,
        LD_PRELOAD: disk,
        TORTURE_FAIL: [deed, chance.between(1, deed === 'W' ? 120 : 12), times, error].join(' '),
      }
      const call = crew.call(clerk, ordersFor(ask, chance, 160))
      const [code] = await once(spawn(process.execPath, call, { env, stdio: 'ignore' }), 'close')
      if (code !== 0) faults.push(`${clerk} ended with ${code} (${env.TORTURE_FAIL})`)
      else if (!goesOn(crew.notes(clerk))) faults.push(`${clerk} doesn't go on`)
    }
    faults.push(...(await judge(crew, says)))
    await crew.end(faults, 'never kept')
    return faults
  },
})

const { EIO, ENOSPC } = constants.errno

/** What may happen to the disk. */
export const faultsOfDisk: readonly Trial[] = [
  noRoom,
  failing('disk full for a while', { deed: 'W', error: ENOSPC, times: 30, says: msg.databaseFull }),
  failing('a write fails', { deed: 'W', error: EIO, times: 1, says: msg.diskFailed }),
  failing('a sync fails', { deed: 'S', error: EIO, times: 1, says: msg.diskFailed }),
]
