import type { DOMElement } from 'ink'
import { cells as cellsIn } from '../kernel/text.ts'
import type { Style } from '../session/page.ts'
import { asciiBoxes } from './boxes.ts'
import { type Cells, cellsOf } from './cells.ts'
import { clearFrame, type Frame, putCells } from './frame.ts'

/** Ink's tree is a public type except for its text leaves, which this names. */
type TextLeaf = { readonly nodeName: '#text'; readonly nodeValue: string }
type Node = DOMElement['childNodes'][number]

const isLeaf = (node: Node | TextLeaf): node is TextLeaf & Node => node.nodeName === '#text'

/** How what Ink holds is shown on the terminal at hand. */
export interface Showing {
  readonly lookOf: (style: Style) => number
  /** Boxes are drawn with + - and |. */
  readonly asciiFrames: boolean
}

/** A text's cells, and how many the layout has given it: a terminal's emoji may take more or fewer. */
interface Leaf {
  readonly text: string
  readonly cells: Cells
  readonly room: number
}

/**
 * Reads Ink's tree after it is laid out. It remembers each leaf's cells, so that only new text is
 * cut into cells.
 */
export const createWalk = ({ lookOf, asciiFrames }: Showing) => {
  const remembered = new WeakMap<object, Leaf>()
  const measured = new WeakSet<object>()

  const read = (leaf: TextLeaf): Leaf => {
    const before = remembered.get(leaf)
    const text = leaf.nodeValue
    if (before?.text === text) return before
    const cells = cellsOf(asciiFrames ? asciiBoxes(text) : text)
    const now = { text, cells, room: cellsIn(text) }
    remembered.set(leaf, now)
    return now
  }

  const widthOf = (node: Node): number =>
    isLeaf(node)
      ? read(node).room
      : (node as DOMElement).childNodes.reduce((sum, child) => sum + widthOf(child), 0)

  /**
   * Has Yoga ask us how wide a text is, so that layout and cells can't disagree on a width, and
   * because Ink's own measuring remembers every text it ever saw.
   */
  const measure = (node: Node): void => {
    if (isLeaf(node)) return
    const element = node as DOMElement
    if (element.nodeName !== 'ink-text') {
      for (const child of element.childNodes) measure(child)
      return
    }
    if (measured.has(element)) return
    measured.add(element)
    element.yogaNode?.setMeasureFunc(() => ({ width: widthOf(element), height: 1 }))
  }

  /** Puts the runs of one text beside each other; gives the column after the last. */
  const putText = (
    frame: Frame,
    node: Node,
    place: { row: number; column: number; look: number },
  ): number => {
    if (isLeaf(node)) {
      const { cells, room } = read(node)
      putCells(frame, cells, place)
      return place.column + room
    }
    const { attributes, childNodes } = node as DOMElement
    const look = attributes.look ? lookOf(attributes.look as Style) : place.look
    return childNodes.reduce(
      (column, child) => putText(frame, child, { ...place, column, look }),
      place.column,
    )
  }

  const put = (frame: Frame, node: Node, parent: { row: number; column: number }): void => {
    if (isLeaf(node) || !node.yogaNode) return
    const row = parent.row + node.yogaNode.getComputedTop()
    const column = parent.column + node.yogaNode.getComputedLeft()
    if (node.nodeName === 'ink-text') putText(frame, node, { row, column, look: 0 })
    else for (const child of (node as DOMElement).childNodes) put(frame, child, { row, column })
  }

  return {
    measure,
    /** Draws the whole tree into a frame. */
    draw: (root: DOMElement, frame: Frame): void => {
      clearFrame(frame)
      put(frame, root, { row: 0, column: 0 })
    },
  }
}
