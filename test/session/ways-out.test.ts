import { afterEach, describe, expect, test } from 'vitest'
import { demoBooks, Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

const head = ['7.1.1', Enter, Enter, 'C001', F1, F1, F1]
const lines = ['10-10000', Tab, '2', F1]

const begun = async (...keys: readonly string[]) => {
  const clerk = await signIn('en', { company: await company() })
  await clerk.types(...head, ...keys)
  return clerk
}
const orders = ({ books }: Awaited<ReturnType<typeof begun>>) =>
  books.db.selectFrom('sales_order').select('number').execute()

describe('F4 leads out of a new order', () => {
  test('without a line: lines, trailer, a question, the menu', async () => {
    const clerk = await begun(F4)
    expect(clerk.field).toBe('discount')
    await clerk.types(F4)
    expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
    await clerk.types(Enter)
    expect([clerk.asking, clerk.field]).toEqual([false, 'discount'])
    await clerk.types(F4, 'y', Enter)
    expect([clerk.at, await orders(clerk)]).toEqual(['', []])
  })

  test('with lines: frame by frame back to the key, and nothing is asked before', async () => {
    const clerk = await begun(...lines, F4)
    const fields: string[] = []
    for (let count = 0; count < 9 && !clerk.asking; count += 1) {
      fields.push(clerk.field)
      await clerk.types(F4)
    }
    expect(fields).toEqual(['discount', 'salesperson', 'order_date', 'number'])
    expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
    await clerk.types('y', Enter)
    expect([clerk.at, await orders(clerk)]).toEqual(['', []])
  })

  test('with lines, and back to the trailer with F1 all the same', async () => {
    const clerk = await begun(...lines, F4, F4, F1, F4)
    expect(clerk.field).toBe('discount')
    await clerk.types(F1, F1, Enter)
    expect(await orders(clerk)).toHaveLength(1)
  })
})

describe('the last F4 of an order', () => {
  test.each([
    ['as the manual has it', [F1, F4, 'Y', Enter]],
    ['when F1 has asked already', [F1, F1, F4, 'Y', Enter]],
    ['when nobody pressed it', [F1, F1, 'Y', Enter]],
  ])('%s: it is saved', async (_, keys) => {
    const clerk = await begun(...lines, F4, ...keys)
    expect([clerk.asking, await orders(clerk)]).toEqual([false, [{ number: 'SO10001' }]])
  })

  test.each([
    ['after F1 asked, twice', [F1, F1, F4, F4]],
    ['after it asked itself, once', [F1, F4, F4]],
  ])('%s: takes the question away', async (_, keys) => {
    const clerk = await begun(...lines, F4, ...keys)
    expect([clerk.asking, clerk.field]).toEqual([false, 'action_status'])
  })
})

describe.each(['7.1.6', '7.9.15'])('%s, when it was only looked at', code => {
  const looked = async (...keys: readonly string[]) => {
    const clerk = await signIn('en', { company: await demoBooks() })
    await clerk.types(code, Enter, 'SO10019', F1)
    for (let count = 0; count < 5 && clerk.field !== 'line'; count += 1) await clerk.types(F1)
    await clerk.types(F4)
    expect(clerk.line(22)).toMatch(/^Is all information correct/)
    await clerk.types(...keys)
    return clerk
  }

  test('F4, F4 and F4 lead out of it', async () => {
    const clerk = await looked()
    const steps: number[] = []
    for (let count = 0; count < 5 && clerk.at === code; count += 1) {
      await clerk.types(F4)
      steps.push(clerk.session.standing?.step ?? -1)
      if (clerk.line(22).startsWith('Leave')) await clerk.types('y', Enter)
    }
    expect(clerk.at).toBe('')
    expect(steps.length).toBeLessThan(4)
  })
})

test('7.1.6 asks for no discarding where nothing was typed', async () => {
  const clerk = await signIn('en', { company: await demoBooks() })
  await clerk.types('7.1.6', Enter, 'SO10019', F1, F4, 'n', Enter)
  expect([clerk.asking, clerk.session.standing!.step]).toEqual([false, 1])
})
