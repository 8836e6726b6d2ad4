/** How far a demo order has come. */
type DemoState =
  | 'entered'
  | 'held'
  | 'confirmed'
  | 'allocated'
  | 'part shipped'
  | 'shipped'
  | 'cancelled'

/** How far the certificate of an allocated order has come; `reissued`: a lost one was replaced and printed. */
export type DemoCertificate = 'issued' | 'printed' | 'lost' | 'reissued' | 'shipped'

export interface DemoOrder {
  readonly soldTo: string
  readonly daysAgo: number
  /** Promised so many days after the order. */
  readonly promise: number
  readonly purchaseOrder?: string
  readonly state: DemoState
  /** Who signed the order confirmation at the customer's. */
  readonly signedBy?: string
  /** How far the delivery note of its shipment has come; `replaced`: a wrong one is void, another one was signed. */
  readonly note?: 'made' | 'signed' | 'received' | 'replaced'
  readonly certificate?: DemoCertificate
  /** What is ordered lies with the customer until it is used. */
  readonly consigned?: true
  /** Why what is negative comes back: it returns what was shipped before. */
  readonly reason?: string
  /** Pieces of each consigned line that the customer used. */
  readonly used?: number
  readonly lines: readonly (readonly [item: string, pieces: number, lot?: string])[]
}

/** Why the delivery note of an order was replaced. */
export const wrongNote = '送货地址写错'

/** Some weeks of work, so that lists and inquiries have something to show on the first morning. */
export const orders: readonly DemoOrder[] = [
  {
    soldTo: '01000000',
    daysAgo: 34,
    promise: 10,
    purchaseOrder: 'PO-1000',
    state: 'shipped',
    note: 'received',
    signedBy: 'Liu Wei',
    lines: [
      ['10-10000', 150],
      ['30-30100', 4],
    ],
  },
  {
    soldTo: '01000001',
    daysAgo: 31,
    promise: 3,
    purchaseOrder: 'DF26-118',
    state: 'shipped',
    note: 'received',
    signedBy: '赵敏',
    lines: [
      ['10-10100', 6],
      ['20-20000', 400],
      ['60-60000', 500],
    ],
  },
  {
    soldTo: '01000004',
    daysAgo: 28,
    promise: 4,
    state: 'shipped',
    note: 'signed',
    lines: [
      ['20-20000', 120],
      ['50-50000', 2],
    ],
  },
  {
    soldTo: '01000007',
    daysAgo: 24,
    promise: 14,
    purchaseOrder: 'KS-2026-77',
    state: 'shipped',
    note: 'received',
    signedBy: 'Karl Schmidt',
    lines: [
      ['50-50010', 4],
      ['50-50100', 4],
      ['70-70000', 12],
    ],
  },
  {
    soldTo: '01000002',
    daysAgo: 21,
    promise: 3,
    state: 'shipped',
    note: 'replaced',
    lines: [
      ['30-30000', 2000],
      ['30-30020', 2000],
      ['30-30030', 4000],
    ],
  },
  {
    soldTo: '01000009',
    daysAgo: 17,
    promise: 7,
    purchaseOrder: '4500-118',
    state: 'part shipped',
    note: 'made',
    certificate: 'lost',
    lines: [
      ['20-20200', 40],
      ['50-50200', 3, 'INV-0931'],
    ],
  },
  {
    soldTo: '01000003',
    daysAgo: 14,
    promise: 5,
    state: 'allocated',
    certificate: 'shipped',
    lines: [
      ['60-60010', 80],
      ['60-60100', 45.5],
    ],
  },
  {
    soldTo: '01000001',
    daysAgo: 12,
    promise: 7,
    purchaseOrder: 'DF26-131',
    state: 'part shipped',
    certificate: 'issued',
    lines: [
      ['10-10000', 120],
      ['10-10110', 4],
    ],
  },
  {
    soldTo: '01000008',
    daysAgo: 9,
    promise: 12,
    state: 'allocated',
    certificate: 'reissued',
    lines: [
      ['20-20100', 60],
      ['70-70010', 40],
    ],
  },
  {
    soldTo: '01000010',
    daysAgo: 8,
    promise: 21,
    purchaseOrder: 'PPS 88-2',
    state: 'allocated',
    certificate: 'printed',
    lines: [['10-10000', 300]],
  },
  {
    soldTo: '01000006',
    daysAgo: 6,
    promise: 4,
    state: 'confirmed',
    lines: [
      ['40-40000', 4, 'HM46-2609'],
      ['40-40010', 50, 'G2-2608'],
    ],
  },
  {
    soldTo: '01000005',
    daysAgo: 5,
    promise: 5,
    state: 'confirmed',
    lines: [
      ['50-50200', 2, 'INV-0944'],
      ['10-10200', 24],
    ],
  },
  { soldTo: '01000002', daysAgo: 4, promise: 3, state: 'cancelled', lines: [['30-30010', 500]] },
  { soldTo: '01000011', daysAgo: 3, promise: 6, state: 'held', lines: [['50-50000', 3]] },
  {
    soldTo: '01000007',
    daysAgo: 1,
    promise: 10,
    purchaseOrder: 'KS-2026-90',
    state: 'entered',
    lines: [
      ['10-10000', 80],
      ['10-10010', 6],
      ['50-50010', 3],
    ],
  },
  { soldTo: '01000003', daysAgo: 0, promise: 5, state: 'entered', lines: [['20-20010', 150]] },
  // A return that is replenished (manual 5.6.3): ten come back, ten lie with the customer instead, four of them used.
  {
    soldTo: '01000000',
    daysAgo: 0,
    promise: 3,
    state: 'shipped',
    consigned: true,
    reason: 'DEFECT',
    used: 4,
    lines: [
      ['10-10000', -10],
      ['10-10000', 10],
    ],
  },
  // The first holds for a day far ahead what the second waits for.
  { soldTo: '01000006', daysAgo: 2, promise: 60, state: 'allocated', lines: [['50-50000', 24]] },
  { soldTo: '01000003', daysAgo: 1, promise: 4, state: 'confirmed', lines: [['50-50000', 6]] },
]

/** Why a certificate of the demo was replaced. */
export const lostBecause = '客户在途中遗失'
