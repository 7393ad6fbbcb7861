import { expect, test } from 'vitest'
import { pluginDataRepository } from '../../src/storage/repositories/plugin-data.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const data = () => pluginDataRepository(database.sql)
const [tenantId, terminalGroupId] = [nextId(), nextId()]
const at = (moduleId: number) => ({ tenantId, terminalGroupId, moduleId })

test('keys belong to a module in a group; reading and writing touch them', async () => {
  expect(await data().set(at(1), 'a', 'x', noon)).toBe('created')
  expect(await data().set(at(1), 'a', 'y', noon)).toBe('updated')
  await data().set(at(1), 'b', 'z', noon)
  await data().set(at(2), 'a', 'other', noon)
  expect(await data().get(at(1), 'a', noon + 5000)).toBe('y')
  expect(await data().get(at(3), 'a', noon)).toBeNull()
  expect(await data().untouched(at(0), noon + 1000)).toEqual([
    { moduleId: 1, key: 'b', value: 'z' },
    { moduleId: 2, key: 'a', value: 'other' },
  ])
  expect(await data().all(at(1), noon + 9000)).toEqual(
    new Map([
      ['a', 'y'],
      ['b', 'z'],
    ]),
  )
  expect(await data().untouched(at(0), noon + 8000)).toEqual([{ moduleId: 2, key: 'a', value: 'other' }])
  expect(await data().remove(at(1), ['b', 'unknown'])).toEqual(['b'])
  expect(await data().count(at(1))).toBe(1)
})
