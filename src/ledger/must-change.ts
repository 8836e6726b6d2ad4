/** A change that finds no row to change is a fault of ours: nothing of the posting may stay. */
export const mustChange = (rows: readonly unknown[], table: string) => {
  if (rows.length !== 1) throw new Error(`post: no row of ${table} to change`)
}
