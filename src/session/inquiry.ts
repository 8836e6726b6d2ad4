import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { formIn } from '../kernel/draft.ts'
import type { Done, Draft, Hook, Ranges, Values } from '../kernel/entry.ts'
import { showValue } from '../kernel/format.ts'
import { msg, outputField, words } from '../kernel/messages.ts'
import type { Desk } from './host.ts'
import { openPages } from './list.ts'
import { deniedMeanwhile } from './meanwhile-denied.ts'
import { terminal } from './prints.ts'
import type { Cell, EntryScreen, FormRow, InquiryScreen, Intent } from './screen.ts'

const record = 'range'

/** The name of a range's upper end. */
const upper = (name: string): string => `${name}_to`

const upperCell = (cell: Cell): Cell => ({
  ...cell,
  name: upper(cell.name),
  field: { ...cell.field, label: words.to },
})

/** Wider values than this have a row each for their two ends. */
const widest = 24

const output: Cell = { name: 'output', field: outputField, shown: false }

/** The ranges as the frame holds them. */
const rangesOf = (inquiry: { readonly ranges: readonly Cell[] }, values: Values): Ranges =>
  Object.fromEntries(
    inquiry.ranges.map(({ name }) => [
      name,
      { from: values[name] ?? null, to: values[upper(name)] ?? null },
    ]),
  )

/** Shows what an inquiry says of one record, without asking for ranges first. */
export const inquireAbout = async <C>(
  inquiry: InquiryScreen<C>,
  desk: Desk<C>,
  key: Values,
): Promise<void> => {
  const ends = Object.entries(key).flatMap(([name, value]) => [
    [name, value],
    [upper(name), value],
  ])
  const shown = await onScreen(inquiry, desk, Object.fromEntries(ends))
  if (shown.ok) for (const said of shown.value.notices) desk.say(said)
  else desk.say(shown.refusal)
}

/** An inquiry as frames: its ranges with the output, and the list in place of a write. */
export const asEntry = <C>(inquiry: InquiryScreen<C>, desk: Desk<C>): EntryScreen<C> => {
  const rows: FormRow[] = inquiry.ranges.flatMap((cell): FormRow[] => {
    const plain = { ...cell, field: { ...cell.field, required: false } }
    const both = [plain, upperCell(plain)]
    return cell.field.format.width > widest ? both.map(one => [one]) : [both]
  })
  const { code, program, title } = inquiry
  return {
    kind: 'entry',
    code,
    program,
    title,
    // All of them are keys: a range may name what doesn't exist.
    key: inquiry.ranges.flatMap(({ name }) => [name, upper(name)]),
    steps: [
      {
        kind: 'form',
        record,
        rows: [...rows, [null, output]],
        enter: async (_, { values }) =>
          accept(
            values['output'] ? {} : { values: { ...askedAbout(inquiry, desk), output: terminal } },
          ),
        ...(inquiry.papers && { after: alone(inquiry) }),
        check: async (_, { values }) => reversed(inquiry, desk, values) ?? accept({}),
      },
    ],
    commit: async (_, draft, intent) => show(inquiry, desk, draft, intent),
  }
}

/** Whoever names one paper wants that one: it ends the range too, where they may blank it to have all from there on. */
const alone = <C>({ ranges }: InquiryScreen<C>) =>
  Object.fromEntries(
    ranges.map(({ name }): [string, Hook<C>] => [
      name,
      async (_, { values: { [name]: one = null } }) =>
        accept(one === null ? {} : { values: { [upper(name)]: one } }),
    ]),
  )

/** Over a record an inquiry begins with what it is called, in the first range of its kind; F8 clears it. */
const askedAbout = <C>({ ranges }: InquiryScreen<C>, desk: Desk<C>): Values => {
  const about = Object.entries(desk.about()).flatMap(([lookup, value]) => {
    const cell = ranges.find(one => one.field.lookup === lookup)
    return cell
      ? [
          [cell.name, value],
          [upper(cell.name), value],
        ]
      : []
  })
  return Object.fromEntries(about)
}

/** A range that ends before it begins holds nothing, and whoever typed it would take that for an answer. */
const reversed = <C>({ ranges }: InquiryScreen<C>, { host }: Desk<C>, values: Values) => {
  for (const { name, field } of ranges) {
    const [from = null, to = null] = [values[name], values[upper(name)]]
    if (from === null || to === null || from <= to) continue
    const shown = showValue(from, field.format, host.language)
    return refuse(upper(name), msg.rangeReversed, shown)
  }
  return undefined
}

const show = async <C>(
  inquiry: InquiryScreen<C>,
  desk: Desk<C>,
  draft: Draft,
  intent: Intent,
): Promise<Decision<Done>> => {
  const values = formIn(draft, record)
  const ranges = rangesOf(inquiry, values)
  const no = await deniedMeanwhile(desk, inquiry.code)
  if (no) return no
  const { host } = desk
  const name = String(values['output'] ?? terminal)
  if (name.toLowerCase() !== terminal) {
    const written = await host.write({ inquiry, ranges, name, intent })
    return written.ok ? accept({ notices: [written.value], next: values }) : written
  }
  return onScreen(inquiry, desk, values)
}

const onScreen = async <C>(
  inquiry: InquiryScreen<C>,
  desk: Desk<C>,
  values: Values,
): Promise<Decision<Done>> => {
  const { host } = desk
  const ranges = rangesOf(inquiry, values)
  const no = await inquiry.papers?.refuses?.(host.context, ranges)
  if (no) return no
  const { totals, opens } = inquiry
  await openPages(desk, inquiry, {
    fetch: async ask => {
      const denied = await deniedMeanwhile(desk, inquiry.code)
      if (denied) desk.say(denied.refusal)
      return denied
        ? []
        : inquiry.page(host.context, { ...ask, ranges, search: '', language: host.language })
    },
    ...(totals ? { totals: () => totals(host.context, ranges) } : {}),
    ...(opens
      ? {
          choose: async (row: Values) => {
            const { code, key } = opens(row)
            await desk.run(code, key)
          },
        }
      : {}),
    live: inquiry.live,
  })
  return accept({ notices: (await inquiry.says?.(host.context, ranges)) ?? [], next: values })
}
