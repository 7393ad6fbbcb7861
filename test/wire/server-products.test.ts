import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const itemOf = (book: string, test: (body: Json) => boolean): Json =>
  server.chain.items.find((item) => item.book === book && test(item.body))
const idOf = (book: string, code: string): string => itemOf(book, (body) => body.code === code).id
const named = (book: string, name: string): string => itemOf(book, (body) => body.name === name).id
const list = async (query: string): Promise<Json[]> =>
  (await office.get(`/v2/entities/products/list?${query}`)).json
const soup = () => ({
  name: 'Суп чечевичный',
  mainUnit: named('measureUnit', 'порц'),
  type: 'DISH',
  parent: idOf('productGroup', '101'),
  placeType: named('cookingPlace', 'Горячий цех'),
  category: named('productCategory', 'Кухня'),
  taxCategory: named('taxCategory', 'НДС 10%'),
  defaultSalePrice: 9.5,
  defaultIncludedInMenu: true,
  unitWeight: 0.35,
})
const save = async (body: Json, query = ''): Promise<Json> =>
  (await office.postJson(`/v2/entities/products/save${query}`, body)).json
const saved = async (body: Json): Promise<Json> => {
  const answer = await save(body)
  expect(answer).toMatchObject({ result: 'SUCCESS', errors: null })
  return answer.response
}
/** The nomenclature of the first restaurant as iikoCloud sells it. */
const inCloud = async (id: string): Promise<Json> => {
  const organizationId = idOf('organization', '1')
  const { json } = await server.post('/api/1/nomenclature', { organizationId })
  return json.products.find((product: Json) => product.id === id)
}

describe('the list of products [server-api §11.1]', () => {
  test('has the whole card, with ids in the place of names', async () => {
    const [product] = await list(`ids=${idOf('product', '20001').toUpperCase()}`)
    expect(product).toMatchObject({
      num: '20001',
      type: 'DISH',
      deleted: false,
      parent: idOf('productGroup', '20'),
      category: named('productCategory', 'Пицца'),
      mainUnit: named('measureUnit', 'порц'),
      placeType: named('cookingPlace', 'Пицца-печь'),
      accountingCategory: named('accountingCategory', 'Товары'),
      productScaleId: named('sizeScale', 'Размер пиццы'),
      color: { red: 170, green: 170, blue: 170 },
      fontColor: { red: 0, green: 0, blue: 0 },
      notInStoreMovement: false,
    })
    const groups = product.modifiers.filter(({ childModifiers }: Json) => childModifiers !== null)
    expect(groups.length).toBeGreaterThan(0)
    expect(groups[0]).toMatchObject({
      defaultAmount: 0,
      childModifiersHaveMinMaxRestrictions: expect.any(Boolean),
    })
  })
  test('tells the price, the packages and the barcodes', async () => {
    const [flour] = await list('nums=95001')
    expect(flour.containers).toEqual([
      {
        id: expect.any(String),
        num: '1',
        name: 'Мешок 25 кг',
        count: 25,
        minContainerWeight: 0,
        maxContainerWeight: 0,
        containerWeight: 0,
        fullContainerWeight: 25,
        backwardRecalculation: false,
        useInFront: true,
        deleted: false,
      },
    ])
    expect(flour.barcodes).toEqual([{ barcode: '2900009500125', containerId: flour.containers[0].id }])
    const [delivery] = await list('nums=90001')
    expect(delivery).toMatchObject({ type: 'SERVICE', defaultSalePrice: 149, defaultIncludedInMenu: true })
  })
  test('is filtered by everything at once; an empty value means that there is none', async () => {
    const kitchen = idOf('productGroup', '101')
    const soups = await list(`parentIds=${kitchen}&types=DISH&types=GOODS`)
    expect(soups.length).toBeGreaterThan(2)
    expect(new Set(soups.map(({ parent }) => parent))).toEqual(new Set([kitchen]))
    expect(await list('parentIds=')).toEqual([])
    const root = await saved({ ...soup(), name: 'Без группы', parent: null })
    expect((await list('parentIds=')).map(({ id }) => id)).toEqual([root.id])
    expect((await list(`parentIds=${kitchen}&parentIds=`)).length).toBe(soups.length + 1)
    expect(await list(`parentIds=${kitchen}&categoryIds=`)).toEqual([])
    expect(await list('types=RATE')).toEqual([])
  })
  test('takes the same by a form', async () => {
    const ids = ['95001', '95002'].map((code) => idOf('product', code))
    const form = new URLSearchParams([
      ...ids.map((id): [string, string] => ['ids', id]),
      ['includeDeleted', 'False'],
    ])
    const posted = await office.postForm('/v2/entities/products/list', form.toString())
    expect(posted.json.map(({ num }: Json) => num)).toEqual(['95001', '95002'])
  })
  test('a type that is none is refused', async () => {
    const answer = await office.get('/v2/entities/products/list?types=FOOD')
    expect([answer.status, answer.text]).toEqual([
      400,
      "'FOOD': value not one of declared Enum instance names: [GOODS, DISH, PREPARED, SERVICE, MODIFIER, OUTER, PETROL, RATE]",
    ])
  })
})

