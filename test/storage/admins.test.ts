import { expect, test } from 'vitest'
import type { AdminAccount } from '../../src/app/ports.ts'
import { adminsRepository } from '../../src/storage/repositories/admins.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const admins = () => adminsRepository(database.sql)

const anAccount = (changes: Partial<AdminAccount> = {}): AdminAccount => ({
  id: nextId(),
  tenantId: nextId(),
  login: `login-${nextId()}`,
  passwordHash: 'scrypt$1$a$b',
  role: 'viewer',
  ...changes,
})

test('an account is found by its login in any letter case and changed under its id', async () => {
  const account = anAccount({ login: 'Управляющий' })
  await admins().save(account, noon)
  expect(await admins().byLogin('управляющий')).toEqual(account)
  expect(await admins().byId(account.tenantId, account.id)).toEqual(account)
  const changed = { ...account, passwordHash: 'scrypt$2$c$d', role: 'owner' as const }
  await admins().save(changed, noon)
  expect(await admins().list(account.tenantId)).toEqual([changed])
  await expect(admins().save(anAccount({ login: 'УПРАВЛЯЮЩИЙ' }), noon)).rejects.toThrow(
    'admin_account_login',
  )
})

test('another tenant neither sees, changes nor removes it', async () => {
  const account = anAccount()
  await admins().save(account, noon)
  const theirs = nextId()
  expect(await admins().byId(theirs, account.id)).toBeNull()
  expect(await admins().list(theirs)).toEqual([])
  await expect(admins().save({ ...account, tenantId: theirs }, noon)).rejects.toThrow('another tenant')
  await admins().remove(theirs, account.id)
  expect(await admins().byLogin(account.login)).toEqual(account)
  await admins().remove(account.tenantId, account.id)
  expect(await admins().byLogin(account.login)).toBeNull()
})

test('sessions are known by their token, close one by one, all of one account, or with time', async () => {
  const { tenantId, id: adminId } = anAccount()
  const open = (token: string, expiresAt: number) =>
    admins().openSession({ tenantId, adminId, expiresAt }, token)
  const living = async () =>
    (await Promise.all(['a', 'b', 'c'].map((token) => admins().session(token)))).map((one) => one !== null)
  await open('a', noon + 1)
  await open('b', noon + 2)
  await open('c', noon + 3)
  expect(await admins().session('b')).toEqual({ tenantId, adminId, expiresAt: noon + 2 })
  await admins().pruneSessions(noon + 1)
  expect(await living()).toEqual([false, true, true])
  await admins().closeSession('b')
  expect(await living()).toEqual([false, false, true])
  await admins().closeSessionsOf(nextId(), adminId)
  expect(await living()).toEqual([false, false, true])
  await admins().closeSessionsOf(tenantId, adminId)
  expect(await living()).toEqual([false, false, false])
  const { rows } = await database.pool.query(
    "select 1 from admin_session where encode(token_hash, 'escape') = 'a'",
  )
  expect(rows).toEqual([])
})
