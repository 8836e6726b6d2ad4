import { readFileSync, writeFileSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { openTerminal } from '../../src/terminal/terminal.ts'
import { emptyForm, type Form, pagesOf, pressForm } from './terminal-form.ts'

// The bench's form through our terminal; terminal.ts builds and starts it. Ctrl-G measures the heap.
const { stdin: input, stdout: output, env } = process
const formPage = pagesOf(JSON.parse(readFileSync(env['BENCH_FORM']!, 'utf8')) as Form)
let state = emptyForm

const press = (key: string) => {
  state = pressForm(state, key)
  terminal.show(formPage(state))
}

const terminal = openTerminal({
  input,
  output,
  env,
  onKey: key => {
    if (key.type !== 'key') press(key.text)
    else if (key.name === 'ctrl+g') void reportHeap()
    else press(key.name)
  },
  onResize: () => {},
  onHangUp: () => process.exit(),
})

const letters = 'abcdefghijklmnopqrstuvwxyz订单客户物料'

const reportHeap = async () =>
  writeFileSync(env['BENCH_HEAP']!, JSON.stringify(await measureHeap()))

/** Types so many keys, all in other words; gives the heap that is left then. */
const heapAfter = async (keys: number, seed: number): Promise<number> => {
  for (let n = 0; n < keys; n += 1) {
    const at = (n * 7919 + seed * 104_729 + Math.floor(n / 9)) % letters.length
    input.emit('data', Buffer.from(n % 9 === 8 ? '\t' : letters[at]!))
    // As between two keys of a hand: what was written is gone.
    await turn()
  }
  await turn()
  global.gc!()
  global.gc!()
  return process.memoryUsage().heapUsed
}

const measureHeap = async (): Promise<readonly number[]> => {
  press('ctrl+x')
  await heapAfter(3000, 1)
  const before = await heapAfter(2000, 2)
  return [before, await heapAfter(10_000, 3)]
}

terminal.show(formPage(state))
