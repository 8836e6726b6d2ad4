import type { DraftStore } from './host.ts'

/** Drafts of work that is in the books, as long as they are kept. */
export interface Answered {
  /** The books have it; the answer is on its way to the screen. */
  add(id: string): void
  has(id: string): boolean
  /** A key came: what stood on the screen before it was seen. */
  key(): void
  /** The page is on the screen: drops what was seen, and waits for a key to show that the rest was. */
  shown(): Promise<void>
}

/**
 * A draft outlives its save until the clerk has seen the answer. Only a key pressed after the answer stood on the screen
 * shows that: bytes that were sent may never have arrived. Whoever didn't see it is told at the next sign-in.
 */
export const createAnswered = (drafts: Pick<DraftStore, 'drop'>): Answered => {
  const notShown: string[] = []
  const onTheScreen: string[] = []
  const seen: string[] = []
  return {
    add: id => void notShown.push(id),
    has: id => [notShown, onTheScreen, seen].some(ids => ids.includes(id)),
    key: () => void seen.push(...onTheScreen.splice(0)),
    shown: async () => {
      onTheScreen.push(...notShown.splice(0))
      while (seen[0] !== undefined) {
        await drafts.drop(seen[0])
        seen.shift()
      }
    },
  }
}
