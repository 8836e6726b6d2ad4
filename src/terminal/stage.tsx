import { PassThrough, Writable } from 'node:stream'
import { Box, type DOMElement, render } from 'ink'
import { cells } from '../kernel/text.ts'
import type { Page, Size } from '../session/page.ts'
import { asciiBoxes } from './boxes.ts'
import { cellsOf } from './cells.ts'
import { createFrame, type Frame, putCells } from './frame.ts'
import { PageView } from './page.tsx'
import { createWalk, type Showing } from './walk.ts'

/** Where Ink plays, away from the terminal: pages in, frames of cells out. */
export interface Stage {
  /**
   * Has Ink draw a page and gives the cells. The same frame is used again for the next page of that
   * size.
   */
  readonly draw: (page: Page, size: Size) => Frame
  /** Whether the last page went through Ink's tree. */
  readonly isWalked: () => boolean
  readonly close: () => void
}

/** Ink writes its own idea of the screen here, once, before we take over; nobody reads it. */
const createNowhere = (size: Size) =>
  Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), size)

/** What we need of Ink's inside. Ink calls these two after each commit of React. */
interface Root extends DOMElement {
  onComputeLayout?: () => void
  onRender?: () => void
}

const rootOf = (element: DOMElement | null): Root | undefined => {
  let node = element
  while (node?.parentNode) node = node.parentNode
  const root = node as Root | null
  return root?.nodeName === 'ink-root' && root.onRender && root.onComputeLayout ? root : undefined
}

/** Starts Ink on streams of its own, so that it sees neither keyboard nor terminal nor environment. */
const startInk = (size: Size) => {
  const nowhere = createNowhere(size)
  const options = {
    stdout: nowhere as unknown as NodeJS.WriteStream,
    stderr: createNowhere(size) as unknown as NodeJS.WriteStream,
    stdin: new PassThrough() as unknown as NodeJS.ReadStream,
    // Without debug Ink draws at most thirty times a second, and under CI not at all.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: false,
  }
  let element: DOMElement | null = null
  const ink = render(
    <Box
      ref={box => {
        element ??= box
      }}
    />,
    options,
  )
  const stop = () => {
    // Ink draws a last time for whoever can still read; nobody can.
    nowhere.destroy()
    ink.unmount()
  }
  return { rerender: ink.rerender, root: rootOf(element), stop }
}

/**
 * Draws pages without Ink. A version of Ink whose inside we don't know must not leave a clerk
 * without a screen; that it came to this, a test says.
 */
export const createPlainStage = ({ lookOf, asciiFrames }: Showing): Stage => ({
  draw: (page, size) => {
    const frame = createFrame(size)
    for (const [row, line] of page.lines.slice(0, size.rows).entries()) {
      let column = 0
      for (const { text, style } of line) {
        const drawn = cellsOf(asciiFrames ? asciiBoxes(text) : text)
        putCells(frame, drawn, { row, column, look: lookOf(style) })
        column += cells(text)
      }
    }
    frame.cursor = page.cursor
    return frame
  },
  isWalked: () => false,
  close: () => {},
})

/** Opens a stage on which Ink draws; its tree is walked into cells. */
export const createStage = (size: Size, showing: Showing): Stage => {
  const { rerender, root, stop } = startInk(size)
  if (!root) {
    stop()
    return createPlainStage(showing)
  }
  const walk = createWalk(showing)
  const layOut = root.onComputeLayout
  let frame = createFrame(size)
  let drawn = false
  root.onComputeLayout = () => {
    walk.measure(root)
    layOut?.()
  }
  root.onRender = () => {
    walk.draw(root, frame)
    drawn = true
  }
  const plain = createPlainStage(showing)

  return {
    draw: (page, wanted) => {
      if (wanted.columns !== frame.columns || wanted.rows !== frame.rows) {
        frame = createFrame(wanted)
      }
      drawn = false
      rerender(<PageView page={page} size={wanted} />)
      if (!drawn) return plain.draw(page, wanted)
      frame.cursor = page.cursor
      return frame
    },
    isWalked: () => drawn,
    close: stop,
  }
}
