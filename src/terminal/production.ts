// React's development build takes three times as long for a key and leaks; it is chosen when React is loaded, so that this
// stands before everything that loads it. In the one-file program the build has settled it.
const { env } = process
env['NODE_ENV'] ??= 'production'

export {}
