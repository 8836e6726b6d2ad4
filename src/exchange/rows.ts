import type { PageAsk, ReadPage, Values } from '../kernel/entry.ts'

/** Rows asked for at a time: no statement stays open while a file is written. */
const atOnce = 500

/** All rows of a list, page by page. */
export async function* allRows<Context>(
  page: ReadPage<Context>,
  context: Context,
  asked: Pick<PageAsk, 'ranges' | 'language'>,
): AsyncGenerator<Values> {
  let beyond: Values | null = null
  for (;;) {
    const rows: readonly Values[] = await page(context, {
      ...asked,
      search: '',
      beyond,
      direction: 'forward',
      limit: atOnce,
    })
    yield* rows
    if (rows.length < atOnce) return
    beyond = rows.at(-1)!
  }
}
