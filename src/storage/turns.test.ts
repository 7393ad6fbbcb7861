import { expect, test } from 'vitest'
import { turns } from './turns.ts'

test('so many work at once, the rest in the order in which they came, also after a failure', async () => {
  const inTurn = turns(2)
  const started: number[] = []
  const ends: ((fails: boolean) => void)[] = []
  const work = (id: number) =>
    inTurn(() => {
      started.push(id)
      return new Promise<void>((resolve, reject) =>
        ends.push((fails) => (fails ? reject(new Error(`${id}`)) : resolve())),
      )
    })
  const all = [0, 1, 2, 3].map((id) => work(id).catch((error: Error) => error.message))
  await Promise.resolve()
  expect(started).toEqual([0, 1])
  ends[1]?.(true)
  expect(await all[1]).toBe('1')
  expect(started).toEqual([0, 1, 2])
  ends[0]?.(false)
  await all[0]
  expect(started).toEqual([0, 1, 2, 3])
  ends[2]?.(false)
  ends[3]?.(false)
  expect(await Promise.all(all)).toEqual([undefined, '1', undefined, undefined])
})
