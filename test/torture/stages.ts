import { atOnce } from './at-once.ts'
import { doors } from './doors.ts'
import { faults } from './faults.ts'
import { flips } from './flips.ts'
import { hostile } from './hostile.ts'
import { kill } from './kill.ts'
import { life } from './life.ts'
import { monkey } from './monkey.ts'
import { power } from './power.ts'
import { ssh } from './ssh.ts'
import type { Stage } from './stage.ts'
import { upgrade } from './upgrade.ts'

/** All that the books and the doors must stand. */
export const stages: readonly Stage[] = [
  kill,
  atOnce,
  life,
  monkey,
  hostile,
  flips,
  faults,
  power,
  upgrade,
  doors,
  ssh,
]
