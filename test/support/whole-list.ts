/** Asks for a list from its beginning, without ranges or a search. */
export const wholeList = (limit: number) =>
  ({ ranges: {}, search: '', beyond: null, direction: 'forward', limit }) as const
