import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { tablesOf } from './table-orders-driver.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const nobodysId = 'ffffffff-0000-4000-8000-00000000000f'
const base = '/v2/entities/productScales'

/** The nomenclature of the first restaurant as iikoCloud sells it. */
async function nomenclature(): Promise<Json> {
  const organization = server.chain.items.find((item) => item.book === 'organization')
  const { json } = await server.post('/api/1/nomenclature', { organizationId: organization?.id })
  return json
}
const inCloud = async (id: string): Promise<Json> =>
  (await nomenclature()).products.find((one: Json) => one.id === id)
const scales = async (query = ''): Promise<Json[]> =>
  (await office.get(`/v2/entities/productScales${query}`)).json
const productOf = async (num: string): Promise<Json> =>
  (await office.get(`/v2/entities/products/list?nums=${num}`)).json[0]

const threeSizes = [
  { name: 'Малый', shortName: 'М', priority: 0, default: false },
  { name: 'Средний', shortName: 'С', priority: 1, default: true },
  { name: 'Большой', shortName: 'Б', priority: 2, default: false },
]
async function saveScale(name: string): Promise<Json> {
  const { json, text } = await office.postJson('/v2/entities/productScales/save', {
    name,
    productSizes: threeSizes,
  })
  expect(json, text).toBeDefined()
  return json
}

describe('scales of sizes [server-api §11.4]', () => {
  test('lists have the scales that the cloud sells by', async () => {
    const listed = await scales()
    expect(listed.map(({ name }) => name)).toEqual(['Размер пиццы', 'Объём напитка'])
    const sizes = listed.flatMap(({ productSizes }) => productSizes)
    const { sizes: inMenu } = await nomenclature()
    expect(inMenu.map(({ id, name, priority, isDefault }: Json) => [id, name, priority, isDefault])).toEqual(
      sizes.map(({ id, name, priority, default: isDefault }) => [id, name, priority, isDefault]),
    )
    const [pizza] = listed
    expect((await office.get(`/v2/entities/productScales/${pizza.id.toUpperCase()}`)).json).toEqual(pizza)
    const form = await office.postForm('/v2/entities/productScales', `ids=${pizza.id}&includeDeleted=false`)
    expect(form.json).toEqual([pizza])
  })

  test('a new one is listed, changed, deleted and restored', async () => {
    const saved = await saveScale('  Порция ')
    expect(saved).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      deleted: false,
      name: 'Порция',
      productSizes: threeSizes.map((size) => ({ id: expect.any(String), deleted: false, ...size })),
    })
    const [small, middle, large] = saved.productSizes
    const changed = await office.postJson('/v2/entities/productScales/update', {
      id: saved.id,
      name: 'Порции',
      productSizes: [
        { ...large, deleted: true },
        { id: small.id, name: 'Крошечный' },
        { name: 'Гигант', shortName: 'Г', priority: 9 },
      ],
    })
    expect(changed.json.productSizes).toEqual([
      { ...small, name: 'Крошечный' },
      middle,
      { id: expect.any(String), deleted: false, name: 'Гигант', shortName: 'Г', priority: 9, default: false },
      { ...large, deleted: true },
    ])
    expect((await nomenclature()).sizes.some((size: Json) => size.id === large.id)).toBe(false)
    const sizesInList = (await office.get('/v2/entities/list?rootType=ProductSize')).json
    expect(sizesInList.find((size: Json) => size.id === large.id)).toMatchObject({
      name: 'Большой',
      deleted: true,
    })

    const items = { items: [{ id: saved.id }] }
    const deleted = await office.postJson('/v2/entities/productScales/delete', items)
    expect(deleted.json).toEqual({ ...changed.json, deleted: true })
    expect(await scales(`?ids=${saved.id}`)).toEqual([])
    expect(await scales(`?ids=${saved.id}&includeDeleted=true`)).toEqual([deleted.json])
    const again = await office.postJson('/v2/entities/productScales/delete', items)
    expect([again.status, again.text]).toEqual([
      409,
      `Could not delete already deleted product scale: [${saved.id}]`,
    ])
    expect((await office.postJson('/v2/entities/productScales/restore', items)).json).toEqual(changed.json)
    const twice = await office.postJson('/v2/entities/productScales/restore', items)
    expect(twice.text).toBe(`Could not restore not deleted product scale: [${saved.id}]`)
  })

  test('one that a product is sold by is not deleted, and nothing beside it is', async () => {
    const saved = await saveScale('Лишняя')
    const [pizza] = await scales()
    const refused = await office.postJson('/v2/entities/productScales/delete', {
      items: [{ id: saved.id }, { id: pizza.id }],
    })
    expect(refused.status).toBe(409)
    expect(refused.text).toMatch(/^Шкалой пользуются продукты: \d+, например /)
    expect(await scales(`?ids=${saved.id}`)).toEqual([saved])
  })

  test.each([
    ['save', {}, 400, "Argument for @NotNull parameter 'name' must not be null"],
    ['save', { name: ' ' }, 409, 'У шкалы не указано название'],
    ['save', { name: 'a', productSizes: [{ name: '' }] }, 409, 'У размера не указано название'],
    ['save', { name: 'a', productSizes: [{ name: 'b', priority: 'x' }] }, 400, /productSizes\[0\]\.priority/],
    [
      'save',
      { name: 'a', productSizes: {} },
      400,
      "Wrong value of 'productSizes': a list is expected, not '{}'",
    ],
    [
      'save',
      {
        name: 'a',
        productSizes: [
          { name: 'b', default: true },
          { name: 'c', default: true },
        ],
      },
      409,
      'По умолчанию может быть только один размер шкалы',
    ],
    [
      'save',
      { name: 'a', productSizes: [{ id: nobodysId, name: 'b' }] },
      409,
      `В шкале нет размера ${nobodysId}`,
    ],
    ['update', { name: 'a' }, 400, "Argument for @NotNull parameter 'id' must not be null"],
    [
      'update',
      { id: nobodysId, name: 'a' },
      404,
      `Entity of class ProductScale not found by id (${nobodysId})`,
    ],
    ['delete', { items: [] }, 400, "'items' names no scale"],
    ['restore', { items: [{ id: '1' }] }, 400, "Wrong value of 'items[0].id': an id is expected, not '1'"],
  ])('%s of %j is refused', async (verb, body, status, text) => {
    const before = (await server.node.app.catalog(server.chain.tenant.id)).revision
    const answer = await office.postJson(`${base}/${verb}`, body)
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
    expect((await server.node.app.catalog(server.chain.tenant.id)).revision).toBe(before)
  })

  test.each([
    ['/v2/entities/productScales/x', 400],
    [`/v2/entities/productScales/${nobodysId}`, 404],
    ['/v2/entities/products/x/productScale', 400],
    [`/v2/entities/products/${nobodysId}/productScale`, 404],
  ])('%s is answered %d', async (path, status) => {
    expect((await office.get(path)).status).toBe(status)
  })
})

