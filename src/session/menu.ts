import { notice } from '../kernel/entry.ts'
import { say } from '../kernel/format.ts'
import { msg, words } from '../kernel/messages.ts'
import { type Editor, edit, editing, textOf, type } from './editor.ts'
import type { Desk, Layer } from './host.ts'
import type { Action } from './keys.ts'
import type { MenuItem } from './screen.ts'
import { drawMenu } from './view/menu.ts'

/** Cells of the prompt. */
const promptWidth = 16

export interface MenuOptions {
  /** Opened over a screen by F6: it goes when a function was chosen, and F4 goes back at once. */
  readonly once: boolean
}

/** The numbered menus: a number, a path, a program's name, or the cursor keys. */
export const openMenu = <C>(desk: Desk<C>, { once }: MenuOptions): Layer => {
  const { host } = desk
  let path = ''
  let prompt: Editor = edit('')
  let highlighted: MenuItem | null = null

  const go = async () => {
    const typed = textOf(prompt).trim()
    prompt = edit('')
    highlighted = null
    if (typed === '') return upOrExit()
    if (typed === '*') return goUp()
    await choose(typed)
  }
  const choose = async (typed: string) => {
    const target = resolve(typed)
    if (target === undefined) return desk.say(notice(msg.notAValidChoice, typed))
    if (host.screen(target)) {
      if (once) desk.pop()
      return desk.run(target)
    }
    if (typed.startsWith('.')) return desk.say(notice(msg.submenusFromMainMenu))
    path = target
  }
  /** The number of a function or a menu that there is. */
  const resolve = (typed: string): string | undefined => {
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
  const goUp = () => {
    path = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''
  }
  const upOrExit = () => {
    if (path !== '') return goUp()
    if (once) return desk.pop()
    desk.ask(notice(msg.confirmExit), 'no', async given => {
      if (given === 'yes') desk.pop()
      else desk.say(notice(msg.returningToMenu))
    })
  }
  const highlight = (by: number) => {
    const items = host.menu.items(path)
    const index = highlighted ? items.indexOf(highlighted) : by > 0 ? -1 : 0
    const next = items[(index + by + items.length) % items.length]
    if (!next) return
    highlighted = next
    prompt = edit(lastPart(next.number))
  }
  /** The item beside it: a column has twelve. */
  const across = (by: number) => {
    if (!highlighted) return highlight(1)
    const items = host.menu.items(path)
    const row = placeOf(highlighted) % 12
    const column = Math.floor(placeOf(highlighted) / 12) + by
    const inColumn = items.filter(item => Math.floor(placeOf(item) / 12) === column)
    const nearest = inColumn.toSorted(
      (a, b) => Math.abs((placeOf(a) % 12) - row) - Math.abs((placeOf(b) % 12) - row),
    )[0]
    if (!nearest) return
    highlighted = nearest
    prompt = edit(lastPart(nearest.number))
  }

  const handlers: Partial<Record<Action, () => Promise<void> | void>> = {
    go,
    enter: go,
    end: upOrExit,
    down: () => highlight(1),
    forward: () => highlight(1),
    up: () => highlight(-1),
    back: () => highlight(-1),
    right: () => across(1),
    left: () => across(-1),
    erase: () => {
      prompt = editing.erase(prompt)
    },
    clear: () => {
      prompt = edit('')
      highlighted = null
    },
    help: () => desk.say(notice(msg.menuHelp)),
  }
  return {
    isMenu: true,
    press: async action => handlers[action]?.(),
    type: async text => {
      // What the cursor keys had put there isn't typed text.
      if (highlighted) prompt = edit('')
      highlighted = null
      prompt = type(prompt, text.trim(), { width: promptWidth, insert: true }).editor
    },
    draw: size =>
      drawMenu({
        size,
        language: host.language,
        company: host.company,
        menu: host.menu,
        path,
        title:
          path === ''
            ? say(words.mainMenu, host.language)
            : `${path} ${say(host.menu.title(path), host.language)}`,
        prompt,
        promptWidth,
        highlighted,
      }),
  }
}

const lastPart = (number: string) => number.slice(number.lastIndexOf('.') + 1)

/** The place of an item among the 24 or 36 of its menu, from 0. */
const placeOf = (item: MenuItem) => Number(lastPart(item.number)) - 1
