import { msg } from '../../db/messages.ts'
import type { MenuSecurityTable } from '../../db/schema.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type MasterInput, type RemoveFacts, removeMaster, saveMaster } from '../ledger/master.ts'
import type { Verb } from '../ledger/perform.ts'

const menuNumber = /^[1-9]\d?(\.[1-9]\d?){0,4}$/

/** Whoever keeps users and rights must be able to come back to them. */
const needed = ['36.3.1', '36.3.10']

const covers = (menu: string, number: string) => number === menu || number.startsWith(`${menu}.`)

const entries = ({ db }: Books) => db.selectFrom('menu_security').selectAll().execute()

/** Refuses what would leave nobody a way back to the functions that every company needs. */
const lockedOut = (all: readonly MenuSecurityTable[]): Refused | undefined => {
  const isOpen = (number: string) =>
    all
      .filter(({ menu }) => covers(menu, number))
      .toSorted((a, b) => b.menu.length - a.menu.length)[0]?.admin === 1
  const lost = needed.find(number => !isOpen(number))
  return lost === undefined ? undefined : refuse('admin', msg.adminsNeed, lost)
}

/** Saves who may use a function, or all functions of a menu. */
export const saveMenuSecurity = saveMaster('menu_security', {
  read: entries,
  check: ({ row, more }) => {
    if (!menuNumber.test(row.menu)) return refuse('menu', msg.notAValidChoice, row.menu)
    return lockedOut([...more.filter(({ menu }) => menu !== row.menu), row])
  },
})

const plainRemove = removeMaster('menu_security')

type Facts = RemoveFacts<'menu_security'> & { readonly all: readonly MenuSecurityTable[] }

/** Takes an entry away: what it said is said by the menu above. */
export const removeMenuSecurity: Verb<MasterInput, Facts, Values> = {
  ...plainRemove,
  read: async (books, input) => ({
    ...(await plainRemove.read(books, input)),
    all: await entries(books),
  }),
  decide: (input, facts, moment) => {
    const decision = plainRemove.decide(input, facts, moment)
    if (!decision.ok) return decision
    const left = lockedOut(facts.all.filter(({ menu }) => menu !== facts.before?.menu))
    return left ?? accept(decision.value)
  },
}
