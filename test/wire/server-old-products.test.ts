import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, fetched, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let office: BackOffice
let restaurant: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
  restaurant = await openBackOffice(server, { prefix: '/rms/1/resto' })
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const itemOf = (book: string, code: string): Json =>
  server.chain.items.find((item) => item.book === book && (item.body as Json).code === code)
const living = (book: string): Json[] =>
  server.chain.items.filter((item) => item.book === book && !item.isDeleted)
/** By `GET /products/{name}`; some of them no book of ours stands for alone. */
const combined = [
  'GET /products/productTreeEntity',
  'GET /products/customCategoryList',
  'GET /products/productTypeForCooking',
  'GET /products/cookingType',
]
async function book(name: string, query = '', at = office): Promise<Json[]> {
  const answer = await at.get(`/products/${name}${query}`)
  expect(answer.root, answer.text).toBe(`${name}Dtoes`)
  return listIn(answer.xml[`${name}Dto`])
}
const revisionNow = async () => (await server.node.app.catalog(server.chain.tenant.id)).revision

describe('books beside products [server-api §10]', () => {
  test.each([
    ['GET /products/accountingCategory', 'accountingCategory'],
    ['GET /products/alcoholClass', 'alcoholClass'],
    ['GET /products/cookingPlaceType', 'cookingPlace'],
    ['GET /products/customCategoryValue', 'productCategory'],
    ['GET /products/departmentEntity', 'organization'],
    ['GET /products/measureUnit', 'measureUnit'],
    ['GET /products/productCategory', 'productCategory'],
    ['GET /products/productGroup', 'productGroup'],
    ['GET /products/restaurantSection', 'restaurantSection'],
    ['GET /products/store', 'store'],
    ['GET /products/user', 'employee'],
  ])('%s has what the book %s has', async (key, source) => {
    const name = key.slice('GET /products/'.length)
    const listed = await book(name)
    expect(listed.map(({ id, name }) => [id, name])).toEqual(
      living(source).map(({ id, body }) => [id, body.name]),
    )
    expect(listed.every(({ deleted }) => deleted === 'false')).toBe(true)
    expect(await book(name, `?revisionFrom=${await revisionNow()}`)).toEqual([])
    const all = server.chain.items.filter((item) => item.book === source)
    expect(await book(name, '?includeDeleted=true')).toHaveLength(all.length)
  })

  test('the tree has groups and products, each below its parent', async () => {
    const tree = await book('productTreeEntity')
    expect(tree).toHaveLength(living('productGroup').length + living('product').length)
    const borscht = tree.find(({ num }) => num === '10101')
    expect(borscht).toEqual({
      id: itemOf('product', '10101').id,
      parentId: itemOf('productGroup', '101').id,
      num: '10101',
      name: 'Борщ с говядиной',
      type: 'DISH',
      deleted: 'false',
    })
    expect(tree.find(({ id }) => id === borscht.parentId)).toMatchObject({ num: '101', type: 'GROUP' })
  })

  test('user categories are the values of one list', async () => {
    const [list, ...others] = await book('customCategoryList')
    expect([list.name, others]).toEqual(['Пользовательские категории', []])
    const values = await book('customCategoryValue')
    expect(new Set(values.map(({ customCategoryListId }) => customCategoryListId))).toEqual(
      new Set([list.id]),
    )
  })

  test('types for cooking are those that tech cards cook; ways of cooking there are none', async () => {
    expect(await book('productTypeForCooking')).toEqual([
      { code: 'DISH', name: 'Блюдо' },
      { code: 'MODIFIER', name: 'Модификатор' },
      { code: 'PREPARED', name: 'Заготовка' },
    ])
    expect(await book('cookingType')).toEqual([])
  })

  test('a restaurant knows its own stores, sections and itself', async () => {
    expect((await book('store', '', restaurant)).map(({ code }) => code)).toEqual(['11', '12', '13'])
    const [own, ...others] = await book('departmentEntity', '', restaurant)
    expect([own.code, others]).toEqual(['1', []])
    const sections = await book('restaurantSection', '', restaurant)
    expect(new Set(sections.map(({ departmentId }) => departmentId))).toEqual(new Set([own.id]))
  })

  test.each(combined)('%s takes the two parameters that all of them have', async (key) => {
    const name = key.slice('GET /products/'.length)
    expect((await office.get(`/products/${name}?includeDeleted=true&revisionFrom=-1`)).status).toBe(200)
    expect((await office.get(`/products/${name}?revisionFrom=last`)).status).toBe(400)
  })

  test.each(['store?revisionFrom=x', 'user?includeDeleted=maybe'])('%s is refused', async (query) => {
    expect((await office.get(`/products/${query}`)).status).toBe(400)
  })
})

