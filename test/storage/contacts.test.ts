import { expect, test } from 'vitest'
import type { Contact } from '../../src/domain/orders/order.ts'
import { contactsRepository } from '../../src/storage/repositories/contacts.ts'
import { databaseOfFile, nextId, testVault } from './file-database.ts'

const database = databaseOfFile()
const contacts = () => contactsRepository(database.sql, testVault())

const aContact = (phone: string, name = 'Антон'): Contact => ({
  phone,
  phoneExtension: '12',
  customer: {
    type: 'regular',
    name,
    surname: 'Чехов',
    comment: null,
    birthdate: '1860-01-29',
    email: 'anton@example.org',
    gender: 'Male',
    shouldReceiveOrderStatusNotifications: null,
  },
  deliveryPoint: {
    coordinates: { latitude: 55.757_617, longitude: 37.586_123 },
    address: null,
    externalCartographyId: null,
    comment: 'Домофон сломан',
  },
})

test('a saved contact is read back; unknown ids are absent', async () => {
  const [tenant, first, second] = [nextId(), nextId(), nextId()]
  const saved = [
    { id: first, contact: aContact('+79990000001') },
    { id: second, contact: aContact('+79990000002', 'Ольга') },
  ]
  await contacts().save(tenant, saved)
  const loaded = await contacts().load(tenant, [second, nextId(), first])
  expect(loaded).toEqual(new Map(saved.map(({ id, contact }) => [id, contact])))
  expect(await contacts().load(tenant, [])).toEqual(new Map())
})

test('a contact that is saved again is replaced and sealed under another key', async () => {
  const [tenant, id] = [nextId(), nextId()]
  const key = async () => {
    const { rows } = await database.pool.query('select key from personal_key where record_id = $1', [id])
    return (rows as { key: Buffer }[]).map((row) => row.key.toString('hex'))
  }
  await contacts().save(tenant, [{ id, contact: aContact('+79990000003') }])
  const before = await key()
  const changed = aContact('+79990000004', 'Антоша')
  await contacts().save(tenant, [
    { id, contact: aContact('+79990000005') },
    { id, contact: changed },
  ])
  expect((await contacts().load(tenant, [id])).get(id)).toEqual(changed)
  expect(await key()).not.toEqual(before)
  expect(await contacts().destroy(tenant, '+79990000003')).toBe(0)
})

test('nothing personal lies in the tables, and every record has a key of its own', async () => {
  const tenant = nextId()
  const records = [nextId(), nextId()].map((id) => ({ id, contact: aContact('+79991234567') }))
  await contacts().save(tenant, records)
  const { rows } = await database.pool.query(
    `select r.subject, r.sealed, k.key from personal_record r
     join personal_key k on k.tenant_id = r.tenant_id and k.record_id = r.id where r.tenant_id = $1`,
    [tenant],
  )
  const found = rows as { subject: Buffer; sealed: Buffer; key: Buffer }[]
  for (const row of found) {
    const bytes = Buffer.concat([row.subject, row.sealed]).toString('latin1')
    expect(bytes).not.toContain('9991234567')
    expect(bytes).not.toContain(Buffer.from('Антон').toString('latin1'))
  }
  expect(new Set(found.map((row) => row.key.toString('hex'))).size).toBe(2)
  expect(new Set(found.map((row) => row.sealed.toString('hex'))).size).toBe(2)
})

test('destroyed contacts are unreadable, however the phone was written; other people stay', async () => {
  const tenant = nextId()
  const [home, work, friend] = [nextId(), nextId(), nextId()]
  await contacts().save(tenant, [
    { id: home, contact: aContact('+7 (999) 111-22-33') },
    { id: work, contact: aContact('89991112233') },
    { id: friend, contact: aContact('+79991112234', 'Ольга') },
  ])
  expect(await contacts().destroy(tenant, '7-999-111-22-33')).toBe(2)
  expect([...(await contacts().load(tenant, [home, work, friend])).keys()]).toEqual([friend])
  expect(await contacts().destroy(tenant, '79991112233')).toBe(0)

  const { rows } = await database.pool.query('select 1 from personal_key where tenant_id = $1', [tenant])
  expect(rows.length).toBe(1)
})

test('an empty phone is nobody: it destroys nothing', async () => {
  const [tenant, id] = [nextId(), nextId()]
  await contacts().save(tenant, [{ id, contact: aContact('') }])
  expect(await contacts().destroy(tenant, '+')).toBe(0)
  expect((await contacts().load(tenant, [id])).size).toBe(1)
})

test('a body that was changed in the database is refused, not shown', async () => {
  const [tenant, id] = [nextId(), nextId()]
  await contacts().save(tenant, [{ id, contact: aContact('+79990000009') }])
  await database.pool.query(
    'update personal_record set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where id = $1',
    [id],
  )
  await expect(contacts().load(tenant, [id])).rejects.toThrow()
})

test('another tenant neither reads nor destroys it', async () => {
  const [ours, theirs, id] = [nextId(), nextId(), nextId()]
  await contacts().save(ours, [{ id, contact: aContact('+79995556677') }])
  expect(await contacts().load(theirs, [id])).toEqual(new Map())
  expect(await contacts().destroy(theirs, '+79995556677')).toBe(0)
  await contacts().save(theirs, [{ id, contact: aContact('+79995556677', 'Другой') }])
  expect((await contacts().load(ours, [id])).get(id)).toEqual(aContact('+79995556677'))
})

test('parallel savings of the same records in any order do not block each other for ever', async () => {
  const tenant = nextId()
  const ids = Array.from({ length: 20 }, nextId)
  const save = (order: readonly string[], name: string) =>
    contacts().save(
      tenant,
      order.map((id) => ({ id, contact: aContact('+79990000010', name) })),
    )
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => save(n % 2 ? ids : [...ids].reverse(), `Антон ${n % 3}`)),
  )
  const loaded = await contacts().load(tenant, ids)
  expect(loaded.size).toBe(ids.length)
})
