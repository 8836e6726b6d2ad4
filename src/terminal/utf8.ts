/** Turns bytes into code points, however the reads are cut. */
export interface Utf8Reader {
  /**
   * The code point that this byte completes, or undefined while one is under way or when the bytes
   * are broken.
   */
  readonly next: (byte: number) => number | undefined
}

/**
 * How a first byte begins: its marker bits, the value bits it carries, how many follow, the least
 * honest value.
 */
const leads = [
  { from: 0xc2, to: 0xdf, bits: 0x1f, follow: 1, least: 0x80 },
  { from: 0xe0, to: 0xef, bits: 0x0f, follow: 2, least: 0x800 },
  { from: 0xf0, to: 0xf4, bits: 0x07, follow: 3, least: 0x10000 },
]

/**
 * Opens a reader. A bare byte 80 to 9F is given as it is: eight-bit terminals send CSI as 9B and
 * SS3 as 8F.
 */
export const createUtf8Reader = (): Utf8Reader => {
  let value = 0
  let missing = 0
  let least = 0

  const first = (byte: number): number | undefined => {
    if (byte < 0xa0) return byte
    const lead = leads.find(each => byte >= each.from && byte <= each.to)
    if (!lead) return undefined
    value = byte & lead.bits
    missing = lead.follow
    least = lead.least
    return undefined
  }

  return {
    next: byte => {
      if (missing === 0) return first(byte)
      // A byte that does not continue the character begins anew, so that a broken one takes no key
      // with it.
      if ((byte & 0xc0) !== 0x80) {
        missing = 0
        return first(byte)
      }
      value = (value << 6) | (byte & 0x3f)
      missing -= 1
      if (missing > 0) return undefined
      const honest = value >= least && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff)
      return honest ? value : undefined
    },
  }
}
