import { msg } from '../../db/messages.ts'
import { openLedger } from '../../db/open.ts'
import { signIn } from '../../src/security/sign-in.ts'

// Tries one name so many times and tells how many passwords were looked at: `knocker BOOKS NAME COUNT`.
const [path = '', name = '', count = '0'] = process.argv.slice(2)
const ledger = await openLedger(path)
const doorway = { db: ledger.db, now: () => new Date() }
let looked = 0
for (let n = 0; n < Number(count); n += 1) {
  const answer = await signIn(doorway, { name, password: `wrong ${n}` })
  if (!answer.ok && answer.refusal.message === msg.wrongPassword) looked += 1
}
await ledger.close()
process.stdout.write(String(looked))
