import { judge } from '../sales/life-support.ts'
import { openCompany } from '../support/company.ts'

/** One manager of several: approves the changes named, all at once with the others, and says what came of each. */
const [path, user, ...requests] = process.argv.slice(2) as [string, string, ...string[]]
const books = await openCompany(path, user)
const heard: string[] = []
for (const request of requests) {
  heard.push(await judge(books, Number.parseInt(request, 10), 'approve', null))
}
await books.db.destroy()
process.stdout.write(JSON.stringify(heard))
