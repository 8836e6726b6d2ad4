import { notice, type PageAsk, type Ranges, type Values } from '../kernel/entry.ts'
import { showValue } from '../kernel/format.ts'
import { msg, type Text } from '../kernel/messages.ts'
import { openHelp } from './help.ts'
import type { Desk, Drawing, Layer } from './host.ts'
import { type Action, listAction } from './keys.ts'
import type { Size } from './page.ts'
import type { Cell, Lookup } from './screen.ts'
import { drawList, type ListView, listHeight } from './view/list.ts'

type Ask = Pick<PageAsk, 'beyond' | 'direction' | 'limit'>

interface ListOptions<Context> {
  readonly desk: Desk<Context>
  readonly columns: readonly Cell[]
  readonly fetch: (ask: Ask & { search: string }) => Promise<readonly Values[]>
  readonly totals?: (() => Promise<Values>) | undefined
  /** Typed letters look for rows. */
  readonly search: string | null
  /** Rows that fit. */
  readonly fits: (size: Size) => number
  readonly choose: ((row: Values) => void) | null
  readonly help: (() => Promise<void>) | null
  readonly draw: (view: ListView, size: Size) => Drawing
}

/** A list that is paged by the keys of its rows, so that the millionth row is as near as the first. */
const createList = async <C>(
  options: ListOptions<C>,
): Promise<{ layer: Layer; empty: () => boolean }> => {
  const { desk, fetch } = options
  let rows: readonly Values[] = []
  let cursor = 0
  let search = options.search ?? ''
  let more = false
  let totals: Values | null = null
  const limit = () => options.fits(desk.size())

  const first = async () => {
    const found = await fetch({ beyond: null, direction: 'forward', limit: limit() + 1, search })
    await show(found.slice(0, limit()), found.length > limit())
    cursor = 0
  }
  const show = async (page: readonly Values[], moreFollow: boolean) => {
    rows = page
    more = moreFollow
    if (!more && totals === null && options.totals && rows.length > 0)
      totals = await options.totals()
  }
  const endOfFile = () => desk.say(notice(msg.endOfFile))
  const beginningOfFile = () => desk.say(notice(msg.beginningOfFile))

  const pageDown = async () => {
    const last = rows.at(-1)
    if (!last || !more) {
      if (cursor === rows.length - 1 || rows.length === 0) endOfFile()
      cursor = Math.max(0, rows.length - 1)
      return
    }
    const found = await fetch({ beyond: last, direction: 'forward', limit: limit() + 1, search })
    await show(found.slice(0, limit()), found.length > limit())
    cursor = 0
  }
  const pageUp = async () => {
    const top = rows[0]
    const found = top
      ? await fetch({ beyond: top, direction: 'backward', limit: limit(), search })
      : []
    if (found.length === 0) {
      if (cursor === 0) beginningOfFile()
      cursor = 0
    } else if (found.length < limit()) await first()
    else {
      await show(found, true)
      cursor = 0
    }
  }
  const down = async () => {
    if (cursor + 1 < rows.length) cursor += 1
    else if (!more) endOfFile()
    else {
      const found = await fetch({ beyond: rows.at(-1)!, direction: 'forward', limit: 2, search })
      await show([...rows.slice(1), ...found.slice(0, 1)], found.length > 1)
    }
  }
  const up = async () => {
    if (cursor > 0) cursor -= 1
    else {
      const found = rows[0]
        ? await fetch({ beyond: rows[0], direction: 'backward', limit: 1, search })
        : []
      if (found.length === 0) beginningOfFile()
      else await show([...found, ...rows].slice(0, limit()), more || rows.length >= limit())
    }
  }
  const last = async () => {
    const found = await fetch({ beyond: null, direction: 'backward', limit: limit(), search })
    await show(found, false)
    cursor = Math.max(0, rows.length - 1)
  }
  const find = async (text: string) => {
    search = text
    await first()
  }
  const choose = async () => {
    const row = rows[cursor]
    if (!options.choose) return pageDown()
    if (!row) return
    desk.pop()
    options.choose(row)
  }

  const handlers: Partial<Record<Action, () => Promise<void> | void>> = {
    pageDown,
    pageUp,
    down,
    up,
    home: first,
    last,
    go: choose,
    enter: choose,
    end: () => desk.pop(),
    erase: () => (options.search === null ? undefined : find(search.slice(0, -1))),
    help: () => options.help?.(),
  }
  await first()
  return {
    empty: () => rows.length === 0,
    layer: {
      press: async action => {
        await handlers[listAction(action)]?.()
      },
      type: async text => {
        if (options.search !== null) await find(search + text)
        else if (text === ' ') await pageDown()
      },
      draw: size => {
        const room = options.fits(size)
        const view = {
          columns: options.columns,
          rows: rows.slice(0, room),
          cursor,
          search,
          more,
          totals,
        }
        return options.draw(view, size)
      },
    },
  }
}

