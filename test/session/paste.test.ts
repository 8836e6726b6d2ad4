import { afterEach, describe, expect, test } from 'vitest'
import { type Clerk, Enter, F1, signIn, signOut, Tab } from '../support/clerk.ts'

afterEach(signOut)

const itemOf = async (clerk: Clerk, code: string) =>
  clerk.books.db.selectFrom('item').selectAll().where('code', '=', code).executeTakeFirst()

const inScreen = async (code: string) => {
  const clerk = await signIn('en')
  await clerk.types(code, Enter)
  return clerk
}

describe('a paste', () => {
  test('goes into one field, its line breaks as blanks, and accepts nothing', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('NEW-1', Enter)
    await clerk.pastes('PUMP\nA\t12\r\n')
    expect(clerk.field).toBe('description')
    expect(clerk.screen).toContain('Description: PUMP A 12')
    await clerk.types(Tab, 'EA', F1)
    expect(await itemOf(clerk, 'NEW-1')).toMatchObject({ description: 'PUMP A 12' })
  })
  test('that is too long is cut, and said', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.pastes('A'.repeat(100))
    expect([clerk.field, clerk.messages]).toEqual(['code', [82]])
  })
})
