import { createHost } from '../../bin/host.ts'
import { createSession } from '../../src/session/session.ts'
import { openCompany } from './company.ts'

// A clerk whose program dies between the save and what comes after it: `killed-after-save.ts FILE KEY…`. A word of
// lower-case letters in angle brackets is a key, all else is text.
const [path = '', ...keys] = process.argv.slice(2)
const { db, user, now } = await openCompany(path)
const host = await createHost({ ledger: { db }, user, now, language: 'en' })
const die = async () => void process.kill(process.pid, 'SIGKILL')
const session = await createSession({ ...host, drafts: { ...host.drafts, drop: die } })
for (const key of keys) {
  const name = /^<(\w+)>$/.exec(key)?.[1]
  await session.press(name ? { type: 'key', name } : { type: 'text', text: key })
}
await session.keep()
console.log('still alive', session.notices)
