import { msg } from '../../db/messages.ts'
import { type Problem, problemAt } from './problem.ts'
import type { ReadRow } from './read-rows.ts'

/** What a row says of these fields otherwise than the first row of the same head, which is the one that counts. */
export const otherThanFirst = (
  row: ReadRow,
  first: ReadRow,
  { name, fields }: { readonly name: string; readonly fields: readonly string[] },
): Problem[] =>
  fields
    .filter(field => {
      const said = row.values[field] ?? ''
      return said !== '' && said !== first.values[field]
    })
    .map(field => problemAt(row, field, msg.importedOtherwise, name, first.line))
