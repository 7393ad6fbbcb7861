import { expect, test } from 'vitest'
import type { StopListItem } from '../../src/domain/stop-list/stop-list.ts'
import { stopListsRepository } from '../../src/storage/repositories/stop-lists.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const lists = () => stopListsRepository(database.sql)

const anItem = (changes: Partial<StopListItem> = {}): StopListItem => ({
  productId: nextId(),
  sizeId: null,
  balance: -500n,
  isCounted: true,
  dateAdd: noon,
  ...changes,
})

test('a till keeps its last list, in order; it has an empty one before', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  expect(await lists().atTill(tenant, group)).toEqual([])
  const items = [anItem(), anItem({ sizeId: nextId(), balance: 2n ** 60n })]
  await lists().saveAtTill(tenant, organization, group, items)
  expect(await lists().atTill(tenant, group)).toEqual(items)
  await lists().saveAtTill(tenant, organization, group, [])
  expect(await lists().atTill(tenant, group)).toEqual([])
})

test('the cloud keeps the last list of every group, cleared ones included', async () => {
  const [tenant, organization, other] = [nextId(), nextId(), nextId()]
  const [first, second, third] = [nextId(), nextId(), nextId()]
  const items = [anItem()]
  await lists().saveInCloud(tenant, other, third, items)
  await lists().saveInCloud(tenant, organization, second, [])
  await lists().saveInCloud(tenant, organization, first, [anItem()])
  await lists().saveInCloud(tenant, organization, first, items)

  expect(await lists().inCloud(tenant, [organization])).toEqual([
    { organizationId: organization, terminalGroupId: first, items },
    { organizationId: organization, terminalGroupId: second, items: [] },
  ])
  const all = await lists().inCloud(tenant, [other, organization])
  expect(all.map(({ terminalGroupId }) => terminalGroupId)).toEqual([first, second, third])
  expect(await lists().inCloud(tenant, [])).toEqual([])
})

test('the lists of the till and of the cloud are apart', async () => {
  const [tenant, organization, group] = [nextId(), nextId(), nextId()]
  await lists().saveAtTill(tenant, organization, group, [anItem()])
  expect(await lists().inCloud(tenant, [organization])).toEqual([])
})

test('another tenant sees nothing of it', async () => {
  const [ours, theirs, organization, group] = [nextId(), nextId(), nextId(), nextId()]
  const items = [anItem()]
  await lists().saveAtTill(ours, organization, group, items)
  await lists().saveInCloud(ours, organization, group, items)
  expect(await lists().atTill(theirs, group)).toEqual([])
  expect(await lists().inCloud(theirs, [organization])).toEqual([])

  await lists().saveAtTill(theirs, organization, group, [])
  await lists().saveInCloud(theirs, organization, group, [])
  expect(await lists().atTill(ours, group)).toEqual(items)
  expect((await lists().inCloud(ours, [organization])).map((list) => list.items)).toEqual([items])
})
