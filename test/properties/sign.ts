import { sign } from '../sales/note-support.ts'
import { openCompany } from '../support/company.ts'

/** One manager of several: signs the notes named, all at once with the others, and says what came of each. */
const [path, user, ...notes] = process.argv.slice(2) as [string, string, ...string[]]
const books = await openCompany(path, user)
const heard: string[] = []
for (const note of notes) heard.push(await sign(books, note, user))
await books.db.destroy()
process.stdout.write(JSON.stringify(heard))
