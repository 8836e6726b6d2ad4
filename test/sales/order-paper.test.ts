import { beforeAll, expect, test } from 'vitest'
import { cells } from '../../src/kernel/text.ts'
import type { Books } from '../../src/ledger/books.ts'
import { paperPages } from '../../src/paper/text.ts'
import { auditOrder } from '../../src/sales/audit-order.ts'
import { orderDocument } from '../../src/sales/order-paper.ts'
import { carryOut, company, m, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

let books: Books
beforeAll(async () => {
  books = await company()
  await enterOrder(
    books,
    'C001',
    [
      ['10-10000', q(2)],
      ['10-20000', q(10.5)],
      ['10-40000', q(-1.5)],
    ],
    {
      ship_to: 'S1',
      discount: 500,
      freight: m(12.5),
      purchase_order: 'PO-7',
    },
  )
})

const paper = async (language: 'zh' | 'en') => {
  const found = await orderDocument(books, 'SO10001')
  return paperPages(found!, { language, pageLength: 0 }).flat()
}

test('the paper in Chinese', async () => {
  expect((await paper('zh')).join('\n')).toMatchInlineSnapshot(`
    "                                    样板公司
                                        销售订单                              页 1/1

    订单: SO10001                            订货日期: 2026-11-22
    采购单: PO-7                             截止日期: 2026-11-23
    信用条件: 30                             推销员: SP01
    装运方式: ROAD                           货币: CNY
    备注: 先电话通知

    销往: C001                               货物发往: S1
    北风紧固件有限公司                       二号仓
    港口工业园 12 号                         码头路 5 号
    宁波                                     舟山
    中国

      行 物料号                     数量 UM             价格   折扣%            金额
    --------------------------------------------------------------------------------
       1 10-10000                    2.0 EA           130.00    0.00          260.00
         冷却系统 A12                                      截止日期: 2026-11-23
       2 10-20000                   10.5 EA            96.50    0.00        1,013.25
         WATER PUMP                                        截止日期: 2026-11-23
       3 10-40000                   -1.5 M             3.333    0.00           -5.00
         HOSE                                              截止日期: 2026-11-23
    --------------------------------------------------------------------------------
                                                     各行合计:              1,268.25
                                                   折扣 5.00%:                -63.41
                                                         运费:                 12.50
                                                     合计 CNY:              1,217.34

    制单: anna                                                日期: 2026-11-22

    审核: __________________________________________________  日期: ______________

    客户确认签字: __________________________________________  日期: ______________"
  `)
})

test('the paper in English', async () => {
  expect((await paper('en')).join('\n')).toMatchInlineSnapshot(`
    "                                    样板公司
                                      Sales Order                           Page 1/1

    Order: SO10001                           Order Date: 2026-11-22
    Purchase Order: PO-7                     Due Date: 2026-11-23
    Credit Terms: 30                         Salesperson: SP01
    Ship Via: ROAD                           Currency: CNY
    Remarks: 先电话通知

    Sold-To: C001                            Ship-To: S1
    北风紧固件有限公司                       二号仓
    港口工业园 12 号                         码头路 5 号
    宁波                                     舟山
    中国

      Ln Item                   Quantity UM            Price   Disc%          Amount
    --------------------------------------------------------------------------------
       1 10-10000                    2.0 EA           130.00    0.00          260.00
         冷却系统 A12                                      Due Date: 2026-11-23
       2 10-20000                   10.5 EA            96.50    0.00        1,013.25
         WATER PUMP                                        Due Date: 2026-11-23
       3 10-40000                   -1.5 M             3.333    0.00           -5.00
         HOSE                                              Due Date: 2026-11-23
    --------------------------------------------------------------------------------
                                                   Line Total:              1,268.25
                                               Discount 5.00%:                -63.41
                                                      Freight:                 12.50
                                                    Total CNY:              1,217.34

    Entered by: anna                                          Date: 2026-11-22

    Audited by: ____________________________________________  Date: ______________

    Confirmed by the customer: _____________________________  Date: ______________"
  `)
})

test('no line is wider than 80 cells', async () => {
  for (const language of ['zh', 'en'] as const) {
    expect(Math.max(...(await paper(language)).map(cells))).toBe(80)
  }
})

test('who gets the invoice is named where it is another customer', async () => {
  const { number } = await enterOrder(books, 'C002', [['10-10000', q(1)]])
  const found = await orderDocument(books, number)
  expect(found!.parties.map(({ code }) => code)).toEqual(['C002', 'C002', 'C001'])
})

test('an unknown order has no paper', async () => {
  expect(await orderDocument(books, 'SO1')).toBeNull()
})

test('an order that was audited says by whom and when', async () => {
  const others = await company()
  const { number } = await enterOrder(others, 'C001', [['10-10000', q(2)]], { confirmed: 0 })
  await carryOut({ ...others, user: 'ben' }, auditOrder, { confirmation: { order_number: number } })
  const found = await orderDocument(others, number)
  const page = paperPages(found!, { language: 'en', pageLength: 0 }).flat().join('\n')
  expect(page).toMatch(/Audited by: ben +Date: 2026-11-22/)
})
