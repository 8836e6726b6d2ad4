import SQLite from 'better-sqlite3'

// Another program in the middle of a save: `hold-books.ts FILE MILLISECONDS` says `held` and holds the write lock.
const [path = '', milliseconds = '0'] = process.argv.slice(2)
const file = new SQLite(path)
file.exec('begin immediate')
console.log('held')
setTimeout(() => {
  file.exec('rollback')
  file.close()
}, Number(milliseconds))
