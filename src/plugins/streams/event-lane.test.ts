import { expect, test } from 'vitest'
import type { ChangeEvent } from '../../../sdk/plugin/src/events.ts'
import { EventLane } from './event-lane.ts'
import { changedFields, KnownPictures } from './known-pictures.ts'

const event = (id: string, revision: number, type: ChangeEvent['type'] = 'updated'): ChangeEvent => ({
  type,
  entity: { id, revision },
  changedFields: ['status'],
})

test('a reader who does not keep up gets the last state of each entity, in order', () => {
  const sent: [number, string | undefined, number | undefined, string][] = []
  const lane = new EventLane('orderChanged', (seq, { entity, type }) =>
    sent.push([seq, entity?.id, entity?.revision, type]),
  )
  for (let i = 1; i <= 64; i++) lane.put(event('a', i))
  expect(sent).toHaveLength(64)
  lane.put(event('b', 1, 'created'))
  lane.put(event('a', 65))
  for (let i = 2; i <= 100; i++) lane.put(event('b', i))
  expect(sent).toHaveLength(64)
  lane.acknowledge(1)
  lane.acknowledge(2)
  expect(sent.slice(64)).toEqual([
    [65, 'b', 100, 'created'],
    [66, 'a', 65, 'updated'],
  ])
})

test('what waits has a bound', () => {
  const lane = new EventLane('orderChanged', () => {})
  for (let i = 0; i < 64 + 5000 + 7; i++) lane.put(event(`${i}`, 1))
  expect(lane.dropped).toBe(7)
})

test('an event says what differs from the one before', () => {
  const known = new KnownPictures()
  const first = { id: 'a', revision: 1, status: 'New', items: [1] }
  expect(known.exchange(first)).toBeNull()
  const second = { id: 'a', revision: 2, status: 'Bill', items: [1], tabName: 'x' }
  expect(known.exchange(second)).toBe(first)
  expect(changedFields(first, second)).toEqual(['status', 'tabName'])
})
