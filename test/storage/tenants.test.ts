import { expect, test } from 'vitest'
import { booksRepository } from '../../src/storage/repositories/books.ts'
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

test('tells whose prices have dates', async () => {
  const [dated, plain] = [nextId(), nextId()]
  for (const id of [dated, plain]) await tenants().save({ id, name: id }, noon)
  const books = booksRepository(database.sql)
  const item = { id: nextId(), organizationId: null, isDeleted: false, body: {} }
  await books.save(dated, [{ ...item, book: 'priceOrder' }])
  await books.save(plain, [{ ...item, book: 'product' }])
  expect(await tenants().withPriceOrders()).toEqual([dated])
})
