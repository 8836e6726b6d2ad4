import { openTerminal } from '../../src/terminal/terminal.ts'

// A program with our terminal that ends in the way it is told by a key: the launcher's test builds and starts it.
const deaths: Record<string, () => void> = {
  q: () => {
    terminal.close()
    process.exitCode = 5
  },
  x: () => process.exit(3),
  e: () => {
    throw new Error('a fault of ours')
  },
  a: () => process.abort(),
  enter: () => {
    terminal.close()
    process.exitCode = 9
  },
}

// As one that opens its books first.
if (process.argv.includes('slow')) {
  process.stdout.write('starting')
  for (const end = Date.now() + 300; Date.now() < end; );
}

const { stdin: input, stdout: output, env } = process
const terminal = openTerminal({
  input,
  output,
  env,
  onKey: key => {
    deaths[key.type === 'key' ? key.name : key.text]?.()
  },
  onResize: () => {},
  onHangUp: () => {},
})
const text = `pid ${process.pid} of ${process.ppid} says ${process.argv.slice(2).join()}.`
terminal.show({ lines: [[{ text, style: 'value' }]], cursor: { row: 0, column: 0 } })
