import type { Size } from '../session/page.ts'
import { createPainter } from './painter.ts'
import type { Settings } from './settings.ts'
import { createStage } from './stage.tsx'
import { createTheme } from './theme.ts'
import type { View } from './view.ts'

/** Paints pages on a screen of cells. */
export const createScreenView = (
  size: Size,
  settings: Settings,
  write: (text: string) => void,
): View => {
  const theme = createTheme(settings)
  const stage = createStage(size, { lookOf: theme.lookOf, asciiFrames: settings.asciiFrames })
  const painter = createPainter({ write, theme })
  return {
    sizeOn: terminal => terminal,
    show: (page, on) => painter.paint(stage.draw(page, on)),
    mayDrop: true,
    typed: () => {},
    anew: painter.repaint,
    close: stage.close,
  }
}
