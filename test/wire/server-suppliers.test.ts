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

describe('the price list of a supplier [server-api §8]', () => {
  const prices = async (path: string): Promise<Json[]> => {
    const answer = await chain.get(`/suppliers/${path}`)
    expect(answer.root, answer.text).toBe('supplierPriceListItemDtoes')
    return listIn(answer.xml.supplierPriceListItemDto)
  }
  const costs = async (path: string) =>
    (await prices(path)).map(({ nativeProductNum, costPrice }) => [nativeProductNum, costPrice])

  test('names our product, theirs, the price of a package and how far an invoice may be from it', async () => {
    const [mozzarella, sourCream] = await prices('102/pricelist?date=15.03.2026')
    expect(mozzarella).toEqual({
      nativeProduct: itemOf('product', '95002').id,
      nativeProductNum: '95002',
      nativeProductName: 'Моцарелла тёртая',
      supplierProduct: itemOf('product', '96001').id,
      supplierProductNum: '96001',
      supplierProductName: 'Моцарелла «Река» тёртая',
      costPrice: '1450.000000000',
      allowablePriceDeviation: '5.000000000',
      container: {
        id: expect.any(String),
        name: 'Пакет 2,5 кг',
        count: '2.500000000',
        containerWeight: '0.000000000',
        fullContainerWeight: '2.500000000',
        backwardRecalculation: 'false',
        deleted: 'false',
        useInFront: 'true',
      },
    })
    expect(sourCream).not.toHaveProperty('container')
    // The good of theirs is in the nomenclature, which says whose kind it is.
    const [good] = (await chain.get(`/v2/entities/products/list?ids=${mozzarella.supplierProduct}`)).json
    expect([good.num, good.type]).toEqual(['96001', 'OUTER'])
  })

  test('is the one in force on the day, the latest where no day is said; the id of a supplier will do', async () => {
    const [old, present] = [
      [
        ['95002', '1450.000000000'],
        ['95009', '260.000000000'],
      ],
      [
        ['95002', '1520.000000000'],
        ['95009', '274.500000000'],
        ['95014', '71.000000000'],
      ],
    ]
    expect(await costs('102/pricelist?date=31.08.2026')).toEqual(old)
    expect(await costs('102/pricelist?date=01.09.2026')).toEqual(present)
    expect(await costs('102/pricelist')).toEqual(present)
    expect(await costs(`${itemOf('counteragent', '102').id.toUpperCase()}/pricelist/`)).toEqual(present)
    expect(await costs('102/pricelist?date=31.12.2025')).toEqual([])
    expect(await costs('104/pricelist')).toEqual([])
  })

  test.each([
    ['999/pricelist', 404, 'Entity of class User not found by id (999)'],
    // Buys only.
    ['201/pricelist', 404, 'Entity of class User not found by id (201)'],
    ['102/pricelist?date=2026-03-15', 400, 'Wrong date format: 2026-03-15'],
    ['102/pricelist?date=31.02.2026', 400, 'Wrong date format: 31.02.2026'],
  ])('%s is refused', async (path, status, text) => {
    const answer = await chain.get(`/suppliers/${path}`)
    expect([answer.status, answer.text]).toEqual([status, text])
  })
})
