import { expect, test } from 'vitest'
import { livenessRepository } from '../../src/storage/repositories/liveness.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const liveness = () => livenessRepository(database.sql)

test('the last beat of every till is told; a beat that comes late changes nothing', async () => {
  const [tenant, organization, first, second] = [nextId(), nextId(), nextId(), nextId()]
  await liveness().beat(tenant, organization, second, noon)
  await liveness().beat(tenant, organization, first, noon + 5)
  await liveness().beat(tenant, organization, first, noon)
  await liveness().beat(tenant, organization, second, noon + 7)
  await liveness().beat(tenant, nextId(), nextId(), noon)
  expect(await liveness().of(tenant, [organization])).toEqual([
    { terminalGroupId: first, seenAt: noon + 5, isAsleep: false },
    { terminalGroupId: second, seenAt: noon + 7, isAsleep: false },
  ])
  expect(await liveness().of(tenant, [])).toEqual([])
})

test('sleep lasts until it is ended, beats or not', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  await liveness().beat(tenant, organization, group, noon)
  await liveness().setAsleep(tenant, organization, group, true)
  await liveness().beat(tenant, organization, group, noon + 1)
  expect(await liveness().of(tenant, [organization])).toEqual([
    { terminalGroupId: group, seenAt: noon + 1, isAsleep: true },
  ])
  await liveness().setAsleep(tenant, organization, group, false)
  expect((await liveness().of(tenant, [organization]))[0]?.isAsleep).toBe(false)
})

test('a till that was never seen can be put to sleep', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  await liveness().setAsleep(tenant, organization, group, true)
  expect(await liveness().of(tenant, [organization])).toEqual([
    { terminalGroupId: group, seenAt: 0, isAsleep: true },
  ])
})

test('who sleeps, and who was not heard since a moment, is told apart', async () => {
  const [tenant, organization, silent, heard, asleep] = [nextId(), nextId(), nextId(), nextId(), nextId()]
  await liveness().beat(tenant, organization, silent, noon - 1)
  await liveness().beat(tenant, organization, heard, noon)
  await liveness().beat(tenant, organization, asleep, noon - 2)
  await liveness().setAsleep(tenant, organization, asleep, true)
  expect(await liveness().asleep(tenant)).toEqual([asleep])
  expect(await liveness().silentSince(tenant, noon)).toEqual([
    { organizationId: organization, terminalGroupId: silent },
  ])
})

test('another tenant sees nothing of it', async () => {
  const [ours, theirs, organization, group] = [nextId(), nextId(), nextId(), nextId()]
  await liveness().beat(ours, organization, group, noon)
  expect(await liveness().of(theirs, [organization])).toEqual([])
  await liveness().setAsleep(theirs, organization, group, true)
  await liveness().beat(theirs, organization, group, noon + 9)
  expect(await liveness().of(ours, [organization])).toEqual([
    { terminalGroupId: group, seenAt: noon, isAsleep: false },
  ])
})
