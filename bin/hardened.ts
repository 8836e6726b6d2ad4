// What has to hold before anything else is loaded, so this is imported first.

// Books, backups and what a clerk writes are for those who run this program alone.
process.umask(0o077)

// Node opens a debugger for whoever sends this signal, unless somebody listens.
process.on('SIGUSR1', () => {})
