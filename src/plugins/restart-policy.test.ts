import { expect, test } from 'vitest'
import { type Crash, restartAfter } from './restart-policy.ts'

const crash = (atMinutes: number, ranMs = 60_000): Crash => ({ at: atMinutes * 60_000, ranMs })

test('by default only what ran for ten seconds is started again', () => {
  expect(restartAfter([crash(1, 9999)], 'auto')).toEqual({ never: 'it ran for 9 s, less than 10 s' })
  expect(restartAfter([crash(1, 10_000)], 'auto')).toEqual({ afterMs: 1000 })
  expect(restartAfter([crash(1, 1)], true)).toEqual({ afterMs: 1000 })
  expect(restartAfter([crash(1)], false)).toMatchObject({ never: expect.stringContaining('restartOnCrash') })
})

test('four times an hour, each time later; the fifth crash is the last', () => {
  const four = [crash(1), crash(10), crash(20), crash(30)]
  expect(restartAfter(four, true)).toEqual({ afterMs: 8000 })
  expect(restartAfter([...four, crash(59)], true)).toEqual({ never: 'it crashed 5 times within an hour' })
  // The first one is an hour ago.
  expect(restartAfter([...four, crash(61)], true)).toEqual({ afterMs: 8000 })
})
