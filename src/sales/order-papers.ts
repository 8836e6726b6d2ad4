import { numberIn } from '../kernel/draft.ts'
import type { PageAsk, ReadPage, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { orderDocument, readOrderDocument } from './document.ts'
import { ordersPage } from './orders-page.ts'

/** One text line of an order's paper; its key is the order and the place of the line in it. */
const paperLines = async (books: Books, number: string, ask: PageAsk): Promise<Values[]> => {
  const paper = await readOrderDocument(books, number)
  if (!paper.ok) return []
  // A blank line keeps one order's paper from the next.
  const lines = [...orderDocument(paper.value, ask.language ?? 'en'), '']
  return lines.map((text, at) => ({ number, at, text }))
}

/** 7.1.3: the papers of the orders in the ranges, line by line, one order after the other. */
export const orderPapersPage: ReadPage<Books> = async (books, ask) => {
  const forward = ask.direction === 'forward'
  const found: Values[] = []
  if (ask.beyond) {
    const lines = await paperLines(books, String(ask.beyond['number']), ask)
    const at = numberIn(ask.beyond, 'at') ?? 0
    found.push(...(forward ? lines.slice(at + 1) : lines.slice(0, at)))
  }
  let beyond = ask.beyond ? { number: ask.beyond['number'] ?? null } : null
  while (found.length < ask.limit) {
    const [order] = await ordersPage(books, { ...ask, beyond, search: '', limit: 1 })
    if (!order) break
    const lines = await paperLines(books, String(order['number']), ask)
    if (forward) found.push(...lines)
    else found.unshift(...lines)
    beyond = { number: order['number'] ?? null }
  }
  return forward ? found.slice(0, ask.limit) : found.slice(-ask.limit)
}
