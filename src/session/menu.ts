import { notice } from '../kernel/entry.ts'
import { say } from '../kernel/format.ts'
import { msg, words } from '../kernel/messages.ts'
import { asFigures } from '../kernel/text.ts'
import type { Answer } from './asking.ts'
import { deadKey } from './dead-key.ts'
import { type Editor, edit, editing, textOf, type } from './editor.ts'
import type { Desk, Layer } from './host.ts'
import type { Action } from './keys.ts'
import { above, across, along, lastPart, resolve } from './menu-tree.ts'
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
    const target = resolve(host, path, typed)
    if (target === undefined) return desk.say(notice(msg.notAValidChoice, typed))
    if (host.screen(target)) {
      if (once) desk.pop()
      return desk.run(target)
    }
    if (typed.startsWith('.')) return desk.say(notice(msg.submenusFromMainMenu))
    path = target
  }
  const goUp = () => {
    path = above(path)
  }
  const upOrExit = () => {
    if (path !== '') return goUp()
    if (once) return desk.pop()
    const leave = async (given: Answer) => {
      if (given === 'yes') desk.pop()
      else desk.say(notice(msg.returningToMenu))
    }
    // One F4 too many is no reason to lose the number that is typed next.
    desk.ask(notice(msg.confirmExit), 'no', leave, { yields: true })
  }
  const highlight = (item: MenuItem | undefined) => {
    if (!item) return
    highlighted = item
    prompt = edit(lastPart(item.number))
  }
  const walk = (by: number) => () => highlight(along(host.menu.items(path), highlighted, by))
  const step = (by: number) => () => highlight(across(host.menu.items(path), highlighted, by))

  const handlers: Partial<Record<Action, () => Promise<void> | void>> = {
    go,
    enter: go,
    end: upOrExit,
    down: walk(1),
    forward: walk(1),
    up: walk(-1),
    back: walk(-1),
    right: step(1),
    left: step(-1),
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
    press: async action => {
      const handler = handlers[action]
      if (handler) await handler()
      else desk.say(deadKey(action))
    },
    type: async text => {
      // What the cursor keys had put there isn't typed text.
      if (highlighted) prompt = edit('')
      highlighted = null
      prompt = type(prompt, asFigures(text).trim(), { width: promptWidth, insert: true }).editor
    },
    draw: size =>
      drawMenu({
        size,
        language: host.language,
        company: host.company,
        menu: host.menu,
        path,
        title: say(path === '' ? words.mainMenu : host.menu.title(path), host.language),
        prompt,
        promptWidth,
        highlighted,
      }),
  }
}