describe('a product', () => {
  test('that is new gets its codes, is listed, and is sold by the cloud and at the till', async () => {
    const before = (await server.node.app.catalog(server.chain.tenant.id)).revision
    const product = await saved(soup())
    expect(product).toMatchObject({ ...soup(), deleted: false, num: expect.stringMatching(/^\d+$/) })
    expect(await list(`revisionFrom=${before}`)).toEqual([product])
    expect(await inCloud(product.id)).toMatchObject({
      name: 'Суп чечевичный',
      code: product.num,
      type: 'Dish',
      weight: 0.35,
      sizePrices: [{ price: { currentPrice: 9.5, isIncludedInMenu: true } }],
    })
    const second = await saved({ ...soup(), name: 'Второй' })
    expect(Number(second.num)).toBe(Number(product.num) + 1)
    expect(Number(second.code)).toBe(Number(product.code) + 1)
  })
  test('may bring its codes, packages, barcodes and modifiers', async () => {
    const [pizza] = await list('nums=20001')
    const group = pizza.modifiers.find(({ childModifiers }: Json) => childModifiers !== null)
    const modifiers = [
      {
        ...group,
        defaultAmount: group.childModifiers.reduce((sum: number, one: Json) => sum + one.defaultAmount, 0),
      },
    ]
    const answer = await save(
      {
        ...soup(),
        num: 'A-77',
        code: '900',
        type: 'PREPARED',
        modifiers,
        containers: [
          { num: '1', name: 'Лоток', count: 1.25, containerWeight: 0.1, fullContainerWeight: 1.35 },
        ],
        barcodes: [{ barcode: '4600000000017', containerId: null }],
        color: { red: 1, green: 2, blue: 255 },
        unknownMember: { a: 1 },
      },
      '?generateNomenclatureCode=false&generateFastCode=False',
    )
    expect(answer.result, JSON.stringify(answer)).toBe('SUCCESS')
    const [product] = await list('nums=A-77')
    expect(product).toEqual(answer.response)
    expect(product).toMatchObject({
      code: '900',
      type: 'PREPARED',
      color: { red: 1, green: 2, blue: 255 },
      barcodes: [{ barcode: '4600000000017', containerId: null }],
      containers: [{ name: 'Лоток', count: 1.25, containerWeight: 0.1, fullContainerWeight: 1.35 }],
    })
    expect(product.modifiers[0].childModifiers).toEqual(group.childModifiers)
    expect((await inCloud(product.id)).type).toBe('Good')
  })
  test('is changed by what is said, and keeps the rest', async () => {
    const product = await saved(soup())
    const update = await office.postJson('/v2/entities/products/update', {
      id: product.id,
      name: 'Суп-пюре',
      mainUnit: product.mainUnit,
      type: 'DISH',
      defaultSalePrice: 12,
      category: null,
      parent: idOf('productGroup', '102'),
    })
    expect(update.json.response).toEqual({
      ...product,
      name: 'Суп-пюре',
      defaultSalePrice: 12,
      category: null,
      parent: idOf('productGroup', '102'),
    })
    expect((await inCloud(product.id)).sizePrices[0].price.currentPrice).toBe(12)
  })
  test('is deleted and restored; twice is a conflict in iiko’s words', async () => {
    const { id } = await saved({ ...soup(), name: 'Временный' })
    const items = { items: [{ id }] }
    const deleted = await office.postJson('/v2/entities/products/delete', items)
    expect(deleted.json).toMatchObject({ result: 'SUCCESS', response: [{ id, deleted: true }] })
    expect(await list(`ids=${id}`)).toEqual([])
    expect(await list(`ids=${id}&includeDeleted=true`)).toMatchObject([{ id, deleted: true }])
    const again = await office.postJson('/v2/entities/products/delete', items)
    expect([again.status, again.text]).toEqual([409, `Could not delete already deleted products: [${id}]`])
    const restored = await office.postJson('/v2/entities/products/restore', items)
    expect(restored.json.response).toMatchObject([{ id, deleted: false }])
    const twice = await office.postJson('/v2/entities/products/restore', items)
    expect(twice.status).toBe(409)
  })
  test('whose article was taken meanwhile is restored under another one, if that is asked for', async () => {
    const first = await saved({ ...soup(), name: 'Первый' })
    await office.postJson('/v2/entities/products/delete', { items: [{ id: first.id }] })
    const rival = await save({ ...soup(), num: first.num }, '?generateNomenclatureCode=false')
    expect(rival.result).toBe('SUCCESS')
    const items = { items: [{ id: first.id }] }
    expect((await office.postJson('/v2/entities/products/restore', items)).status).toBe(409)
    const restored = await office.postJson(
      '/v2/entities/products/restore?overrideNomenclatureCode=true',
      items,
    )
    expect(restored.json.response[0].num).not.toBe(first.num)
  })
  test.each<[string, () => Json, string, Json]>([
    [
      'no station',
      () => ({ placeType: null }),
      '',
      { code: 'COOKING_PLACE_EMPTY_FOR_SALE_DISH', value: 'placeType' },
    ],
    ['no name', () => ({ name: ' ' }), '', { code: 'EMPTY_FIELD', value: 'name' }],
    ['no article', () => ({}), '?generateNomenclatureCode=false', { code: 'EMPTY_FIELD', value: 'num' }],
    [
      'an article of another',
      () => ({ num: '95001' }),
      '?generateNomenclatureCode=false',
      { code: 'NOMENCLATURE_CODE_NOT_UNIQUE', value: '95001' },
    ],
    [
      'a group that is deleted',
      () => ({ parent: idOf('productGroup', '99') }),
      '',
      { code: 'PRODUCT_GROUP_DELETED', value: () => idOf('productGroup', '99') },
    ],
    [
      'sections although it is not in the menu',
      () => ({ defaultIncludedInMenu: false, excludedSections: [named('restaurantSection', 'Зал')] }),
      '',
      { code: 'NOT_INCLUDED_IN_MENU_WITH_EXCLUDED_SECTIONS', value: 'excludedSections' },
    ],
    [
      'a modifier with restrictions of children',
      () => ({
        modifiers: [{ modifier: idOf('product', '72001'), childModifiersHaveMinMaxRestrictions: true }],
      }),
      '',
      { code: 'SINGLE_MODIFIER_HAS_CHILD_RESTRICTION', value: () => idOf('product', '72001') },
    ],
  ])('with %s is not written, and comes back as it was', async (_, change, query, { code, value }) => {
    const body = { ...soup(), ...change() }
    const before = (await server.node.app.catalog(server.chain.tenant.id)).revision
    const answer = await save(body, query)
    expect(answer).toMatchObject({ result: 'ERROR', response: { name: body.name, type: 'DISH' } })
    expect(answer.errors).toContainEqual({ code, value: typeof value === 'function' ? value() : value })
    server.node.app.forgetCatalog(server.chain.tenant.id)
    expect((await server.node.app.catalog(server.chain.tenant.id)).revision).toBe(before)
  })
  test('cannot become a service', async () => {
    const product = await saved(soup())
    const answer = await office.postJson('/v2/entities/products/update', {
      ...soup(),
      id: product.id,
      type: 'SERVICE',
    })
    expect(answer.json.errors).toEqual([{ code: 'WRONG_NOMENCLATURE_TYPE', value: 'type' }])
  })
  test.each<[string, Json, number, string]>([
    ['save', { mainUnit: 'кг', name: 'a', type: 'DISH' }, 400, "Wrong value of 'mainUnit'"],
    ['save', { name: 'a' }, 400, "'mainUnit' must not be null"],
    [
      'save',
      { ...{ name: 'a', type: 'FOOD', mainUnit: 'ffffffff-0000-4000-8000-00000000000f' } },
      400,
      "'FOOD'",
    ],
    ['update', { name: 'a', type: 'DISH', mainUnit: 'ffffffff-0000-4000-8000-00000000000f' }, 400, "'id'"],
    [
      'update',
      {
        id: 'ffffffff-0000-4000-8000-00000000000f',
        name: 'a',
        type: 'DISH',
        mainUnit: 'ffffffff-0000-4000-8000-00000000000f',
      },
      404,
      'Entity of class Product not found by id (ffffffff-0000-4000-8000-00000000000f)',
    ],
    ['delete', { items: [{ id: '' }] }, 400, "'items[0].id'"],
    ['delete', { items: 1 }, 400, "'items'"],
  ])('%s of %j is refused', async (verb, body, status, text) => {
    const answer = await office.postJson(`/v2/entities/products/${verb}`, body)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(text)
  })
})

