import { expect, test } from 'vitest'
import { guestsRepository } from '../../src/storage/repositories/guests.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId, testVault } from './file-database.ts'

const database = databaseOfFile()
const guests = () => guestsRepository(database.sql, testVault())

const known = (id: string, contactId: string) => ({
  id,
  contactId,
  isBlacklisted: false,
  blacklistReason: null,
})

test('a saved guest is found by phone, however it is written; unknown phones are absent', async () => {
  const [tenant, id, contactId] = [nextId(), nextId(), nextId()]
  await guests().save(tenant, [{ id, phone: '+7 (999) 000-00-01', contactId }], noon)
  const found = await guests().byPhones(tenant, ['89990000001', '+79990000001', '+79990000002', ''])
  expect(found).toEqual(
    new Map([
      ['89990000001', known(id, contactId)],
      ['+79990000001', known(id, contactId)],
    ]),
  )
  expect(await guests().byPhones(tenant, [])).toEqual(new Map())
})

test('a known phone keeps its guest and gets the new contact', async () => {
  const [tenant, id, contactId, phone] = [nextId(), nextId(), nextId(), '+79990000003']
  await guests().save(tenant, [{ id, phone, contactId: nextId() }], noon)
  await guests().save(tenant, [{ id: nextId(), phone, contactId }], noon + 1)
  expect((await guests().byPhones(tenant, [phone])).get(phone)).toEqual(known(id, contactId))
})

test('a known guest with another phone keeps the first one', async () => {
  const [tenant, id, contactId] = [nextId(), nextId(), nextId()]
  await guests().save(tenant, [{ id, phone: '+79990000004', contactId: nextId() }], noon)
  await guests().save(tenant, [{ id, phone: '+79990000005', contactId }], noon)
  const found = await guests().byPhones(tenant, ['+79990000004', '+79990000005'])
  expect(found).toEqual(new Map([['+79990000004', known(id, contactId)]]))
})

test('the same person twice in one call is one guest; nobody is without a phone', async () => {
  const tenant = nextId()
  const [first, second] = [nextId(), nextId()]
  const contactId = nextId()
  await guests().save(
    tenant,
    [
      { id: first, phone: '+79990000006', contactId: nextId() },
      { id: second, phone: '+79990000006', contactId },
      { id: second, phone: '+79990000006', contactId },
      { id: nextId(), phone: 'нет', contactId: nextId() },
    ],
    noon,
  )
  const { rows } = await database.pool.query('select contact_id from guest where tenant_id = $1', [tenant])
  expect(rows).toEqual([{ contact_id: contactId }])
})

test('the blacklist is told', async () => {
  const [tenant, id, phone] = [nextId(), nextId(), '+79990000007']
  await guests().save(tenant, [{ id, phone, contactId: nextId() }], noon)
  await database.pool.query(
    `update guest set is_blacklisted = true, blacklist_reason = 'не открыл дверь' where tenant_id = $1`,
    [tenant],
  )
  const record = (await guests().byPhones(tenant, [phone])).get(phone)
  expect([record?.isBlacklisted, record?.blacklistReason]).toEqual([true, 'не открыл дверь'])
})

test('another tenant has guests of its own with the same phones and ids', async () => {
  const [ours, theirs, id, phone] = [nextId(), nextId(), nextId(), '+79990000008']
  const contactId = nextId()
  await guests().save(ours, [{ id, phone, contactId }], noon)
  expect(await guests().byPhones(theirs, [phone])).toEqual(new Map())
  await guests().save(theirs, [{ id, phone, contactId: nextId() }], noon)
  expect((await guests().byPhones(ours, [phone])).get(phone)).toEqual(known(id, contactId))
})

test('parallel orders of one person make one guest', async () => {
  const [tenant, phone] = [nextId(), '+79990000009']
  await Promise.all(
    Array.from({ length: 16 }, () =>
      guests().save(tenant, [{ id: nextId(), phone, contactId: nextId() }], noon),
    ),
  )
  const { rows } = await database.pool.query('select id from guest where tenant_id = $1', [tenant])
  expect(rows.length).toBe(1)
})