const product = (members: string) => `<productDto>${members}</productDto>`
const send = (xml: string) => office.postXml('/products/import/product', xml)
const inV2 = async (id: string): Promise<Json> =>
  (await office.get(`/v2/entities/products/list?ids=${id}&includeDeleted=true`)).json[0]
const newId = 'c1000000-0000-4000-8000-000000000001'

describe('products in XML are written [server-api §10, wadl]', () => {
  const lentils = (more = '') =>
    product(`<id>${newId.toUpperCase()}</id><parentId>${itemOf('productGroup', '95').id}</parentId>
      <code>88</code><name>Чечевица красная</name><productType>GOODS</productType><mainUnit>кг</mainUnit>
      <productCategory>Сырьё</productCategory>
      <containers><container><name>мешок 5 кг</name><count>5.000</count></container></containers>
      <barcodes><barcodeContainer><barcode>7300000000017</barcode><containerName>мешок 5 кг</containerName></barcodeContainer>
      <barcodeContainer><barcode>7300000000024</barcode></barcodeContainer></barcodes>${more}`)

  test('a new one is there in both versions, with its package and barcodes', async () => {
    const created = await send(lentils())
    expect(created.status, created.text).toBe(201)
    expect(created.xml).toEqual({
      id: newId,
      parentId: itemOf('productGroup', '95').id,
      num: expect.stringMatching(/^\d{5}$/),
      code: '88',
      name: 'Чечевица красная',
      productType: 'GOODS',
      productGroupType: 'PRODUCTS',
      mainUnit: 'кг',
      productCategory: 'Сырьё',
      containers: { container: expect.objectContaining({ name: 'мешок 5 кг', count: '5.000000000' }) },
      barcodes: {
        barcodeContainer: [
          { barcode: '7300000000024' },
          { barcode: '7300000000017', containerName: 'мешок 5 кг' },
        ],
      },
    })
    const listed = await office.get(`/products/search?num=${created.xml.num}`)
    expect(listed.xml.productDto).toEqual(created.xml)
    const { containers, barcodes } = await inV2(newId)
    expect(barcodes).toEqual([
      { barcode: '7300000000024', containerId: null },
      { barcode: '7300000000017', containerId: containers[0].id },
    ])
  })

  test('what is not said of one stays, and the same again changes nothing', async () => {
    const before = await inV2(newId)
    const changed = await send(product(`<id>${newId}</id><name>Чечевица</name>`))
    expect(changed.status, changed.text).toBe(200)
    expect(await inV2(newId)).toEqual({ ...before, name: 'Чечевица' })
    const again = await send(product(`<id>${newId}</id><name>Чечевица</name>`))
    expect(again.xml).toEqual(changed.xml)
  })

  test('JSON is taken in its place', async () => {
    const answer = await fetched(`${server.baseUrl}/resto/api/products/import/product?key=${office.token}`, {
      method: 'POST',
      body: JSON.stringify({ name: 'Нут', productType: 'GOODS', mainUnit: 'кг' }),
      headers: { 'content-type': 'application/json' },
    })
    expect([answer.status, answer.xml?.name]).toEqual([201, 'Нут'])
  })

  test.each([
    ['<name>a</name>', 400, "Argument for @NotNull parameter 'productType' must not be null"],
    ['<productType>GOODS</productType>', 400, "Argument for @NotNull parameter 'name' must not be null"],
    [
      '<name>a</name><productType>GOODS</productType>',
      400,
      "Argument for @NotNull parameter 'mainUnit' must not be null",
    ],
    [
      '<name>a</name><productType>GOODS</productType><mainUnit>пуд</mainUnit>',
      409,
      "mainUnit: 'пуд' is not found",
    ],
    ['<id>1</id>', 400, "Wrong value of 'id': an id is expected, not '1'"],
    ['<productType>SOUP</productType>', 400, /not one of declared Enum instance names: \[GOODS/],
    [
      `<name>a</name><productType>GOODS</productType><mainUnit>кг</mainUnit><parentId>${nobody}</parentId>`,
      409,
      `PRODUCT_GROUP_NOT_FOUND ${nobody}`,
    ],
    [
      '<name>a</name><productType>GOODS</productType><mainUnit>кг</mainUnit><barcodes><barcodeContainer><barcode>1</barcode><containerName>b</containerName></barcodeContainer></barcodes>',
      409,
      "barcodes: container 'b' is not found",
    ],
    [
      '<containers><container><name>a</name><count>x</count></container></containers>',
      400,
      /containers\[0\]\.count/,
    ],
  ])('%s is refused and nothing is written', async (members, status, text) => {
    const before = await revisionNow()
    const answer = await send(product(members))
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
    expect(await revisionNow()).toBe(before)
  })
})

describe('products and groups in XML are deleted and restored [server-api §10, wadl]', () => {
  const ids = (root: string, ...all: string[]) =>
    `<${root}Dtoes>${all.map((id) => `<${root}Dto><id>${id}</id></${root}Dto>`).join('')}</${root}Dtoes>`
  const deleteGroups = (xml: string) =>
    fetched(`${server.baseUrl}/resto/api/products/import/productGroups?key=${office.token}`, {
      method: 'DELETE',
      body: xml,
      headers: { 'content-type': 'application/xml' },
    })

  test('a product goes and comes back', async () => {
    const xml = ids('product', newId)
    const deleted = await office.postXml('/products/import/deleteProducts', xml)
    expect([deleted.root, deleted.xml.productDto.id]).toEqual(['productDtoes', newId])
    expect((await inV2(newId)).deleted).toBe(true)
    const again = await office.postXml('/products/import/deleteProducts', xml)
    expect([again.status, again.text]).toEqual([409, `Could not delete already deleted products: [${newId}]`])
    const restored = await office.postXml('/products/import/restoreProducts', xml)
    expect(restored.xml.productDto.id).toBe(newId)
    expect((await inV2(newId)).deleted).toBe(false)
  })

  test.each(['DELETE /products/import/productGroups'])(
    '%s takes a group when nothing is in it; it comes back',
    async () => {
      const filled = await deleteGroups(ids('productGroup', itemOf('productGroup', '101').id))
      expect(filled.status).toBe(409)
      expect(filled.text).toMatch(
        /^Could not delete ProductGroup without deleting child groups and child products\./,
      )
      const { json } = await office.postJson('/v2/entities/products/group/save', { name: 'Пустая' })
      const { id } = json.response
      const deleted = await deleteGroups(ids('productGroup', id))
      expect(deleted.xml.productGroupDto).toMatchObject({ id, name: 'Пустая', deleted: 'true' })
      const restored = await office.postXml('/products/import/restoreProductGroups', ids('productGroup', id))
      expect(restored.xml.productGroupDto).toMatchObject({ id, deleted: 'false' })
    },
  )

  test('nothing that is named changes nothing; an unknown one is refused with all the others', async () => {
    const before = await revisionNow()
    expect((await office.postXml('/products/import/deleteProducts', '<productDtoes/>')).text).toContain(
      '<productDtoes/>',
    )
    const unknown = await office.postXml('/products/import/deleteProducts', ids('product', newId, nobody))
    expect([unknown.status, unknown.text]).toEqual([
      404,
      `Entity of class Product not found by id (${nobody})`,
    ])
    expect(await revisionNow()).toBe(before)
  })
})
