import { expect, test } from 'vitest'
import type { Draft, DraftSearch } from '../../src/app/ports.ts'
import { contactsRepository } from '../../src/storage/repositories/contacts.ts'
import { draftsRepository } from '../../src/storage/repositories/drafts.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId, testVault } from './file-database.ts'

const database = databaseOfFile()
const drafts = () => draftsRepository(database.sql, testVault())
const contacts = () => contactsRepository(database.sql, testVault())
const [phone, otherPhone] = ['+79005550701', '+79005550702']

const aDraft = (changes: Partial<Draft> = {}): Draft => ({
  tenantId: nextId(),
  organizationId: nextId(),
  id: nextId(),
  terminalGroupId: null,
  loginId: nextId(),
  sourceKey: null,
  operatorId: null,
  orderTypeId: null,
  contactId: nextId(),
  createdAt: noon,
  version: 1,
  lock: null,
  committedAs: null,
  ...changes,
})
const searchOf = ({ tenantId, organizationId }: Draft, more: Partial<DraftSearch> = {}): DraftSearch => ({
  tenantId,
  organizationIds: [organizationId],
  sourceKeys: null,
  terminalGroupIds: null,
  operatorIds: null,
  orderTypeIds: null,
  phone: null,
  createdFrom: null,
  createdTo: null,
  limit: 10,
  ...more,
})

test('a draft comes back as it was kept and saved', async () => {
  const draft = aDraft({ sourceKey: 'site', operatorId: nextId(), orderTypeId: nextId() })
  await drafts().insert(draft, phone)
  const { tenantId, organizationId, id } = draft
  expect(await drafts().find(tenantId, organizationId, id)).toEqual(draft)
  const saved = { ...draft, version: 2, lock: { employeeId: nextId(), at: noon + 1 }, committedAs: nextId() }
  await drafts().save(saved, otherPhone)
  expect(await drafts().findForChange(tenantId, organizationId, id)).toEqual(saved)
  expect(await drafts().search(searchOf(draft, { phone }))).toEqual([])
  expect(await drafts().search(searchOf(draft, { phone: otherPhone }))).toEqual([saved])
  await drafts().save(draft, null)
  expect(await drafts().search(searchOf(draft, { phone: otherPhone }))).toEqual([draft])
})

test('an id is claimed once in the whole system', async () => {
  const draft = aDraft()
  const digest = Buffer.alloc(32, 1)
  expect(await drafts().claim(draft, digest)).toBe(true)
  expect(await drafts().claim({ ...aDraft(), id: draft.id }, null)).toBe(false)
  const { tenantId, organizationId } = draft
  expect(await drafts().claimOf(draft.id)).toEqual({ tenantId, organizationId, digest })
  expect(await drafts().claimOf(nextId())).toBeNull()
})

test('a search keeps to what it is asked for, oldest first', async () => {
  const first = aDraft({ terminalGroupId: nextId(), sourceKey: 'site' })
  const place = { tenantId: first.tenantId, organizationId: first.organizationId }
  const second = aDraft({ ...place, operatorId: nextId(), createdAt: noon + 1 })
  const third = aDraft({ ...place, orderTypeId: nextId(), createdAt: noon + 2 })
  for (const draft of [third, first, second]) await drafts().insert(draft, phone)
  const found = async (more: Partial<DraftSearch>) => drafts().search(searchOf(first, more))
  expect(await found({})).toEqual([first, second, third])
  expect(await found({ limit: 2 })).toEqual([first, second])
  expect(await found({ sourceKeys: ['site'] })).toEqual([first])
  expect(await found({ terminalGroupIds: [first.terminalGroupId ?? ''] })).toEqual([first])
  expect(await found({ operatorIds: [second.operatorId ?? ''] })).toEqual([second])
  expect(await found({ orderTypeIds: [third.orderTypeId ?? ''] })).toEqual([third])
  expect(await found({ createdFrom: noon + 1, createdTo: noon + 1 })).toEqual([second])
})

test('what a draft said of a person goes with it; one that was not sent to a till stays', async () => {
  const [sent, kept] = [aDraft({ committedAs: nextId() }), aDraft()]
  const both = [sent, { ...kept, tenantId: sent.tenantId }]
  for (const draft of both) {
    await drafts().insert(draft, phone)
    const contact = { phone, phoneExtension: null, customer: null, deliveryPoint: null }
    await contacts().save(draft.tenantId, [{ id: draft.contactId, contact }])
  }
  await drafts().removeCommitted(
    sent.tenantId,
    both.map(({ id }) => id),
  )
  const left = await contacts().load(
    sent.tenantId,
    both.map(({ contactId }) => contactId),
  )
  expect([...left.keys()]).toEqual([kept.contactId])
  expect(await drafts().find(sent.tenantId, sent.organizationId, sent.id)).toBeNull()
  expect(await drafts().find(sent.tenantId, kept.organizationId, kept.id)).not.toBeNull()
})
