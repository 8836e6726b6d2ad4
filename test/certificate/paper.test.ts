import { expect, test } from 'vitest'
import { shippedInvoice } from '../../src/certificate/invoice-preview.ts'
import { printedCertificate } from '../../src/certificate/paper.ts'
import { shipCertificate } from '../../src/certificate/ship.ts'
import { cells } from '../../src/kernel/text.ts'
import { paperPages } from '../../src/paper/text.ts'
import { carryOut, q } from '../support/company.ts'
import {
  allocatedOrder,
  byCertificate,
  certificate,
  certifying,
  issue,
  print,
} from './certificate-support.ts'

test('a certificate is one value: copies, parties, lines, totals; 订 is two cells in every row', async () => {
  const books = await certifying()
  await allocatedOrder(books, [
    ['10-10000', q(4)],
    ['10-40000', q(2.5)],
  ])
  const number = await issue(books, ...([undefined, { remarks: '沪A-4711' }] as const))
  const paper = (await printedCertificate(books, { certificate_print: { number } }))!
  expect(paper.copies.map(([zh]) => zh)).toEqual(['客户联', '提货联', '发票第一联'])
  expect(paper.parties.map(({ code }) => code)).toEqual(['C001', 'C001'])
  expect(paper.lines).toMatchObject([
    { order_number: 'SO10001', order_line: 1, item: '10-10000', quantity: q(4), unit: 'EA' },
    { order_number: 'SO10001', order_line: 2, item: '10-40000', quantity: q(2.5), unit: 'M' },
  ])
  // Pieces and metres don't add up.
  expect(paper.totals.map(({ value }) => value)).toEqual([2])
  for (const language of ['zh', 'en'] as const) {
    const pages = paperPages(paper, { language, pageLength: 0 })
    expect(pages).toHaveLength(3)
    expect(Math.max(...pages.flat().map(cells))).toBeLessThanOrEqual(80)
  }
  expect(await printedCertificate(books, { certificate_print: { number: 'NO' } })).toBeNull()
})

test('the preview is what was posted: price times quantity, each order’s own discount, their sum', async () => {
  const books = await certifying()
  // C002 has 5 % off its orders; C001 pays for it.
  await allocatedOrder(books, [['10-10000', q(3)]], { customer: 'C002' })
  await allocatedOrder(books, [['10-40000', q(3)]], { customer: 'C002', discount: 0 })
  const head = { customer: 'C002', ship_to: null }
  const draft = await certificate(books, null, head)
  expect(draft['certificate_line']).toHaveLength(2)
  const number = await issue(books, draft['certificate_line'] as never, head)
  expect(await shippedInvoice(books, byCertificate(number), '')).toBeNull()
  await print(books, number)
  const { notices } = await carryOut(books, shipCertificate, byCertificate(number))
  expect(notices.map(({ about }) => about)).toEqual([[number, '2', '380.50 CNY']])
  const paper = (await shippedInvoice(books, byCertificate(number), ''))!
  expect(paper.lines).toMatchObject([
    { order_number: 'SO10001', quantity: q(3), price: q(130), amount: 39_000 },
    { order_number: 'SO10002', quantity: q(3), price: q(3.333), amount: 1_000 },
  ])
  expect(paper.totals.map(({ value, detail }) => [value, detail])).toEqual([
    [40_000, undefined],
    [-1_950, 'SO10001 5.00%'],
    [38_050, 'CNY'],
  ])
  expect(paper.parties.map(({ code }) => code)).toEqual(['C002', 'C002', 'C001'])
  // What an order is shipped by itself has no certificate to preview.
  expect(
    await shippedInvoice(books, { shipment_entry: { order_number: 'SO10001' } }, ''),
  ).toBeNull()
})
