/** A line of a stack that names a place in a file: what Node says of our own, of a package's and of its own. */
const place = /^\s+at .*?([^\s(]+):(\d+:\d+)\)?$/gm

/**
 * Says what failed that nobody foresaw, for whoever it is reported to: its kind and two places of ours, the nearest and
 * from where that was asked. Its own words may hold SQL and what stands in the books, so they are not said.
 */
export const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  const kind = typeof code === 'string' ? code : error.name
  const frames = [...(error.stack ?? '').matchAll(place)].map(([, file, at]) => ({
    isOurs: !/^node:|[\\/]node_modules[\\/]/.test(file!),
    at: `${file!.replace(/^.*[\\/]/, '')}:${at}`,
  }))
  const ours = frames.filter(({ isOurs }) => isOurs)
  // Installed as a package itself, all of the program is one.
  const places = ours.length > 0 ? ours : frames
  const told = new Set([...places.slice(0, 1), ...places.slice(-1)].map(({ at }) => at))
  return told.size === 0 ? kind : `${kind} at ${[...told].join(', ')}`
}
