import { msg } from '../../db/messages.ts'
import type { MenuSecurityTable } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { masterData } from '../ledger/master.ts'

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

/** Who may use a function, or all functions of a menu. What an entry said that is deleted is said by the menu above. */
export const menuSecurity = masterData('menu_security', {
  read: entries,
  check: ({ row, more }) => {
    if (!menuNumber.test(row.menu)) return refuse('menu', msg.notAValidChoice, row.menu)
    return lockedOut([...more.filter(({ menu }) => menu !== row.menu), row])
  },
  stays: (row, all) => lockedOut(all.filter(({ menu }) => menu !== row.menu)),
})
