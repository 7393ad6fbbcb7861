import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import type { ReportGroup } from '../../../app/ports.ts'
import type { FoundReport } from '../../../app/reports/find-report.ts'
import { piecesOf } from '../../../app/reports/group-pieces.ts'
import { aggregated, grouped } from './columns.ts'
import { type ReportForm, writeReport } from './write-report.ts'
import { WritingThread } from './writing-thread.ts'

const writing = new WritingThread()
afterAll(() => writing.close())

const lines = 5000
const dish = (index: number): string => `Блюдо "${index}"`
const sums = ['cost', 'orders']

/** Groups by dish and number, last ones first; what all come to stands behind them. */
async function aReport(): Promise<FoundReport> {
  const group = (level: number, keys: (string | null)[], cost: bigint): ReportGroup => ({
    ...{ level, keys },
    sums: new Map<string, bigint | null>([
      ['cost', cost],
      ['orders', level === 0 ? null : 7n],
    ]),
  })
  const all = Array.from({ length: lines }, (_, index) =>
    group(0, [index % 10 === 0 ? null : dish(index % 10), String(index)], BigInt(index) * 10_000n),
  ).reverse()
  const total = group(1, [null, null], 9_876_543_210_987_654_321n)
  return {
    shape: {
      ...{ type: 'SALES', keys: ['DishName', 'OrderNum'], rows: 2, levels: [[0, 1], []], sums },
      measures: ['DishSumInt', 'UniqOrderId'],
    },
    found: await piecesOf(sums, [total, ...all]),
  }
}

const form: ReportForm = {
  ...{ as: 'json', isSummed: true, days: 'bare', columns: [] },
  rows: ['OrderNum', 'DishName'].map((name) => grouped('SALES', name)),
  measures: ['UniqOrderId', 'DishSumInt'].map((name) => aggregated('SALES', name)),
}

const expected = Array.from({ length: 10 }, (_, tail) => tail).flatMap((tail) =>
  Array.from({ length: lines / 10 }, (_, index) => index * 10 + tail).map((number) => ({
    DishName: tail === 0 ? null : dish(tail),
    DishSumInt: number,
    OrderNum: number,
    UniqOrderId: 0,
  })),
)

test('a report that another thread writes is the one that this one writes, sorted and whole', async () => {
  const written = await text(writing.write(await aReport(), form))
  expect(written).toBe([...writeReport(await aReport(), form)].join(''))
  const { data, summary } = JSON.parse(written)
  expect(data).toEqual(expected)
  expect(Object.keys(data[0])).toEqual(['DishName', 'DishSumInt', 'OrderNum', 'UniqOrderId'])
  expect(summary).toHaveLength(lines + 1)
  expect(summary.at(-1)).toEqual([{}, { DishSumInt: 987_654_321_098_765.4, UniqOrderId: 7 }])
})

test('XML has the rows in the order of the request, and what all come to behind them', async () => {
  const xml = await text(writing.write(await aReport(), { ...form, as: 'xml' }))
  expect(xml).toMatch(
    /<report><r><OrderNum>0<\/OrderNum><UniqOrderId>0<\/UniqOrderId><DishSumInt>0<\/DishSumInt><\/r>/,
  )
  expect(xml).toMatch(
    /<r><UniqOrderId>7<\/UniqOrderId><DishSumInt>987654321098765.4<\/DishSumInt><\/r><\/report>$/,
  )
  expect(xml.match(/<r>/g)).toHaveLength(lines + 1)
})

test('a reader who goes away is forgotten, and one whose report cannot be written is told', async () => {
  const gone = writing.write(await aReport(), form)
  await once(gone, 'readable')
  gone.destroy()
  const { shape } = await aReport()
  const { found } = await aReport()
  const broken = writing.write({ shape, found: { ...found, groups: -1 } }, form)
  await expect(text(broken)).rejects.toThrow()
  expect(JSON.parse(await text(writing.write(await aReport(), form))).data).toHaveLength(lines)
})
