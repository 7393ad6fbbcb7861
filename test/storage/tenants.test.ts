import { expect, test } from 'vitest'
import { tenantsRepository } from '../../src/storage/repositories/tenants.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const tenants = () => tenantsRepository(database.sql)

test('tenants are listed in the order in which they came; a new name changes nothing else', async () => {
  const [late, early, twin] = [nextId(), nextId(), nextId()]
  expect(await tenants().list()).toEqual([])
  await tenants().save({ id: late, name: 'Вишнёвый сад' }, noon + 1)
  await tenants().save({ id: twin, name: 'Чайка' }, noon)
  await tenants().save({ id: early, name: 'Три сестры' }, noon)
  await tenants().save({ id: early, name: 'Дядя Ваня' }, noon + 2)
  expect(await tenants().list()).toEqual([
    { id: early, name: 'Дядя Ваня' },
    { id: twin, name: 'Чайка' },
    { id: late, name: 'Вишнёвый сад' },
  ])
})
