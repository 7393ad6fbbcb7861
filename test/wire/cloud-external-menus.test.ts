import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { menuVersions } from '../../src/api/cloud/operations/menu/external/handlers.ts'
import type { MenuScope } from '../../src/api/cloud/operations/menu/external/menu-scope.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { demoCatalog } from '../support/demo-catalog.ts'
import { differences, isRecorded, recorded, shapeOf } from '../support/recorded.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

type Json = Answer['json']

const list = '/api/2/menu'
const byId = '/api/2/menu/by_id'
const site = '12001'
const partners = '12002'
const kiosk = '12003'

const catalog = demoCatalog()
const organizationIds = catalog.all('organization').map(({ id }) => id)
const someOrganizations = [organizationIds, ...organizationIds.map((id) => [id])]
const versions = [2, 3, 4] as const

const scopes = catalog.all('externalMenu').flatMap(({ body: menu }) =>
  (menu.usesPriceCategories ? menu.priceCategoryIds : [null]).flatMap((priceCategoryId) =>
    someOrganizations.flatMap((ids) =>
      (['ru', 'en'] as const).map(
        (language): MenuScope => ({
          catalog,
          menu,
          organizationIds: ids,
          priceCategoryId,
          language,
          baseUrl: 'http://menu.example',
        }),
      ),
    ),
  ),
)

describe('every menu for every choice of organizations, price category and language', () => {
  const validators = createValidators()
  const whole = (version: 2 | 3 | 4, index = 0): Json =>
    menuVersions[version].whole(scopes[index] as MenuScope)

  test.each(versions)('version %i is exactly what the document promises', (version) => {
    expect(scopes.length).toBe(32)
    const { whole: write, unchanged } = menuVersions[version]
    for (const scope of scopes) {
      // As the wire has it: members that are undefined are not there.
      const menu = JSON.parse(JSON.stringify(write(scope)))
      expect(menu.formatVersion).toBe(version)
      expect(validators.answer(byId, 200, menu)).toEqual([])
      expect(validators.answer(byId, 200, unchanged(scope))).toEqual([])
    }
  })

  test('the models differ where the live ones do (cloud-api §6.3)', () => {
    const [v2, v3, v4] = versions.map((version) => whole(version))
    expect([v2.itemGroups, v3.itemCategories]).toEqual([undefined, undefined])
    const [dish2] = v2.itemCategories[5].items
    const [dish3] = v3.itemGroups[5].items
    expect([dish2.itemId, dish2.canBeDivided, dish2.itemSizes[0].portionWeightGrams]).toEqual([
      dish3.id,
      dish3.splittable,
      dish3.itemSizes[0].weight,
    ])
    expect(dish2.itemSizes[0].sizeId).toBe(dish3.itemSizes[0].id)
    expect(v3.taxCategories.map((tax: Json) => tax.id)).toContain(dish3.taxCategoryId)
    expect(v3.taxCategories).toContainEqual(dish2.taxCategory)
    expect(dish2.allergens.map(({ id }: Json) => id)).toEqual(dish3.allergenGroupIds)
    expect(v3.allergenGroups).toEqual(expect.arrayContaining(dish2.allergens))
    expect(dish2.labels).toEqual(dish3.labels.map((name: string) => ({ code: name, name })))
    const [dough2, dough3] = [dish2, dish3].map((dish) => dish.itemSizes[0].itemModifierGroups[0])
    expect([dough2.itemGroupId, dough2.items[0].restrictions.byDefault]).toEqual([
      dough3.id,
      dough3.items[0].restrictions.defaultQuantity,
    ])
    expect(dish2.itemSizes[0]).toHaveProperty('nutritionPerHundredGrams.fats')
    expect(dish3.itemSizes[0]).not.toHaveProperty('nutritionPerHundredGrams')
    expect([v2.overrideTaxCategories, v3.overrideTaxCategories]).toEqual([undefined, {}])
    const kinds = (menu: Json): string[] => menu.itemGroups[5].items.map(({ type }: Json) => type)
    expect(new Set(kinds(v3))).toEqual(new Set(['DISH']))
    expect(kinds(v4)).toEqual([...kinds(v3), 'COMBO', 'COMBO'])
    expect(v4.comboCategories).toEqual(v2.comboCategories)
  })

  test
    .runIf(isRecorded('external-menu-v2-by_id-2026.json'))
    .each(['external-menu-v2-by_id-2026.json', 'external-menu-v2-by_id-small.json'])(
    'every object has the members that it has in the recording %s',
    (file) => {
      expect(differences(shapeOf(whole(2)), shapeOf(recorded(file)))).toEqual({ missing: [], added: [] })
    },
  )

  test.runIf(isRecorded('external-menu-v3-by_id.json'))('and in that of version 3', () => {
    // Its tax overrides are of one organization, and it is cut behind the first dish of the first group.
    const theirs = { ...recorded('external-menu-v3-by_id.json'), overrideTaxCategories: {} }
    const cut = ['scheduleId', 'scheduleName', 'schedules', 'isHidden', 'labels', 'tags']
    expect(differences(shapeOf(whole(3)), shapeOf(theirs))).toEqual({
      missing: [],
      added: cut.map((name) => `$.itemGroups[].${name}`),
    })
  })
})

