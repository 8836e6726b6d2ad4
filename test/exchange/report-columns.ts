import type { ReportColumn } from '../../src/exchange/report.ts'
import type { Field } from '../../src/kernel/messages.ts'

/** Columns from fields of the dictionary, in the order named. */
export const columnsOf = <Name extends string>(
  family: Readonly<Record<Name, Field>>,
  names: readonly Name[],
): ReportColumn[] => names.map(name => ({ name, ...family[name] }))
