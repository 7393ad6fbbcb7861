import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyTestDatabase, type TestDatabase } from '../../support/database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await emptyTestDatabase()
})
afterAll(() => db.close())

async function readValue(expression: string): Promise<unknown> {
  const { rows } = await db.pool.query<{ value: unknown }>(`select ${expression} as value`)
  return rows[0]?.value
}

const cases: [expression: string, value: unknown][] = [
  ['9007199254740993::int8', 9007199254740993n],
  ['-1::int8', -1n],
  ['7::int4', 7],
  ['0.100000000000000000001::numeric', '0.100000000000000000001'],
  [`date '2026-03-29'`, '2026-03-29'],
  [`timestamp '2026-03-29 02:30:00'`, '2026-03-29 02:30:00'],
  [`timestamptz '2026-03-29 02:30:00.123+03'`, new Date('2026-03-28T23:30:00.123Z')],
  [`interval '1 hour 30 minutes'`, '01:30:00'],
  [`time '23:59:59'`, '23:59:59'],
  [`'{"a": [1, null]}'::jsonb`, { a: [1, null] }],
  [`'[1, "два"]'::json`, [1, 'два']],
  [`'\\x00ff'::bytea`, Buffer.from([0, 255])],
  [`array[1, null]::int8[]`, [1n, null]],
  [`array[0.10, 2]::numeric[]`, ['0.10', '2']],
  [`array[date '2026-01-01']`, ['2026-01-01']],
  [`array['а,б', null]::text[]`, ['а,б', null]],
  ['null::int8', null],
  ['true', true],
]

test.each(cases)('%s becomes the same value on every engine', async (expression, value) => {
  expect(await readValue(expression)).toEqual(value)
})

test('the kinds read from a column equal those of a parameter', async () => {
  const moment = new Date('2026-11-24T00:00:00.001Z')
  const { rows } = await db.pool.query('select $1::int8 as n, $2::timestamptz as at, $3::date as day', [
    2n ** 62n,
    moment,
    '2026-12-31',
  ])
  expect(rows[0]).toEqual({ n: 2n ** 62n, at: moment, day: '2026-12-31' })
})

test('sessions of the pool and single connections live in UTC', async () => {
  expect(await readValue(`current_setting('TimeZone')`)).toBe('UTC')
  const client = await db.connect()
  const { rows } = await client.query(`select current_setting('TimeZone') as zone, 1::int8 as one`)
  expect(rows[0]).toEqual({ zone: 'UTC', one: 1n })
  await client.end()
})

test('letter case is that of Unicode and lists are sorted by Russian rules', async () => {
  expect(await readValue(`lower('ЁЖИК ÀÇÉ')`)).toBe('ёжик àçé')
  const words = `unnest(array['яблоко', 'Ёжик', 'ель', 'Жук'])`
  const sorted = await readValue(
    `(select array_agg(word order by word collate "ru-x-icu") from ${words} as list (word))`,
  )
  expect(sorted).toEqual(['Ёжик', 'ель', 'Жук', 'яблоко'])
})
