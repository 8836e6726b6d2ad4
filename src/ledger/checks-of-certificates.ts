import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check, Found } from './checks.ts'
import { certificateSteps } from './post-certificate.ts'
import { unequal } from './unequal.ts'

type Db = Kysely<Database>

const allocated = ['order_number', 'line', 'site', 'location', 'lot'] as const

/** What may still leave by a certificate, line by line. */
const liveLines = (db: Db) =>
  db
    .selectFrom('certificate_line as line')
    .innerJoin('certificate', 'certificate.number', 'line.certificate')
    .where('certificate.status', 'not in', ['shipped', 'void'])

const wrongCertified = (db: Db) =>
  unequal(db, {
    columns: allocated,
    expected: liveLines(db)
      .select(['line.order_number', 'line.order_line as line'])
      .select(['line.site', 'line.location', 'line.lot', 'line.quantity']),
    found: db.selectFrom('allocation').select([...allocated, 'certified as quantity']),
  })

const wrongStatus = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('certificate')
    .leftJoin('certificate_event as event', 'event.certificate', 'certificate.number')
    .select(['certificate.number', 'certificate.status', 'event.type'])
    .orderBy('certificate.number')
    .orderBy('event.number')
    .execute()
  const last = new Map(rows.map(row => [row.number, row]))
  return [...last.values()]
    .map(({ number, status, type }) => ({
      key: number,
      expected: type === null ? 'an event' : (certificateSteps[type].to as string),
      found: status as string,
    }))
    .filter(({ expected, found }) => expected !== found)
}

/** The moves that a certificate line must have made, and how each changes the stock. */
const movesOfLine = { 'ISS-TR': -1, 'RCT-TR': 1, 'ISS-SO': -1 } as const

const sameMove = [
  ...(['certificate', 'order_number', 'line', 'item', 'lot'] as const),
  ...(['type', 'site', 'location'] as const),
]

/** Only the move out of the real warehouse has its place on the certificate. */
const expectedMoves = (db: Db, type: keyof typeof movesOfLine) =>
  db
    .selectFrom('certificate_line as line')
    .innerJoin('certificate', 'certificate.number', 'line.certificate')
    .where('certificate.status', '=', 'shipped')
    .select(['line.certificate', 'line.order_number', 'line.order_line as line'])
    .select(['line.item', 'line.lot'])
    .select(eb => [
      eb.val(type).as('type'),
      (type === 'ISS-TR' ? eb.ref('line.site') : eb.val('')).as('site'),
      (type === 'ISS-TR' ? eb.ref('line.location') : eb.val('')).as('location'),
      eb('line.quantity', '*', eb.lit(movesOfLine[type])).as('quantity'),
    ])

const wrongMoves = (db: Db) =>
  unequal(db, {
    columns: sameMove,
    expected: expectedMoves(db, 'ISS-TR')
      .unionAll(expectedMoves(db, 'RCT-TR'))
      .unionAll(expectedMoves(db, 'ISS-SO')),
    found: db
      .selectFrom('stock_move')
      .where('certificate', 'is not', null)
      .select(['certificate', 'order_number', 'line', 'item', 'lot', 'type', 'quantity'])
      .select(eb => {
        const leaves = eb.case().when('type', '=', 'ISS-TR')
        return [
          leaves.then(eb.ref('site')).else('').end().as('site'),
          leaves.then(eb.ref('location')).else('').end().as('location'),
        ]
      }),
    named: ['certificate', 'order_number', 'line', 'type'],
  })

const onPaper = ['certificate', 'item', 'site', 'location', 'lot'] as const

const leftOnPaper = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move')
    .where('certificate', 'is not', null)
    .where('type', 'in', ['RCT-TR', 'ISS-SO'])
    .select(onPaper)
    .select(eb => eb.fn.sum<number>('quantity').as('found'))
    .groupBy(onPaper)
    .having(eb => eb(eb.fn.sum('quantity'), '<>', 0))
    .execute()
  return rows.map(row => ({
    key: onPaper.map(column => row[column]).join(' '),
    expected: '0',
    found: String(row.found),
  }))
}

const sameGoods = ['order_number', 'order_line', 'site', 'location', 'lot'] as const

/** Lines of a new certificate and of the lost one, which must be the same. */
const wrongReissues = (db: Db) => {
  const reissued = (whose: 'number' | 'replaces') =>
    db
      .selectFrom('certificate')
      .innerJoin('certificate_line as line', 'line.certificate', `certificate.${whose}`)
      .where('certificate.replaces', 'is not', null)
      .select(['certificate.number', 'line.quantity'])
      .select(sameGoods.map(column => `line.${column}` as const))
  return unequal(db, {
    columns: ['number', ...sameGoods],
    expected: reissued('replaces'),
    found: reissued('number'),
    named: ['number', 'order_number', 'order_line'],
  })
}

/** Each of these steps was made by somebody else than the step before it; one that wasn't lost may be voided by anyone. */
const byOthers = [
  { before: 'lost', after: 'approved', must: true },
  { before: 'approved', after: 'reissued', must: true },
  { before: 'lost', after: 'voided', must: false },
] as const

const twoEyes = async (db: Db): Promise<readonly Found[]> => {
  const found: Found[] = []
  for (const { before, after, must } of byOthers) {
    const rows = await db
      .selectFrom('certificate_event as after')
      .leftJoin('certificate_event as before', join =>
        join.onRef('before.certificate', '=', 'after.certificate').on('before.type', '=', before),
      )
      .where('after.type', '=', after)
      .where(eb =>
        eb.or([
          ...(must ? [eb('before.number', 'is', null)] : []),
          eb('before.created_by', '=', eb.ref('after.created_by')),
        ]),
      )
      .select(['after.certificate', 'after.created_by'])
      .execute()
    found.push(
      ...rows.map(row => ({
        key: `${row.certificate} ${after}`,
        expected: `not who ${before}`,
        found: row.created_by,
      })),
    )
  }
  return found
}

/** Certificates, what they hold, and how they left. */
export const certificateChecks: readonly Check[] = [
  { name: 'certified stock is what certificates in work say', run: wrongCertified },
  {
    name: 'no more is certified than is allocated',
    run: async db => {
      const rows = await db
        .selectFrom('allocation')
        .select([...allocated, 'quantity as expected', 'certified as found'])
        .where(eb => eb.or([eb('certified', '<', 0), eb('certified', '>', eb.ref('quantity'))]))
        .execute()
      return rows.map(row => ({
        key: allocated.map(column => row[column]).join(' '),
        expected: String(row.expected),
        found: String(row.found),
      }))
    },
  },
  { name: 'a certificate stands where its history says', run: wrongStatus },
  { name: 'a certificate left by two moves of exactly what it says', run: wrongMoves },
  { name: 'nothing of a certificate stays in the virtual warehouse', run: leftOnPaper },
  { name: 'a reissued certificate is for what the lost one was', run: wrongReissues },
  { name: 'a lost certificate was approved and reissued by others', run: twoEyes },
]
