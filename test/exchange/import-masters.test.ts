import { afterEach, beforeEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { type Desk, openDesk } from './import-support.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const control = () =>
  desk.books.db.selectFrom('sales_order_control').selectAll().executeTakeFirstOrThrow()

test('control: what the file does not say stays, the audit too', async () => {
  const before = await control()
  expect(before).toMatchObject({ audit_required: 1, change_approval: 1 })
  expect(await desk.bring('control', 'id,next_order\n2,90001\n')).toEqual(['1 records imported'])
  expect(await control()).toEqual({ ...before, next_order: 90001 })
})

test.each([
  ['order_prefix\nPC\n', 'order_prefix', msg.orderPrefixCertificates],
  ['work_from,work_to\n17:00,08:00\n', 'work_to', msg.workEndsFirst],
  ['next_order\n10001\n', 'next_order', msg.numberTakenAlready],
])('control: 7.1.24 has its say: %j', async (csv, field, { number }) => {
  const before = await control()
  const [said] = await desk.bring('control', csv)
  expect(said).toMatch(new RegExp(`^data\\.csv:2: ${field}: Error: .* \\(${number}\\)$`))
  expect(await control()).toEqual(before)
})
