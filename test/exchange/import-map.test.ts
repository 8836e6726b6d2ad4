import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, openDesk } from './import-support.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

test('a map joins, cuts, multiplies, replaces, looks up and fills in', async () => {
  await desk.put('groups.csv', 'Id,Code\n7,PUMPS\n')
  const csv =
    'No,First,Last,Kind,Gone,When,Price\nM1,Pump,with a rather long name indeed,7,1,2026-01-02 10:11:12,0.125\n'
  const map = {
    code: 'No',
    description: { columns: ['First', 'Last'], wrap: 24 },
    description_2: { columns: ['First', 'Last'], wrap: 24, piece: 2 },
    unit: { value: 'EA' },
    item_group: { column: 'Kind', in: 'groups.csv', key: 'Id', give: 'Code' },
    active: { column: 'Gone', replace: { '1': 'N', '0': 'Y' } },
    list_price: { column: 'Price', times: 100 },
    product_line: { column: 'When', first: 4 },
  }
  expect(await desk.bring('items', csv, map)).toEqual(['1 record imported'])
  expect(await desk.find('item', 'M1')).toMatchObject({
    description: 'Pump with a rather long',
    description_2: 'name indeed',
    unit: 'EA',
    item_group: 'PUMPS',
    active: 0,
    list_price: 12_5000,
    product_line: '2026',
  })
})

test.each<[string, unknown, RegExp]>([
  [
    'a field we do not have',
    { code: 'No', colour: 'C' },
    /data\.csv:1: colour: Error: There is no field colour: there are code, /,
  ],
  [
    'a column it does not have',
    { code: 'Nope' },
    /data\.csv:1: code: Error: The CSV has no column Nope: there are No/,
  ],
  [
    'a step that is unknown',
    { code: { column: 'No', upper: true } },
    /map\.json: code: Error: The map says something unknown about code \(upper true\): /,
  ],
  [
    'half a lookup',
    { code: { column: 'No', in: 'groups.csv' } },
    /map\.json: code: Error: The map says something unknown about code \(in, key, give/,
  ],
  [
    'a file that is not there',
    { code: { column: 'No', in: 'groups.csv', key: 'a', give: 'b' } },
    /groups\.csv: Error: File groups\.csv cannot be read/,
  ],
  ['no object', [], /map\.json: Error: The map is no proper JSON/],
])('a map with %s is refused', async (_, map, said) => {
  expect((await desk.bring('items', 'No\nX1\n', map))[0]).toMatch(said)
})
