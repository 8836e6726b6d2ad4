import { type Kysely, sql } from 'kysely'

/** A table with its columns, and those of them that name a row. */
export interface Shape {
  readonly table: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

/** Every table there is, the migrator's own too. */
export const shapesOf = async <D>(db: Kysely<D>): Promise<readonly Shape[]> => {
  const { rows } = await sql<{ table: string; column: string; place: number }>`
    select one.name as "table", part.name as "column", part.pk as place
    from sqlite_schema as one join pragma_table_info(one.name) as part
    where one.type = 'table' and one.name not like 'sqlite_%'
    order by one.name, part.cid`.execute(db)
  const tables = [...new Set(rows.map(row => row.table))]
  return tables.map(table => {
    const parts = rows.filter(row => row.table === table)
    const key = parts.filter(({ place }) => place > 0).sort((a, b) => a.place - b.place)
    const names = (of: typeof rows) => of.map(({ column }) => column)
    return { table, columns: names(parts), key: names(key) }
  })
}

/** A table, index or trigger in the words that made it. */
export interface Made {
  readonly type: string
  readonly name: string
  readonly table: string
  readonly words: string | null
}

/** All that the migrations made, as the file holds it; what SQLite counted for its planner (`analyze`) nobody made. */
export const madeIn = async <D>(db: Kysely<D>): Promise<readonly Made[]> => {
  const { rows } = await sql<Made>`
    select type, name, tbl_name as "table", sql as words from sqlite_schema
    where name not glob 'sqlite_stat[1-4]'
    order by type, name`.execute(db)
  return rows
}
