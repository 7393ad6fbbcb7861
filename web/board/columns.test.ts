import { expect, test } from 'vitest'
import type { QueueEntry, QueueSettings } from '../kit/device/device-types.ts'
import { columnsOf, isNews, newlyReady } from './columns.ts'

const minutes = (count: number): number => count * 60_000
const settings = {
  ...{ keepReadyMinutes: 10, keepCookingMinutes: 60, maxCooking: 2, maxReady: 2, blinkSeconds: 12 },
} as QueueSettings
const entry = (label: string, takenAt: number, readyAt: number | null = null): QueueEntry => ({
  ...{ orderId: label, label, takenAt, readyAt, name: null },
  stage: readyAt === null ? 'cooking' : 'ready',
})
const labels = (entries: readonly QueueEntry[]) => entries.map(({ label }) => label)

test('who waits longest stands first, who is ready last stands first, and old numbers leave', () => {
  const entries = [
    entry('3', minutes(3)),
    entry('2', minutes(2)),
    entry('1', minutes(1)),
    entry('5', 0, minutes(5)),
    entry('6', 0, minutes(6)),
  ]
  const at = (count: number) => columnsOf(entries, settings, minutes(count))
  expect(labels(at(7).cooking)).toEqual(['2', '3'])
  expect(labels(at(7).ready)).toEqual(['6', '5'])
  expect(labels(at(15).ready)).toEqual(['6'])
  expect(labels(at(62).cooking)).toEqual(['3'])
  const patient = { ...settings, keepCookingMinutes: null }
  expect(labels(columnsOf(entries, patient, minutes(600)).cooking)).toEqual(['2', '3'])
})

test('a number blinks as long as it is news, and sounds once', () => {
  const ready = entry('5', 0, minutes(5))
  expect(isNews(ready, settings, minutes(5) + 11_000)).toBe(true)
  expect(isNews(ready, settings, minutes(5) + 12_000)).toBe(false)
  expect(newlyReady(null, [ready])).toEqual([])
  expect(newlyReady(new Set(), [ready])).toEqual([ready])
  expect(newlyReady(new Set(['5']), [ready])).toEqual([])
})
