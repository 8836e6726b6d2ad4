import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** What a guess costs: N·r·128 bytes of memory and half a second of a core (RFC 7914). */
export interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** What a guess costs today. */
export const standard: Cost = { N: 2 ** 17, r: 8, p: 1 }
const hashBytes = 32

/** So many hashes are worked out at once; the others wait, for each takes 128 MB. */
const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

const taken = async () => {
  if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve))
  else running += 1
}
const given = () => {
  const next = waiting.shift()
  if (next) next()
  else running -= 1
}

const derive = async (password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> => {
  await taken()
  try {
    const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
    return await new Promise((resolve, reject) =>
      scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
        error ? reject(error) : resolve(key),
      ),
    )
  } finally {
    given()
  }
}

/** A password as it is kept: `scrypt$N$r$p$salt$hash`. Another call gives another text. */
export const hashPassword = async (password: string, cost: Cost = standard): Promise<string> => {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  const { N, r, p } = cost
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$')
}

const countIn = (text = '') => Number.parseInt(text, 10)

const parse = (kept: string) => {
  const [kind, N, r, p, salt, hash] = kept.split('$')
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) return undefined
  return {
    cost: { N: countIn(N), r: countIn(r), p: countIn(p) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

/** Belongs to nobody: a name that nobody has must take as long as one that somebody has. */
const nobodys = (cost: Cost) => ({ cost, salt: Buffer.alloc(16), hash: Buffer.alloc(0) })

/** Whether this is the password that was kept; where none was kept it takes as long, and is no. */
export const isPassword = async (
  password: string,
  kept: string | undefined,
  cost: Cost = standard,
): Promise<boolean> => {
  const known = kept === undefined ? nobodys(cost) : parse(kept)
  if (!known) return false
  const found = await derive(password, known.salt, known.cost)
  return known.hash.length === found.length && timingSafeEqual(known.hash, found)
}

/** Whether a kept password would cost less to guess than one that is kept today. */
export const isWeak = (kept: string, cost: Cost = standard): boolean => {
  const { N = 0, r = 0, p = 0 } = parse(kept)?.cost ?? {}
  return N * r * p < cost.N * cost.r * cost.p
}

// Without those that are taken for one another on paper or on the telephone.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to hand out, to be changed at the first sign-in: 16 letters in fours, 79 bits. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')

/** What everybody tries first. */
const common =
  /passw[o0]rd|qwert[yz]?|asdfgh?|zxcvbn?|letmein|welcome|iloveyou|admin|dingdan|dragon|monkey|abc|woaini|\d+/gi

/** So much must be left when what everybody tries, and the user's own names, are taken out. */
const leastOwn = 6

/** Whether a password could be guessed from a list or from the user's name. */
export const isSimple = (password: string, ...names: readonly string[]): boolean => {
  let own = password.replace(common, '').toLowerCase()
  for (const name of names) if (name !== '') own = own.replaceAll(name.toLowerCase(), '')
  return new Set(own).size < leastOwn
}