describe('the scale of a product [server-api §11.4]', () => {
  test('is given: the cloud and the till sell in its sizes at the price that was; it is taken again', async () => {
    const soup = await productOf('10101')
    const path = `/v2/entities/products/${soup.id}/productScale`
    expect((await office.get(`/v2/entities/products/${soup.id}/productScale`)).json).toEqual({
      result: 'SUCCESS',
      errors: null,
      response: null,
    })
    const [{ price }] = (await inCloud(soup.id)).sizePrices
    const scale = await saveScale('Тарелка')
    const [small, middle, large] = scale.productSizes
    const given = await office.postJson(`/v2/entities/products/${soup.id}/productScale`, {
      id: scale.id,
      productSizes: [
        { id: small.id, disabled: true },
        {
          id: large.id,
          factors: [
            { startNumber: 2, factor: 1.5 },
            { startNumber: 1, factor: 1.25 },
          ],
        },
      ],
    })
    const expected = {
      ...scale,
      productSizes: [
        { ...small, disabled: true, factors: [] },
        { ...middle, disabled: false, factors: [] },
        {
          ...large,
          disabled: false,
          factors: [
            { startNumber: 1, factor: 1.25 },
            { startNumber: 2, factor: 1.5 },
          ],
        },
      ],
    }
    expect(given.json).toEqual(expected)
    expect((await office.get(path)).json.response).toEqual(expected)
    expect((await productOf('10101')).productScaleId).toBe(scale.id)
    const sized = (await inCloud(soup.id)).sizePrices
    expect(sized.map((one: Json) => [one.sizeId, one.price.currentPrice])).toEqual([
      [middle.id, price.currentPrice],
      [large.id, price.currentPrice],
    ])
    const hall = tablesOf(server, 'pokrovka')
    const order = (productSizeId: string | null) =>
      hall.anOrder({ items: [hall.anItem('10101', price.currentPrice, { productSizeId })] })
    expect((await hall.placed(order(large.id))).order.items[0].size).toMatchObject({ id: large.id })
    for (const wrong of [small.id, null])
      expect((await hall.outcome(order(wrong))).errorInfo.code).toMatch(/^ProductSizeNotFound$/)

    const both = await office.get(`/v2/entities/products/productScales?productId=${soup.id}`)
    expect(both.json).toEqual({ [soup.id]: expected })

    // A member that is not said stays as it is.
    const again = await office.postJson(`/v2/entities/products/${soup.id}/productScale`, {
      id: scale.id,
      productSizes: [{ id: small.id, disabled: false }],
    })
    expect(again.json.productSizes[0].disabled).toBe(false)
    expect(again.json.productSizes[2]).toEqual(expected.productSizes[2])

    const taken = await office.delete(`/v2/entities/products/${soup.id}/productScale`)
    expect(taken.json).toBe(scale.id)
    expect((await inCloud(soup.id)).sizePrices).toEqual([
      { sizeId: null, price: expect.objectContaining(price) },
    ])
    expect((await office.delete(path)).status).toBe(404)
  })

  test('a pizza without its scale costs what its default size did', async () => {
    const pizza = await productOf('20001')
    const [scale] = await scales(`?ids=${pizza.productScaleId}`)
    const usual = scale.productSizes.find((size: Json) => size.default)
    const { sizePrices } = await inCloud(pizza.id)
    const { price } = sizePrices.find((one: Json) => one.sizeId === usual.id)
    await office.delete(`/v2/entities/products/${pizza.id}/productScale`)
    const [only] = (await inCloud(pizza.id)).sizePrices
    expect([only.sizeId, only.price.currentPrice]).toEqual([null, price.currentPrice])
  })

  test('products of all kinds are keyed by their ids; a form asks for many', async () => {
    const { json } = await office.get('/v2/entities/products/productScales')
    const products = (await office.get('/v2/entities/products/list')).json
    expect(Object.keys(json).sort()).toEqual(products.map(({ id }: Json) => id).sort())
    for (const { id, productScaleId } of products) expect(json[id]?.id ?? null).toBe(productScaleId)
    const form = await office.postForm('/v2/entities/products/productScales', `productId=${products[0].id}`)
    expect(form.json).toEqual({ [products[0].id]: json[products[0].id] })
  })

  test.each([
    [{}, 400, "Argument for @NotNull parameter 'id' must not be null"],
    [{ id: nobodysId }, 404, `Entity of class ProductScale not found by id (${nobodysId})`],
    [{ id: 'pizza', productSizes: [{ id: nobodysId }] }, 409, `В шкале нет размера ${nobodysId}`],
    [
      { id: 'pizza', productSizes: [{ id: '25', factors: [{ startNumber: 0, factor: 1 }] }] },
      409,
      /Коэффициент/,
    ],
    [
      { id: 'pizza', productSizes: [{ id: '25', factors: [{ startNumber: 1, factor: -1 }] }] },
      409,
      /Коэффициент/,
    ],
    [
      { id: 'pizza', productSizes: [{ id: '25', factors: [{ startNumber: 1 }] }] },
      400,
      /factors\[0\]\.factor/,
    ],
  ])('%j is refused and nothing changes', async (body: Json, status, text) => {
    const { id, ...before } = await productOf('10102')
    const [pizza] = await scales()
    const named: Json = JSON.parse(
      JSON.stringify(body)
        .replace('"pizza"', `"${pizza.id}"`)
        .replace('"25"', `"${pizza.productSizes[0].id}"`),
    )
    const answer = await office.postJson(`/v2/entities/products/${id}/productScale`, named)
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
    expect(await productOf('10102')).toEqual({ id, ...before })
  })
})
