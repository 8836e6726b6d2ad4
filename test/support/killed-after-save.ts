import { createHost } from '../../bin/host.ts'
import { createSession } from '../../src/session/session.ts'
import { openCompany } from './company.ts'

// A clerk whose line drops when the save is in the books and its answer on the way: `killed-after-save.ts FILE KEY…`. A
// word of lower-case letters in angle brackets is a key, all else is text.
const [path = '', ...keys] = process.argv.slice(2)
const { db, user, now } = await openCompany(path)
const host = await createHost({ ledger: { db }, user, now, language: 'en' })
const session = await createSession(host)
for (const key of keys) {
  const name = /^<(\w+)>$/.exec(key)?.[1]
  await session.press(name ? { type: 'key', name } : { type: 'text', text: key })
}
// The page was sent; no key shows that it was seen.
await session.keep()
process.kill(process.pid, 'SIGKILL')
