import { expect, test } from 'vitest'
import type { ApiKey } from '../../src/app/ports.ts'
import { keysRepository } from '../../src/storage/repositories/keys.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const keys = () => keysRepository(database.sql)

const aKey = (changes: Partial<ApiKey> = {}): ApiKey => ({
  id: nextId(),
  tenantId: nextId(),
  name: 'Сайт',
  isActive: true,
  expiresAt: noon,
  settings: {
    organizationIds: [nextId()],
    terminalGroupIds: null,
    deniedRights: ['deliveries/cancel'],
    sourceKey: 'site',
    externalMenuNumbers: [7],
    priceCategoryIds: [],
    email: null,
  },
  ...changes,
})

test('a saved key is found by its login and by its id', async () => {
  const key = aKey()
  await keys().save(key, 'login-of-the-site')
  expect(await keys().byLogin('login-of-the-site')).toEqual(key)
  expect(await keys().byId(key.id)).toEqual(key)
  expect(await keys().byLogin('Login-of-the-site')).toBeNull()
  expect(await keys().byId(nextId())).toBeNull()
})

test('a key is changed without its login, and a new login ends the old one', async () => {
  const key = aKey()
  await keys().save(key, 'old-login')
  const changed = { ...key, name: 'Приложение', isActive: false, expiresAt: null }
  await keys().save(changed, null)
  expect(await keys().byLogin('old-login')).toEqual(changed)
  await keys().save(key, 'new-login')
  expect(await keys().byLogin('new-login')).toEqual(key)
  expect(await keys().byLogin('old-login')).toBeNull()
})

test('a new key needs a login that nobody has', async () => {
  await expect(keys().save(aKey(), null)).rejects.toThrow('does not exist')
  await keys().save(aKey(), 'taken-login')
  await expect(keys().save(aKey(), 'taken-login')).rejects.toThrow('api_key_login_hash_key')
})

test('the keys of a tenant are listed in the order in which they were made', async () => {
  const tenantId = nextId()
  const [first, second] = [aKey({ tenantId }), aKey({ tenantId })]
  await keys().save(second, 'made-first')
  await keys().save(first, 'made-second')
  await keys().save({ ...second, name: 'Б' }, null)
  expect(await keys().list(tenantId)).toEqual([{ ...second, name: 'Б' }, first])
})

test('another tenant neither lists nor changes a key', async () => {
  const key = aKey()
  await keys().save(key, 'our-login')
  const theirs = { ...key, tenantId: nextId(), name: 'Чужой' }
  expect(await keys().list(theirs.tenantId)).toEqual([])
  await expect(keys().save(theirs, null)).rejects.toThrow('does not exist')
  await expect(keys().save(theirs, 'their-login')).rejects.toThrow('does not exist')
  expect(await keys().byId(key.id)).toEqual(key)
  expect(await keys().byLogin('their-login')).toBeNull()
})

test('an application is known by its present secret only', async () => {
  const appId = nextId()
  expect(await keys().checkApp(appId, 'first')).toBe(false)
  await keys().saveApp({ appId, name: 'Агрегатор', clientSecret: 'first' })
  expect(await keys().checkApp(appId, 'first')).toBe(true)
  expect(await keys().checkApp(appId, 'second')).toBe(false)
  await keys().saveApp({ appId, name: 'Агрегатор', clientSecret: 'second' })
  expect(await keys().checkApp(appId, 'first')).toBe(false)
  expect(await keys().checkApp(appId, 'second')).toBe(true)
})

test('a key is removed by its own tenant only', async () => {
  const key = aKey()
  await keys().save(key, 'to-be-removed')
  expect(await keys().remove(nextId(), key.id)).toBe(false)
  expect(await keys().byLogin('to-be-removed')).toEqual(key)
  expect(await keys().remove(key.tenantId, key.id)).toBe(true)
  expect(await keys().byLogin('to-be-removed')).toBeNull()
})

test('applications are listed, renewed and removed by whoever registered them', async () => {
  const [ours, theirs, appId] = [nextId(), nextId(), nextId()]
  await keys().saveApp({ appId, name: 'Сайт', clientSecret: 'first', tenantId: ours })
  expect(await keys().apps(ours)).toEqual([{ appId, name: 'Сайт' }])
  expect(await keys().apps(theirs)).toEqual([])
  const stolen = { appId, name: 'Чужой', clientSecret: 'stolen' }
  await expect(keys().saveApp({ ...stolen, tenantId: theirs })).rejects.toThrow('somebody else')
  await expect(keys().saveApp(stolen)).rejects.toThrow('somebody else')
  expect(await keys().checkApp(appId, 'stolen')).toBe(false)
  expect(await keys().removeApp(theirs, appId)).toBe(false)
  expect(await keys().checkApp(appId, 'first')).toBe(true)
  expect(await keys().removeApp(ours, appId)).toBe(true)
  expect(await keys().checkApp(appId, 'first')).toBe(false)
})

test('neither logins nor secrets lie in the tables', async () => {
  await keys().save(aKey(), 'plain-login')
  await keys().saveApp({ appId: nextId(), name: 'x', clientSecret: 'plain-secret' })
  const { rows } = await database.pool.query(
    `select encode(login_hash, 'escape') || name || settings::text as text from api_key
     union all select encode(secret_hash, 'escape') || name from api_app`,
  )
  expect(JSON.stringify(rows)).not.toMatch(/plain-(login|secret)/)
})
