import { screens } from '../../screens/menu.ts'
import { bindings, type Key } from '../../src/session/keys.ts'
import type { Session } from '../../src/session/session.ts'
import type { Chance } from './chance.ts'
import { hostileTexts } from './hostile-texts.ts'

const bound: readonly string[] = Object.values(bindings).flatMap(({ keys }) => [...keys])
const unbound = ['escape', 'f13', 'f24', 'alt+x', 'shift+f5', 'ctrl+shift+left', 'ctrl+q', 'nul']
const often = ['f1', 'f1', 'f4', 'enter', 'enter', 'enter', 'tab', 'f2', 'down', 'up', 'f10', 'f5']

/** What hands at work would type into a field of such a name. */
const sensible: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(sold_to|bill_to|ship_to|customer)/, ['01000000', '01000001', '01000002', '01000005']],
  [/^item/, ['10-10000', '10-20000', '20-10000', '20-20000', '30-10000']],
  [/quantity|minimum/, ['1', '2.5', '10', '100', '-3', '0', '99999999']],
  [/site/, ['10000', '30000', '20000']],
  [/location/, ['100', '200', '210', '900']],
  [/^(number|order)/, ['SO10001', 'SO10002', 'SO10010', 'SO10020', '']],
  [/date/, ['t', '+3', '-3', '1122', '2026-11-22', '99/99/99', '']],
  [/price|freight|discount|limit/, ['1', '12.50', '5', '0.0001', '100', '-1']],
  [/lot/, ['', 'L1', 'L20261101']],
  [/unit/, ['EA', 'M', 'KG']],
  [/currency/, ['CNY', 'USD']],
  [/salesperson/, ['SP01', 'SP02']],
  [/terms/, ['30', '60', 'COD']],
  [/output/, ['', 'terminal', 'monkey.csv', '../x', 'a/b']],
]

const words = [
  ...['y', 'n', '是', '否', 't', '1', '7', '0', '-1', '1,234.5', '999999999999999', '.', '*', '?'],
  ...['订单', '深沟球轴承 6204', 'WATER PUMP', "O'Brien", '%', '_', 'SO', '10-', "'; drop table x"],
  ...screens.map(({ code }) => code),
  ...screens.map(({ program }) => program),
]

const text = (of: string): Key => ({ type: 'text', text: of })
const named = (name: string): Key => ({ type: 'key', name })

/** Any character there is, now and then. */
const anything = (chance: Chance) =>
  String.fromCodePoint(
    ...Array.from({ length: chance.between(1, 12) }, () => {
      const point = chance.below(chance.happens(0.5) ? 0x250 : 0x2ffff)
      return point >= 0xd800 && point < 0xe000 ? 0x20 : point
    }),
  )

const wordFor = (field: string, chance: Chance): string => {
  const known = sensible.find(([pattern]) => pattern.test(field))
  if (known && chance.happens(0.8)) return chance.one(known[1])
  if (chance.happens(0.05)) return chance.one(hostileTexts)
  return chance.happens(0.1) ? anything(chance) : chance.one(words)
}

const leaving = (session: Session): readonly Key[] =>
  session.depth > 1 ? [named('f4'), ...(session.asking ? [text('y'), named('enter')] : [])] : []

/** The next few keys of a monkey that has seen a clerk or two; in the menu it knows where it would go. */
export const nextKeys = (
  session: Session,
  chance: Chance,
  goals: readonly string[],
): readonly Key[] => {
  if (session.asking) {
    // What was answered wrongly stays, until it is cleared.
    const first = chance.happens(0.5) ? [named('f8')] : []
    return [...first, text(chance.one(['y', 'y', 'n', '是', 'x'])), named('enter')]
  }
  const dice = chance.below(1000)
  if (dice < 15) return leaving(session)
  if (session.depth === 1 && dice < 500) return [text(chance.one(goals)), named('enter')]
  const field = session.standing?.field ?? ''
  if (dice < 520) return [text(wordFor(field, chance)), named(chance.one(['enter', 'tab', 'f1']))]
  if (dice < 700) return [named(chance.one(often))]
  if (dice < 880) return [named(chance.one(bound))]
  if (dice < 900) return [named(chance.one(unbound))]
  if (dice < 950) return [...chance.one(words)].map(text)
  return [{ type: 'paste', text: [1, 2, 3].map(() => wordFor(field, chance)).join('\r') }]
}

/** A key as a report names it. */
export const sayKey = (key: Key): string => (key.type === 'key' ? key.name : JSON.stringify(key))
