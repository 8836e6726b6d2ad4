import { type Among, notice, type Ranges, type Values } from '../kernel/entry.ts'
import { showValue } from '../kernel/format.ts'
import { msg, type Text } from '../kernel/messages.ts'
import { pageOf } from '../kernel/page-of.ts'
import { characters, cut } from '../kernel/text.ts'
import { deadKey } from './dead-key.ts'
import { putFirst } from './first-rows.ts'
import { openHelp } from './help.ts'
import type { Desk, Drawing, Layer } from './host.ts'
import { type Action, listAction } from './keys.ts'
import type { Size } from './page.ts'
import { type Ask, fitted, reread, type Way, type Window, ways } from './pager.ts'
import type { Cell, Lookup } from './screen.ts'
import { drawList, type ListView, listHeight } from './view/list.ts'

interface ListOptions<Context> {
  readonly desk: Desk<Context>
  readonly columns: readonly Cell[]
  readonly fetch: (ask: Ask & { search: string }) => Promise<readonly Values[]>
  readonly totals?: (() => Promise<readonly Values[]>) | undefined
  /** Typed letters look for rows. */
  readonly search: string | null
  /** Rows that fit. */
  readonly fits: (size: Size) => number
  /** What Enter does with a row; where there is nothing to do it pages on. */
  readonly choose: ((row: Values) => Promise<void> | void) | null
  /** Others post while it is looked at. */
  readonly live?: boolean
  readonly help: (() => Promise<void>) | null
  readonly draw: (view: ListView, size: Size) => Drawing
}

/** Cells of what is looked for: no name is longer, and a database takes no pattern of any length. */
const longestSearch = 80

/** Cells of what is typed in vain that a message has room for. */
const longestSaid = 20

const upwards: readonly Way[] = ['up', 'pageUp']

/** A list on top of what is shown. */
const createList = async <C>(
  options: ListOptions<C>,
): Promise<{ layer: Layer; empty: () => boolean }> => {
  const { desk } = options
  let window: Window = { rows: [], cursor: 0, more: false }
  let search = cut(options.search ?? '', longestSearch)
  let totals: readonly Values[] | null = null

  const fetch = (ask: Ask) => options.fetch({ ...ask, search })
  const go = (way: Way) => async () => {
    const limit = options.fits(desk.size())
    window = fitted(window, limit)
    const found = await ways[way](window, fetch, limit)
    if (found) window = found
    else desk.say(notice(upwards.includes(way) ? msg.beginningOfFile : msg.endOfFile))
    // Sums cost a look at every row: they wait until the clerk comes to the end.
    if (!window.more && window.rows.length > 0) totals ??= (await options.totals?.()) ?? null
  }
  const find = async (text: string) => {
    search = cut(text, longestSearch)
    await go('first')()
  }
  const choose = async () => {
    const row = window.rows[window.cursor]
    if (!options.choose) return go('pageDown')()
    if (row) await options.choose(row)
  }
  const refresh = async () => {
    const limit = options.fits(desk.size())
    window = fitted(window, limit)
    const now = await reread(window, fetch, limit)
    const changed = JSON.stringify(now.rows) !== JSON.stringify(window.rows)
    window = now
    if (changed) totals = null
    return changed
  }
  const handlers: Partial<Record<Action, () => Promise<void> | void>> = {
    pageDown: go('pageDown'),
    pageUp: go('pageUp'),
    down: go('down'),
    up: go('up'),
    home: go('first'),
    last: go('last'),
    go: choose,
    enter: choose,
    end: () => desk.pop(),
    erase: () =>
      options.search === null ? undefined : find(characters(search).slice(0, -1).join('')),
    help: () => options.help?.(),
  }
  await go('first')()
  // What was typed and names nothing is no reason to show nothing.
  if (window.rows.length === 0 && search !== '') await find('')
  const layer: Layer = {
    ...(options.live ? { refresh } : {}),
    press: async action => {
      const handler = handlers[listAction(action)]
      if (handler) await handler()
      else desk.say(deadKey(action))
    },
    type: async text => {
      if (options.search !== null) await find(search + text)
      else if (text === ' ') await go('pageDown')()
      else desk.say(notice(msg.keyDoesNothing, cut(text, longestSaid)))
    },
    draw: size => {
      const seen = fitted(window, options.fits(size))
      return options.draw({ ...seen, columns: options.columns, search, totals }, size)
    },
  }
  return { layer, empty: () => window.rows.length === 0 }
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
    readonly totals?: (() => Promise<readonly Values[]>) | undefined
    readonly choose?: ((row: Values) => Promise<void>) | undefined
    readonly live?: boolean | undefined
  },
): Promise<void> => {
  const { layer, empty } = await createList({
    desk,
    columns: list.columns,
    fetch: source.fetch,
    totals: source.totals,
    search: null,
    fits: size => listHeight(size),
    choose: source.choose ?? null,
    live: source.live ?? false,
    help: null,
    draw: (view, size) => drawList(view, { ...list, size, language: desk.host.language }),
  })
  if (empty()) desk.say(notice(msg.nothingFound))
  else desk.push(layer)
}

/** Shows rows that a task answered with. */
export const openList = <C>(desk: Desk<C>, list: ListOf & { readonly rows: readonly Values[] }) => {
  const { rows } = list
  return openPages(desk, list, { fetch: async ask => pageOf(rows, ask) })
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
  at: {
    readonly search: string
    readonly around: Values
    readonly cell: Cell
    readonly among?: Among | undefined
  },
  chosen: (text: string) => void,
): Promise<void> => {
  const below = desk.top()
  const noRanges: Ranges = {}
  const named = ({ name }: Cell) => at.cell.name === name || at.cell.name.endsWith(`_${name}`)
  const column = lookup.columns.find(named) ?? lookup.columns[0]!
  const around = seenFrom(at.around, at.cell.name.slice(0, -column.name.length))
  const { context, language } = desk.host
  const from = { around, column: column.name, among: at.among }
  const page = (ask: Ask & { search: string }) =>
    lookup.page(context, { ...ask, ranges: noRanges, language }, from)
  const first = (await lookup.first?.(context, from)) ?? []
  const { layer } = await createList({
    desk,
    columns: lookup.columns,
    fetch: first.length === 0 ? page : putFirst(first, lookup.columns, page),
    search: at.search,
    fits: () => lookupRows,
    choose: row => {
      desk.pop()
      chosen(showValue(row[column.name] ?? null, column.field.format, desk.host.language))
    },
    help: () => openHelp(desk, at.cell, at.around),
    draw: (view, size) =>
      drawList(view, {
        title: lookup.title,
        size,
        language,
        over: { drawing: below.draw(size), rows: lookupRows },
      }),
  })
  desk.push(layer)
}
