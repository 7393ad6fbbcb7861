import http from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nomenclatureOf } from '../../src/api/cloud/operations/menu/nomenclature.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { saveBooks } from '../../src/app/books/save-books.ts'
import type { NewBookItem } from '../../src/app/ports.ts'
import { foreignId, good, named, refused, seeded } from '../support/cloud-answers.ts'
import { demoCatalog } from '../support/demo-catalog.ts'
import { differences, isRecorded, recorded, shapeOf } from '../support/recorded.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

type Json = Answer['json']

const path = '/api/1/nomenclature'
const correlationId = '0dd1d0dd-0dd1-4dd0-8dd1-0dd1d0dd1d0d'

describe('the menu of every organization of the demo chain', () => {
  const catalog = demoCatalog()
  const validators = createValidators()
  test.each(catalog.all('organization').map(({ id, body }) => [body.name, id]))(
    '%s is exactly what the document promises',
    (_, id = '') => {
      const answer = { correlationId, ...nomenclatureOf(catalog, id, 'http://menu.example') }
      expect(validators.answer(path, 200, answer)).toEqual([])
      expect(answer.products.length).toBeGreaterThan(150)
    },
  )

  test
    .runIf(isRecorded('nomenclature-2026.json'))
    .each(['nomenclature-2025.json', 'nomenclature-2026.json', 'nomenclature-empty.json'])(
    'every object has the members that it has in the recording %s',
    (file) => {
      const [organization] = catalog.all('organization')
      const ours = { correlationId, ...nomenclatureOf(catalog, organization?.id ?? '', '') }
      expect(differences(shapeOf(ours), shapeOf(recorded(file)))).toEqual({ missing: [], added: [] })
    },
  )
})

