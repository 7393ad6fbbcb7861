import { expect, test } from 'vitest'
import { licencesRepository } from '../../src/storage/repositories/licences.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const licences = () => licencesRepository(database.sql)

test('licences are read back by module and replaced', async () => {
  const tenant = nextId()
  expect(await licences().of(tenant)).toEqual([])
  await licences().save(tenant, { module: '2000', seats: 3, expiresAt: null })
  await licences().save(tenant, { module: '1000', seats: 1, expiresAt: noon })
  await licences().save(tenant, { module: '2000', seats: 5, expiresAt: noon })
  expect(await licences().of(tenant)).toEqual([
    { module: '1000', seats: 1, expiresAt: noon },
    { module: '2000', seats: 5, expiresAt: noon },
  ])
})

test('a licence is removed by its name in any letter case; seats may be left uncounted', async () => {
  const [ours, theirs] = [nextId(), nextId()]
  const licence = { module: 'Cloud', seats: null, expiresAt: noon }
  await licences().save(ours, licence)
  expect(await licences().of(ours)).toEqual([licence])
  expect(await licences().remove(theirs, 'Cloud')).toBe(false)
  expect(await licences().remove(ours, 'CLOUD')).toBe(true)
  expect(await licences().of(ours)).toEqual([])
})

test('another tenant sees nothing of it', async () => {
  const [ours, theirs] = [nextId(), nextId()]
  await licences().save(ours, { module: '1000', seats: 1, expiresAt: null })
  expect(await licences().of(theirs)).toEqual([])
  await licences().save(theirs, { module: '1000', seats: 9, expiresAt: null })
  expect(await licences().of(ours)).toEqual([{ module: '1000', seats: 1, expiresAt: null }])
})