describe('groups [server-api §11.2]', () => {
  const groups = async (query = ''): Promise<Json[]> =>
    (await office.get(`/v2/entities/products/group/list${query}`)).json

  test('are listed with their colours, filtered by parent', async () => {
    const kitchen = idOf('productGroup', '10')
    const inside = await groups(`?parentIds=${kitchen}`)
    expect(inside.map(({ num }) => num)).toContain('101')
    expect(inside.find(({ num }) => num === '101')).toMatchObject({
      name: 'Супы',
      parent: kitchen,
      color: { red: 0xc8, green: 0x55, blue: 0x3d },
      modifiers: [],
      visibilityFilter: null,
    })
    const byForm = await office.postForm('/v2/entities/products/group/list', { nums: '101' })
    expect(byForm.json).toEqual(inside.filter(({ num }) => num === '101'))
  })
  test('are written, changed, and go with all that is in them or not at all', async () => {
    const made = await office.postJson('/v2/entities/products/group/save', {
      name: 'Веганское',
      parent: idOf('productGroup', '10'),
      color: { red: 0, green: 128, blue: 0 },
      visibilityFilter: { departments: [idOf('organization', '1')], excluding: true },
    })
    const group = made.json.response
    expect(group).toMatchObject({ name: 'Веганское', deleted: false, color: { red: 0, green: 128, blue: 0 } })
    expect(await groups(`?ids=${group.id}`)).toEqual([group])
    const renamed = await office.postJson('/v2/entities/products/group/update', {
      id: group.id,
      name: 'Без мяса',
    })
    expect(renamed.json.response).toEqual({ ...group, name: 'Без мяса' })
    const inside = await office.postJson('/v2/entities/products/group/save', {
      name: 'Внутри',
      parent: group.id,
    })
    const product = await saved({ ...soup(), parent: group.id })
    const one = (id: string) => ({ items: [{ id }] })
    const alone = await office.postJson('/v2/entities/products/group/delete', {
      productGroups: one(group.id),
    })
    expect(alone.status).toBe(409)
    expect(alone.text.split('\n')).toEqual([
      'Could not delete ProductGroup without deleting child groups and child products.',
      `ProductGroups should be deleted too: [${inside.json.response.id}]`,
      `Products should be deleted too: [${product.id}]`,
    ])
    const all = {
      products: one(product.id),
      productGroups: { items: [{ id: group.id }, { id: inside.json.response.id }] },
    }
    const gone = await office.postJson('/v2/entities/products/group/delete', all)
    expect(gone.json.response).toMatchObject({
      products: [{ id: product.id, deleted: true }],
      productGroups: [{ id: group.id, deleted: true }, { deleted: true }],
    })
    const orphan = await office.postJson('/v2/entities/products/group/restore', { products: one(product.id) })
    expect([orphan.status, orphan.text]).toEqual([
      409,
      `Could not restore child without its deleted parent: [${group.id}]`,
    ])
    const back = await office.postJson('/v2/entities/products/group/restore', all)
    expect(back.json.response.products).toMatchObject([{ id: product.id, deleted: false }])
    expect(await groups(`?ids=${group.id}`)).toMatchObject([{ id: group.id, deleted: false }])
  })
  test('do not go into themselves', async () => {
    const answer = await office.postJson('/v2/entities/products/group/update', {
      id: idOf('productGroup', '10'),
      name: 'Кухня',
      parent: idOf('productGroup', '101'),
    })
    expect(answer.json).toMatchObject({ result: 'ERROR', errors: [{ code: 'PRODUCT_GROUP_CYCLE' }] })
  })
})

