import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let chain: BackOffice
beforeAll(async () => {
  server = await startServer()
  chain = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const people = async (path: string, office = chain): Promise<Json[]> => {
  const answer = await office.get(path)
  expect(answer.root, answer.text).toBe('employees')
  return listIn(answer.xml.employee)
}
const names = async (path: string, office = chain) => (await people(path, office)).map(({ name }) => name)
const itemOf = (book: string, code: string): Json =>
  server.chain.items.find((item) => item.book === book && (item.body as Json).code === code)

describe('suppliers [server-api §8]', () => {
  test('are people who supply', async () => {
    const suppliers = await people('/suppliers')
    expect(suppliers.map(({ code }) => code)).toEqual(expect.arrayContaining(['101', '102', '103', '104']))
    expect(suppliers.map(({ code }) => code)).not.toContain('201')
    expect(suppliers.find(({ code }) => code === '102')).toEqual({
      id: itemOf('counteragent', '102').id,
      code: '102',
      name: 'АО «Молочная река»',
      login: '',
      taxpayerIdNumber: '7700000102',
      deleted: 'false',
      supplier: 'true',
      employee: 'false',
      client: 'false',
    })
  })
  test('are found by name and tax number', async () => {
    expect(await names('/suppliers/search?taxpayerIdNumber=0103')).toEqual(['ИП Обжаров'])
    expect(await names(`/suppliers/search?name=${encodeURIComponent('двор|река')}&code=1`)).toEqual([
      'ООО «Зелёный двор»',
      'АО «Молочная река»',
    ])
  })
})
