import { readFile } from 'node:fs/promises'
import type { Font } from 'fontkit'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'

/** Where Debian puts fonts with hanzi: fonts-wqy-microhei, fonts-wqy-zenhei, fonts-noto-cjk. */
const installed = [
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
]

/** What every paper holds: a font without one of these would leave holes. */
const needed = ['\u8ba2', '\u5355', 'A', '0']

/** The first face of a font file, if papers can be written in it and its licence lets them carry it. */
const faceIn = async (path: string): Promise<Font | null> => {
  // Loaded only when a PDF is written: the program starts without it.
  const { create } = await import('fontkit')
  try {
    const opened = create(await readFile(path))
    const face = 'fonts' in opened ? opened.fonts[0] : opened
    if (!face) return null
    const allowed = face['OS/2']?.fsType as { readonly noEmbedding?: boolean } | undefined
    const whole = needed.every(one => face.hasGlyphForCodePoint(one.codePointAt(0)!))
    return whole && allowed?.noEmbedding !== true ? face : null
  } catch {
    return null
  }
}

/** The font that PDF is written in: the one that was set, else the first that is installed. */
export const paperFont = async (
  set: string | null,
  known: readonly string[] = installed,
): Promise<Decision<Font>> => {
  if (set !== null) {
    const face = await faceIn(set)
    return face ? accept(face) : refuse('output', msg.fontNotUsable, set)
  }
  for (const path of known) {
    const face = await faceIn(path)
    if (face) return accept(face)
  }
  return refuse('output', msg.noPaperFont)
}
