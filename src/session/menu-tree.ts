import type { Host } from './host.ts'
import type { MenuItem } from './screen.ts'

/** Items of a menu stand in columns of so many. */
export const perColumn = 12

export const lastPart = (number: string): string => number.slice(number.lastIndexOf('.') + 1)

/** The menu above; '' is the main menu. */
export const above = (path: string): string =>
  path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''

/** The number of the function or menu that was typed: by number, path or program. Undefined when there is none. */
export const resolve = <C>(host: Host<C>, path: string, typed: string): string | undefined => {
  const program = host.program(typed.toLowerCase().replace(/\.[pwr]$/, ''))
  if (program !== undefined) return program
  const number = typed.replaceAll(',', '.')
  if (!/^\.?\d+(\.\d+)*$/.test(number)) return undefined
  const tries = number.startsWith('.')
    ? [number.slice(1)]
    : path === ''
      ? [number]
      : [`${path}.${number}`, number]
  return tries.find(one => host.screen(one) !== undefined || host.menu.items(one).length > 0)
}

/** The item so many further on; from nowhere the first or the last. */
export const along = (
  items: readonly MenuItem[],
  from: MenuItem | null,
  by: number,
): MenuItem | undefined => {
  const index = from ? items.indexOf(from) : by > 0 ? -1 : 0
  return items[(index + by + items.length) % items.length]
}

const placeOf = (item: MenuItem) => {
  const place = Number(lastPart(item.number)) - 1
  return { row: place % perColumn, column: Math.floor(place / perColumn) }
}

/** The nearest item in a column beside; from nowhere the first one. */
export const across = (
  items: readonly MenuItem[],
  from: MenuItem | null,
  by: number,
): MenuItem | undefined => {
  if (!from) return items[0]
  const { row, column } = placeOf(from)
  const away = (item: MenuItem) => Math.abs(placeOf(item).row - row)
  return items
    .filter(item => placeOf(item).column === column + by)
    .toSorted((a, b) => away(a) - away(b))[0]
}
