import { readFileSync } from 'node:fs'
import { Box, render, Text, useInput } from 'ink'
import { memo, useReducer } from 'react'
import type { Line, Style } from '../../src/session/page.ts'
import { emptyForm, type Form, pagesOf, pressForm } from './terminal-form.ts'

// The bench's form as Ink writes it by itself; terminal.ts builds and starts it.
const formPage = pagesOf(JSON.parse(readFileSync(process.env['BENCH_FORM']!, 'utf8')) as Form)

const looks: Partial<Record<Style, object>> = {
  title: { inverse: true },
  active: { inverse: true },
  field: { underline: true },
  heading: { bold: true },
}

const Row = memo(
  ({ line }: { readonly line: Line }) => (
    <Box height={1}>
      <Text wrap="truncate">
        {line.map(({ text, style }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a run is known by its place alone
          <Text key={at} {...looks[style]}>
            {text}
          </Text>
        ))}
      </Text>
    </Box>
  ),
  (before, after) => JSON.stringify(before.line) === JSON.stringify(after.line),
)

const OrderForm = () => {
  const [state, press] = useReducer(pressForm, emptyForm)
  useInput((input, key) => press(key.tab ? 'tab' : key.ctrl ? `ctrl+${input}` : input))
  return (
    <Box flexDirection="column" width={80} height={24}>
      {formPage(state).lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
        <Row key={row} line={line} />
      ))}
    </Box>
  )
}

render(<OrderForm />, { exitOnCtrlC: false })
