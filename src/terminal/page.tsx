import { Box, Text } from 'ink'
import { createElement, memo } from 'react'
import type { Line, Page, Segment, Size } from '../session/page.ts'

/**
 * A run of one style inside a Text. Ink's own Text turns its looks into escape codes at once; this
 * one carries the style's name to the walk, which knows what it looks like on the terminal at hand.
 */
const Run = ({ text, style }: Segment) => createElement('ink-text', { look: style }, text)

const sameLine = (before: Line, after: Line): boolean =>
  before === after ||
  (before.length === after.length &&
    before.every(({ text, style }, at) => text === after[at]?.text && style === after[at].style))

/**
 * One row of the screen. React skips it, and Ink lays nothing out anew, while its line says the
 * same.
 */
const Row = memo(
  ({ line }: { readonly line: Line }) => (
    <Box height={1} flexShrink={0}>
      <Text wrap="truncate">
        {line.map((segment, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a run is known by its place alone
          <Run key={at} {...segment} />
        ))}
      </Text>
    </Box>
  ),
  (before, after) => sameLine(before.line, after.line),
)

/** A page of the session as Ink draws it: a column of rows. */
export const PageView = ({ page, size }: { readonly page: Page; readonly size: Size }) => (
  <Box flexDirection="column" width={size.columns} height={size.rows}>
    {page.lines.slice(0, size.rows).map((line, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
      <Row key={row} line={line} />
    ))}
  </Box>
)
