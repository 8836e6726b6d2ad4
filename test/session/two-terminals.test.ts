import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { thisProgram } from '../../bin/this-program.ts'
import type { Holder } from '../../src/ledger/drafts.ts'
import { Enter, F1, F4, signIn, signOut } from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

test('the same clerk at two terminals: neither sees, nor loses, what the other is at', async () => {
  const books = await company()
  const alive = new Set(['left', 'right'])
  const at = (name: string): Holder => ({ name, isAlive: one => alive.has(one) })
  const left = await signIn('en', { company: books, holder: at('left') })
  await left.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1, '10-10000', Enter, '3', F1)

  const right = await signIn('en', { company: books, holder: at('right') })
  expect(right.messages).toEqual([])
  await right.types('7.1.1', Enter, Enter, 'C002', F1, F1, F1, '10-20000', Enter, '5', F1)
  await left.types('10-20000', Enter, '1', F1, F4, F1, F4, Enter)
  expect(left.line(22)).toContain('SO10001')

  await right.kill()
  const again = await signIn('en', { company: books, holder: at('third') })
  expect(again.messages).toEqual([])
  alive.delete('right')
  const later = await signIn('en', { company: books, holder: at('fourth') })
  expect(later.asking).toBe(true)
  expect(later.line(22)).toContain('7.1.1')
  await later.types(Enter, F4, F1, F4, Enter)
  const orders = await books.db.selectFrom('sales_order').select(['number', 'sold_to']).execute()
  expect(orders).toEqual([
    { number: 'SO10001', sold_to: 'C001' },
    { number: 'SO10002', sold_to: 'C002' },
  ])
})

test('work that was left is taken up at one terminal only, and the other one drops nothing', async () => {
  const books = await company()
  const alive = new Set(['first', 'left', 'right', 'third'])
  const at = (name: string): Holder => ({ name, isAlive: one => alive.has(one) })
  const first = await signIn('en', { company: books, holder: at('first') })
  await first.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1, '10-10000', Enter, '3', F1)
  await first.kill()
  alive.delete('first')
  const left = await signIn('en', { company: books, holder: at('left') })
  const right = await signIn('en', { company: books, holder: at('right') })
  const third = await signIn('en', { company: books, holder: at('third') })
  await third.types('n', Enter, '7.1.1', Enter)
  expect([left.asking, right.asking, third.asking]).toEqual([true, true, true])
  await left.types('y', Enter)
  expect(left.at).toBe('7.1.1')
  await right.types('y', Enter)
  expect([right.messages, right.at]).toEqual([[112], ''])
  await third.types('n', Enter)
  expect([third.messages, third.at]).toEqual([[112], '7.1.1'])
  await left.types(F4, F1, F4, Enter)
  expect(left.line(22)).toContain('SO10001')
})

test('a program counts as alive until it ends, and its number coming again is another program', async () => {
  const child = spawn(process.execPath, ['-e', "console.log('on'); setInterval(() => {}, 1000)"])
  await once(child.stdout, 'data')
  const [, begin = ''] = thisProgram.name.split(' ')
  expect(thisProgram.isAlive(thisProgram.name)).toBe(true)
  if (process.platform === 'linux')
    expect(thisProgram.isAlive(`${child.pid} ${begin}0`)).toBe(false)
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(thisProgram.isAlive(`${child.pid} `)).toBe(false)
})