describe('products in XML [server-api §10]', () => {
  test('have names in the place of ids', async () => {
    const answer = await office.get('/products/')
    expect(answer.root).toBe('productDtoes')
    const products = listIn(answer.xml.productDto)
    expect(products.find(({ num }: Json) => num === '95001')).toEqual({
      id: idOf('product', '95001'),
      parentId: idOf('productGroup', '95'),
      num: '95001',
      name: 'Мука пшеничная',
      productType: 'GOODS',
      productGroupType: 'PRODUCTS',
      mainUnit: 'кг',
      productCategory: 'Сырьё',
      containers: {
        container: {
          id: expect.any(String),
          num: '1',
          name: 'Мешок 25 кг',
          count: '25.000000000',
          minContainerWeight: '0.000000000',
          maxContainerWeight: '0.000000000',
          containerWeight: '0.000000000',
          fullContainerWeight: '25.000000000',
          backwardRecalculation: 'false',
          deleted: 'false',
          useInFront: 'true',
        },
      },
      barcodes: { barcodeContainer: { barcode: '2900009500125', containerName: 'Мешок 25 кг' } },
    })
    expect(answer.text).toContain('<containers/>')
  })
  test('are found by regular expressions, all of which must be found', async () => {
    const numbers = async (query: string) =>
      listIn((await office.get(`/products/search?${query}`)).xml.productDto).map(({ num }: Json) => num)
    expect(await numbers('num=%5E9500%5B12%5D%24')).toEqual(['95001', '95002'])
    expect(
      await numbers(`mainUnit=${encodeURIComponent('^кг$')}&name=${encodeURIComponent('Мука')}`),
    ).toEqual(['95001'])
    expect(await numbers('productType=SERVICE&type=DISH')).toEqual(['90001', '90002', '90003', '90004'])
  })
})
