/** The program in one file, in the directory it was built into. */
export const programOf = (directory: string): string => `${directory}/program.js`

/** What Node has compiled of it, after a digest of both. */
export const cacheOf = (directory: string): string => `${directory}/program.cache`

/** Bytes of the digest: SHA-256. */
export const digestLength = 32
