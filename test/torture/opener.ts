import { setuid } from 'node:process'
import { asRefusal, DatabaseRefused, openLedger } from '../../db/open.ts'

// Opens books as a user of the system, begins to write, and tells how it went, by the message's number: `opener BOOKS UID MUTANT`.
const [path = '', uid = '', mutant = ''] = process.argv.slice(2)
if (uid !== '') setuid?.(Number(uid))
try {
  const ledger = await openLedger(path)
  try {
    await ledger.db.transaction().execute(async () => {})
  } finally {
    await ledger.close()
  }
  process.stdout.write('writes')
} catch (error) {
  const known = asRefusal(error)
  process.stdout.write(
    String(mutant === '' && known instanceof DatabaseRefused ? known.problem.number : error),
  )
}