describe('over HTTP', () => {
  let server: TestServer
  let pokrovka: string
  let baumana: string
  let malysheva: string
  let delivery: string
  let hall: string
  beforeAll(async () => {
    server = await startServer()
    ;[pokrovka, baumana, malysheva] = ['Покровке', 'Баумана', 'Малышева'].map(
      (text) => named(server.chain, 'organization', text).id,
    ) as [string, string, string]
    delivery = named(server.chain, 'priceCategory', 'Доставка').id
    hall = named(server.chain, 'priceCategory', 'Зал/партнёры').id
  })
  afterAll(() => server.close())

  const ask = (body: Json): Promise<Json> => good(server, byId, body)
  const dishOf = (menu: Json, code: string): Json =>
    (menu.itemCategories ?? menu.itemGroups)
      .flatMap(({ items }: Json) => items)
      .find(({ sku }: Json) => sku === code)

  test('lists the menus and price categories of the login', async () => {
    const all = await good(server, list, undefined)
    expect(all.externalMenus).toEqual([
      { id: site, name: 'Сайт и приложение' },
      { id: partners, name: 'Агрегаторы и партнёры' },
      { id: kiosk, name: 'Киоск' },
    ])
    expect(all.priceCategories).toEqual([
      { id: delivery, name: 'Доставка' },
      { id: hall, name: 'Зал/партнёры' },
    ])
    const ofSite = await good(server, list, {}, await server.token('de300000-0000-4000-8000-000000000002'))
    expect(ofSite).toMatchObject({ externalMenus: [{ id: site }], priceCategories: [] })
  })

  test
    .runIf(isRecorded('external-menus-list.json'))
    .each(['external-menus-list.json', 'external-menus-list-with-price-categories.json'])(
    'the list has the members that it has in the recording %s',
    async (file) => {
      const ours = shapeOf(await good(server, list))
      expect(differences(ours, shapeOf(recorded(file)))).toEqual({ missing: [], added: [] })
    },
  )

  test('gives version 2 unless another is asked; there is no correlation id', async () => {
    const menu = await ask({ externalMenuId: site, organizationIds: [pokrovka] })
    expect(menu).toMatchObject({ formatVersion: 2, id: 12001, name: 'Сайт и приложение', intervals: [] })
    expect(menu).not.toHaveProperty('correlationId')
    for (const version of versions) {
      const asked = await ask({ externalMenuId: 12001, organizationIds: [pokrovka], version })
      expect(asked.formatVersion).toBe(version)
    }
  })

  test('prices each organization; null is not for sale, equal prices stand together in v3', async () => {
    const organizationIds = [pokrovka, malysheva]
    const v2 = await ask({ externalMenuId: site, organizationIds })
    const priceAt = (code: string, organization: string): number =>
      dishOf(v2, code).itemSizes[0].prices.find((one: Json) => one.organizationId === organization).price
    expect([priceAt('20001', pokrovka), priceAt('20001', malysheva)]).toEqual([490, 470])
    // The café has no sushi bar.
    expect([priceAt('40001', pokrovka) > 0, priceAt('40001', malysheva)]).toEqual([true, null])
    const v3 = await ask({ externalMenuId: site, organizationIds, version: 3 })
    const [size] = dishOf(v3, '20001').itemSizes
    expect(size.prices).toHaveLength(2)
    const free = size.itemModifierGroups[0].items[0].prices
    expect(free).toEqual([{ organizations: [...organizationIds].sort(), price: 0, taxCategoryId: null }])
  })

  test('a menu that is not of an organization has no prices there', async () => {
    const menu = await ask({ externalMenuId: kiosk, organizationIds: [malysheva, pokrovka] })
    const { prices } = dishOf(menu, '20001').itemSizes[0]
    expect(prices).toContainEqual({ organizationId: pokrovka, price: null })
    expect(prices).toContainEqual({ organizationId: malysheva, price: 470 })
    const text = 'sold in none of these organizations'
    await refused(server, byId, { externalMenuId: kiosk, organizationIds: [pokrovka] }, { status: 400, text })
  })

  test('a price category is mandatory or forbidden, as the menu has it [F.32]', async () => {
    const body = { externalMenuId: partners, organizationIds: [pokrovka, baumana] }
    await refused(server, byId, body, { status: 400, text: 'priceCategoryId' })
    await refused(server, byId, { ...body, priceCategoryId: null }, { status: 400, text: 'priceCategoryId' })
    await refused(server, byId, { ...body, priceCategoryId: foreignId }, { status: 400, text: foreignId })
    const own = { externalMenuId: site, organizationIds: [pokrovka], priceCategoryId: delivery }
    await refused(server, byId, own, { status: 400, text: 'has its own prices' })

    const atDelivery = await ask({ ...body, priceCategoryId: delivery.toUpperCase() })
    const atHall = await ask({ ...body, priceCategoryId: hall })
    const price = (menu: Json, code: string): number => dishOf(menu, code).itemSizes[0].prices[0].price
    expect([price(atDelivery, '20001'), price(atHall, '20001')]).toEqual([540, 560])
    // Wine is sold in the hall only.
    const wine = atHall.itemCategories.find((one: Json) => one.name === 'Вино и пиво').items[0].sku
    expect(price(atDelivery, wine)).toBeNull()
    expect(price(atHall, wine)).toBeGreaterThan(0)
  })

  test('shows sizes, simple modifiers, taxes and allergens of a dish', async () => {
    const menu = await ask({ externalMenuId: site, organizationIds: [pokrovka] })
    const pizza = dishOf(menu, '20001')
    expect(pizza.itemSizes.map(({ sku, sizeCode, isDefault }: Json) => [sku, sizeCode, isDefault])).toEqual([
      ['20001-25', '25 см', false],
      ['20001-30', '30 см', true],
      ['20001-35', '35 см', false],
    ])
    expect(pizza).toMatchObject({ type: 'DISH', taxCategory: { name: 'НДС 20%', percentage: 20 } })
    expect(pizza.allergens.map(({ name }: Json) => name)).toEqual(['Глютен', 'Молоко и лактоза'])
    const soup = dishOf(menu, '10101')
    expect(soup.itemSizes).toHaveLength(1)
    expect(soup.itemSizes[0]).toMatchObject({ sizeId: null, sku: '10101', isDefault: true, sizeName: '' })
    expect(soup.itemSizes[0].buttonImageUrl).toBe(`${server.baseUrl}/demo-images/10101.svg`)
    expect(soup.itemSizes[0].nutritionPerHundredGrams).toMatchObject({ energy: 62, proteins: 3.1 })
    expect(soup.itemSizes[0].nutritions[0]).toMatchObject({ energy: 62, organizations: [pokrovka] })
    const simple = soup.itemSizes[0].itemModifierGroups.find((one: Json) => one.itemGroupId === null)
    expect(simple).toMatchObject({ childModifiersHaveMinMaxRestrictions: true })
    expect(simple.items[0]).toMatchObject({ sku: '72001', restrictions: { maxQuantity: 2, byDefault: 1 } })
    expect(dishOf(menu, '20011')).toMatchObject({ orderItemType: 'Compound', canBeDivided: true })
  })

  test('shows combos by category and way of pricing, and only where they are offered', async () => {
    const menu = await ask({ externalMenuId: site, organizationIds: [pokrovka] })
    const combos = menu.comboCategories.flatMap((category: Json) => category.combos)
    const of = (name: string): Json => combos.find((combo: Json) => combo.name.startsWith(name))
    expect(of('Бизнес-ланч')).toMatchObject({
      price: 590,
      priceStrategy: 'FIXED',
      startDate: '2024-01-01T00:00:00+03:00',
    })
    expect(of('Пицца и лимонад').priceStrategy).toBe('BY_COMPONENT')
    expect(of('Вторая пицца')).toMatchObject({ price: 0, priceStrategy: 'CALCULATE' })
    expect(of('Летний обед')).toBeUndefined()
    expect(of('Два ролла')).toBeDefined()
    const there = await ask({ externalMenuId: site, organizationIds: [baumana] })
    expect(JSON.stringify(there.comboCategories)).not.toContain('Два ролла')
  })

  test('speaks English where it is asked, and its own language for every other', async () => {
    const body = { externalMenuId: site, organizationIds: [pokrovka], version: 3 }
    const english = await ask({ ...body, language: 'en-US' })
    expect(english.name).toBe('Site and application')
    expect(english.itemGroups[1].name).toBe('Soups and salads')
    expect(dishOf(english, '10101')).toMatchObject({
      name: 'Beef borscht',
      description: 'Rich beef and beetroot soup, served with sour cream.',
    })
    expect(english.allergenGroups.map(({ name }: Json) => name)).toContain('Gluten')
    const other = await ask({ ...body, language: 'sw' })
    expect(other.name).toBe('Сайт и приложение')
  })

  test('equal revision: no categories', async () => {
    const body = { externalMenuId: site, organizationIds: [pokrovka], asyncMode: true }
    const { revision } = await ask(body)
    const [v2, v3, v4] = await Promise.all(
      versions.map((version) => ask({ ...body, version, startRevision: revision })),
    )
    expect(v2).toMatchObject({ itemCategories: [], comboCategories: [], productCategories: [], revision })
    for (const menu of [v3, v4]) expect(menu).toMatchObject({ itemGroups: [], taxCategories: [], revision })
    expect((await ask({ ...body, startRevision: revision - 1 })).itemCategories.length).toBeGreaterThan(5)
  })

  test('comes compressed and is not sent twice to who has it', async () => {
    const token = await server.token()
    const call = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${server.baseUrl}${byId}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify({ externalMenuId: site, organizationIds: [pokrovka] }),
      })
    let encoded = await call({ 'accept-encoding': 'br' })
    for (let tries = 0; encoded.headers.get('content-encoding') !== 'br'; tries++) {
      expect(tries, 'the compressed twin never came').toBeLessThan(100)
      encoded = await call({ 'accept-encoding': 'br' })
    }
    expect(await encoded.json()).toEqual(await (await call({ 'accept-encoding': 'identity' })).json())
    const known = await call({ 'if-none-match': encoded.headers.get('etag') ?? '' })
    expect([known.status, await known.text()]).toEqual([304, ''])
  })

  test('refuses what is malformed, unknown, unauthorised and foreign', async () => {
    const body = { externalMenuId: site, organizationIds: [pokrovka] }
    await refused(server, byId, { organizationIds: [pokrovka] }, { status: 400, text: 'externalMenuId' })
    await refused(server, byId, { ...body, organizationIds: [] }, { status: 400, text: 'At least one' })
    await refused(server, byId, { ...body, externalMenuId: '9' }, { status: 400, text: 'no external menu 9' })
    for (const version of [1, 5, 2.5]) {
      await refused(server, byId, { ...body, version }, { status: 400, text: 'version' })
    }
    await refused(server, byId, { ...body, version: 'latest' }, { status: 400 })
    await refused(server, byId, body, { status: 401, token: null })
    await refused(server, list, {}, { status: 401, token: null })
    const both = { ...body, organizationIds: [pokrovka, foreignId] }
    await refused(server, byId, both, { status: 403, text: foreignId })
    const token = await server.token('de300000-0000-4000-8000-000000000002')
    await refused(server, byId, { ...body, externalMenuId: kiosk }, { status: 400, token })
  })
})