describe('over HTTP', () => {
  let server: TestServer
  let pokrovka: string
  let malysheva: string
  let menu: Json
  beforeAll(async () => {
    server = await startServer()
    pokrovka = named(server.chain, 'organization', 'Покровке').id
    malysheva = named(server.chain, 'organization', 'Малышева').id
    menu = await good(server, path, { organizationId: pokrovka })
  })
  afterAll(() => server.close())

  const byCode = (code: string, of: Json = menu): Json => of.products.find((one: Json) => one.code === code)
  const sizeId = (name: string): string => menu.sizes.find((size: Json) => size.name.includes(name)).id

  test('shows groups as a tree, modifier groups apart and deleted ones as deleted', () => {
    const group = (name: string): Json => menu.groups.find((one: Json) => one.name === name)
    expect(group('Супы').parentGroup).toBe(group('Кухня').id)
    expect(group('Супы')).toMatchObject({ isGroupModifier: false, isIncludedInMenu: true, isDeleted: false })
    expect(group('Тесто')).toMatchObject({ isGroupModifier: true, parentGroup: null })
    expect(group('Лето 2024')).toMatchObject({ isDeleted: true, isIncludedInMenu: false })
    expect(menu.productCategories).toContainEqual({
      id: named(server.chain, 'productCategory', 'Пицца').id,
      name: 'Пицца',
      isDeleted: false,
    })
  })

  test('gives nutrition for 100 g and for the portion, and links under the address of the caller', () => {
    expect(byCode('10101')).toMatchObject({
      name: 'Борщ с говядиной',
      fullNameEnglish: 'Beef borscht',
      type: 'Dish',
      orderItemType: 'Product',
      weight: 0.35,
      energyAmount: 62,
      energyFullAmount: 217,
      proteinsAmount: 3.1,
      proteinsFullAmount: 10.85,
      fatFullAmount: 11.9,
      carbohydratesFullAmount: 17.15,
      imageLinks: [`${server.baseUrl}/demo-images/10101.svg`],
      paymentSubject: 'ТОВАР',
      sizePrices: [
        {
          sizeId: null,
          price: {
            currentPrice: 420,
            isIncludedInMenu: true,
            nextPrice: null,
            nextIncludedInMenu: false,
            nextDatePrice: null,
          },
        },
      ],
    })
    expect(byCode('90001')).toMatchObject({ type: 'Service', paymentSubject: 'УСЛУГА' })
  })

  test('gives a price for each size that is sold, and the sizes with their order', () => {
    const prices = byCode('20001').sizePrices.map(({ sizeId: id, price }: Json) => [id, price.currentPrice])
    expect(prices).toEqual([
      [sizeId('25 см'), 490],
      [sizeId('30 см'), 650],
      [sizeId('35 см'), 790],
    ])
    expect(byCode('20011').sizePrices.map((one: Json) => one.sizeId)).toEqual([
      sizeId('30 см'),
      sizeId('35 см'),
    ])
    expect(menu.sizes).toContainEqual({
      id: sizeId('30 см'),
      name: 'Средняя 30 см',
      priority: 1,
      isDefault: true,
    })
  })

  test('names simple and group modifiers with their limits; a group by the id that orders send', () => {
    const [dough] = byCode('20001').groupModifiers
    expect(dough).toMatchObject({ minAmount: 1, maxAmount: 1, required: true, hideIfDefaultAmount: true })
    expect(dough.id).toBe(menu.groups.find((one: Json) => one.name === 'Тесто').id)
    expect(dough.childModifiers[0]).toMatchObject({ id: byCode('70101').id, defaultAmount: 1 })
    expect(byCode('10101').modifiers).toContainEqual({
      id: byCode('72001').id,
      defaultAmount: 1,
      minAmount: 0,
      maxAmount: 2,
      required: false,
      hideIfDefaultAmount: true,
      splittable: false,
      freeOfChargeAmount: 1,
    })
    expect(byCode('70101')).toMatchObject({ type: 'Modifier', parentGroup: dough.id })
    expect(byCode('20011')).toMatchObject({
      orderItemType: 'Compound',
      splittable: true,
      modifierSchemaName: 'Пицца из двух половинок',
    })
  })

  test('keeps what cannot be ordered in the list, but not in the menu', () => {
    const [price] = byCode('50901').sizePrices
    expect(byCode('50901').isDeleted).toBe(true)
    expect(price.price.isIncludedInMenu).toBe(false)
    expect(byCode('10413').sizePrices[0].price.isIncludedInMenu).toBe(false)
    expect(byCode('10414').sizePrices[0].price.isIncludedInMenu).toBe(false)
    expect(byCode('95001')).toMatchObject({ type: 'Good', useBalanceForSell: true })
    expect(byCode('95001').sizePrices[0].price).toMatchObject({ currentPrice: 0, isIncludedInMenu: false })
  })

  test('has the prices of the organization that is asked', async () => {
    const there = await good(server, path, { organizationId: malysheva })
    expect(byCode('20001', there).sizePrices[0].price.currentPrice).toBe(470)
    expect(byCode('40001', there).sizePrices[0].price).toMatchObject({
      currentPrice: 0,
      isIncludedInMenu: false,
    })
  })

  test('equal revision: empty arrays and the same revision [F.31]', async () => {
    const { revision } = menu
    const again = await good(server, path, { organizationId: pokrovka, startRevision: revision })
    expect(again).toMatchObject({ groups: [], productCategories: [], products: [], sizes: [], revision })
    const older = await good(server, path, { organizationId: pokrovka, startRevision: revision - 1 })
    expect(older.products).toHaveLength(menu.products.length)
    expect(older.correlationId).not.toBe(menu.correlationId)
  })

  test('a changed dish raises the revision and is there in the next answer', async () => {
    const soup = seeded(server.chain, 'product').find(({ body }) => body.code === '10101')
    const changed = { ...soup, body: { ...soup?.body, name: 'Борщ московский' } } as NewBookItem
    await saveBooks(server.node.app, server.chain.tenant.id, [changed], 'test')
    const next = await good(server, path, { organizationId: pokrovka, startRevision: menu.revision })
    expect(next.revision).toBeGreaterThan(menu.revision)
    expect(byCode('10101', next).name).toBe('Борщ московский')
  })

  test('refuses what is malformed, unauthorised and foreign', async () => {
    await refused(server, path, {}, { status: 400, text: "Required property 'organizationId'" })
    await refused(server, path, { organizationId: null }, { status: 400, text: "type 'System.Guid'" })
    await refused(server, path, { organizationId: pokrovka, startRevision: 'new' }, { status: 400 })
    await refused(server, path, { organizationId: pokrovka }, { status: 401, token: null })
    await refused(server, path, { organizationId: foreignId }, { status: 403, text: foreignId })
    const token = await server.token('de300000-0000-4000-8000-000000000002')
    await refused(server, path, { organizationId: malysheva }, { status: 403, text: malysheva, token })
  })

  test('is compressed for those who read gzip, with an id of its own in every answer', async () => {
    const token = await server.token()
    const raw = (headers: Record<string, string>): Promise<{ message: http.IncomingMessage; body: Buffer }> =>
      new Promise((resolve, reject) => {
        const authorization = `Bearer ${token}`
        const options = { method: 'POST', headers: { authorization, ...headers } }
        const request = http.request(`${server.baseUrl}${path}`, options, (message) => {
          const parts: Buffer[] = []
          message.on('data', (part: Buffer) => parts.push(part))
          message.on('end', () => resolve({ message, body: Buffer.concat(parts) }))
        })
        request.on('error', reject).end(JSON.stringify({ organizationId: pokrovka }))
      })
    const plain = await raw({})
    expect(plain.message.headers['content-encoding']).toBeUndefined()
    const ids = new Set([JSON.parse(plain.body.toString()).correlationId])
    for (let tries = 0; ids.size < 3; tries++) {
      expect(tries, 'the compressed twin never came').toBeLessThan(100)
      const { message, body } = await raw({ 'accept-encoding': 'gzip, br' })
      expect(message.headers.etag).toBe(plain.message.headers.etag)
      if (message.headers['content-encoding'] !== 'gzip') continue
      expect(body.length).toBeLessThan(plain.body.length / 5)
      const { correlationId: id, ...rest } = JSON.parse(gunzipSync(body).toString())
      expect({ correlationId: '', ...rest }).toEqual({
        ...JSON.parse(plain.body.toString()),
        correlationId: '',
      })
      ids.add(id)
    }
    const known = await raw({ 'if-none-match': plain.message.headers.etag ?? '' })
    expect([known.message.statusCode, known.body.length]).toEqual([304, 0])
  })
})
