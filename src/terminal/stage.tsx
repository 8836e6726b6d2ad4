import { PassThrough, Writable } from 'node:stream'
import { Box, type DOMElement, render } from 'ink'
import type { Page, Size, Style } from '../session/page.ts'
import { createFrame, type Frame } from './frame.ts'
import { PageView } from './page.tsx'
import { createWalk } from './walk.ts'

/** Where Ink plays, away from the terminal: pages in, frames of cells out. */
export interface Stage {
  /**
   * Has Ink draw a page and gives the cells. The same frame is used again for the next page of that
   * size.
   */
  readonly draw: (page: Page, size: Size) => Frame
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

const rootOf = (element: DOMElement | null): Root => {
  let node = element
  while (node?.parentNode) node = node.parentNode
  const root = node as Root | null
  if (root?.nodeName === 'ink-root' && root.onRender && root.onComputeLayout) return root
  throw new Error('Ink has changed inside: its root or what it calls after a commit was not found')
}

/**
 * Opens Ink on streams of its own, so that it sees neither keyboard nor terminal nor environment.
 */
export const createStage = (size: Size, lookOf: (style: Style) => number): Stage => {
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

  const walk = createWalk(lookOf)
  const root = rootOf(element)
  const layOut = root.onComputeLayout
  let frame = createFrame(size)
  root.onComputeLayout = () => {
    walk.measure(root)
    layOut?.()
  }
  root.onRender = () => walk.draw(root, frame)

  return {
    draw: (page, wanted) => {
      if (wanted.columns !== frame.columns || wanted.rows !== frame.rows)
        frame = createFrame(wanted)
      ink.rerender(<PageView page={page} size={wanted} />)
      frame.cursor = page.cursor
      return frame
    },
    close: () => {
      // Ink draws a last time for whoever can still read; nobody can.
      nowhere.destroy()
      ink.unmount()
    },
  }
}
