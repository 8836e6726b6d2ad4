import { kept } from '../../db/kept.ts'
import type { OperationTable } from '../../db/schema.ts'

/** Writes an operation down as the chain's next link. */
export const postOperation = kept<OperationTable, unknown>((db, hole) =>
  db.insertInto('operation').values({
    number: hole('number'),
    id: hole('id'),
    screen: hole('screen'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
    request: hole('request'),
    result: hole('result'),
    previous: hole('previous'),
    hash: hole('hash'),
    posting: hole('posting'),
  }),
)