export interface ListOf {
  readonly program: string
  readonly code: string
  readonly title: Text
  readonly columns: readonly Cell[]
}

/** Shows the rows of an inquiry, page by page; says so and opens nothing when there are none. */
export const openPages = async <C>(
  desk: Desk<C>,
  list: ListOf,
  source: {
    readonly fetch: (ask: Ask) => Promise<readonly Values[]>
    readonly totals?: (() => Promise<Values>) | undefined
  },
): Promise<void> => {
  const { layer, empty } = await createList({
    desk,
    columns: list.columns,
    fetch: source.fetch,
    totals: source.totals,
    search: null,
    fits: size => listHeight(size),
    choose: null,
    help: null,
    draw: (view, size) => drawList(view, { ...list, size, language: desk.host.language }),
  })
  if (empty()) desk.say(notice(msg.nothingFound))
  else desk.push(layer)
}

/** Shows rows that a task answered with. */
export const openList = <C>(desk: Desk<C>, list: ListOf & { readonly rows: readonly Values[] }) => {
  const { rows } = list
  return openPages(desk, list, {
    fetch: async ({ beyond, direction, limit }) => {
      if (direction === 'forward') {
        const start = beyond ? rows.indexOf(beyond) + 1 : 0
        return rows.slice(start, start + limit)
      }
      const end = beyond ? rows.indexOf(beyond) : rows.length
      return rows.slice(Math.max(0, end - limit), end)
    },
  })
}

/** The values beside a field: `to_location` sees `to_site` as its site. */
const seenFrom = (values: Values, prefix: string): Values => ({
  ...values,
  ...Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => prefix !== '' && name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  ),
})

/** Rows of a lookup's window. */
const lookupRows = 9

/** Opens a field's list over the lower half of the screen; F1 or Enter brings the first column back. */
export const openLookup = async <C>(
  desk: Desk<C>,
  lookup: Lookup<C>,
  at: { readonly search: string; readonly around: Values; readonly cell: Cell },
  chosen: (text: string) => void,
): Promise<void> => {
  const below = desk.top()
  const noRanges: Ranges = {}
  const named = ({ name }: Cell) => at.cell.name === name || at.cell.name.endsWith(`_${name}`)
  const column = lookup.columns.find(named) ?? lookup.columns[0]!
  const around = seenFrom(at.around, at.cell.name.slice(0, -column.name.length))
  const { layer } = await createList({
    desk,
    columns: lookup.columns,
    fetch: ask =>
      lookup.page(desk.host.context, { ...ask, ranges: noRanges }, { around, column: column.name }),
    search: at.search,
    fits: () => lookupRows,
    choose: row => {
      chosen(showValue(row[column.name] ?? null, column.field.format, desk.host.language))
    },
    help: () => openHelp(desk, at.cell, at.around),
    draw: (view, size) =>
      drawList(view, {
        title: lookup.title,
        size,
        language: desk.host.language,
        over: { drawing: below.draw(size), rows: lookupRows },
      }),
  })
  desk.push(layer)
}
