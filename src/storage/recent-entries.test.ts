import { expect, test } from 'vitest'
import type { NewEntry } from '../app/ports.ts'
import { RecentEntries } from './recent-entries.ts'

const entry = (entryId: string): NewEntry => ({
  tenantId: 't',
  organizationId: null,
  terminalGroupId: null,
  entryId,
  at: 0,
  actor: 'somebody',
  kind: 'something',
  entity: 'thing',
  entityId: 'e',
  correlationId: null,
  completes: false,
  payload: null,
})
const digest = Buffer.from('digest')

test('the latest are kept, the oldest go first', () => {
  const recent = new RecentEntries(2)
  recent.keep([entry('a'), entry('b')], [digest, digest])
  recent.keep([entry('c')], [digest])
  expect(['a', 'b', 'c'].map((id) => recent.of('t', id)?.entry.entryId)).toEqual([undefined, 'b', 'c'])
})

test('what the sequencer has met is dropped', () => {
  const recent = new RecentEntries(2)
  recent.keep([entry('a'), entry('b')], [digest, digest])
  recent.drop([entry('a')])
  expect(recent.of('t', 'a')).toBeUndefined()
  expect(recent.of('t', 'b')?.digest).toBe(digest)
})

test('of another tenant with the same id nothing is told', () => {
  const recent = new RecentEntries(2)
  recent.keep([entry('a')], [digest])
  expect(recent.of('another', 'a')).toBeUndefined()
})
