import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { combosOf } from '../../src/api/cloud/operations/menu/combos.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { demoCatalog } from '../support/demo-catalog.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

type Json = Answer['json']

const list = '/api/1/combo'
const calculate = '/api/1/combo/calculate'

test('the combos of every organization are exactly what the document promises', () => {
  const catalog = demoCatalog()
  const validators = createValidators()
  for (const { id } of catalog.all('organization')) {
    const answer = combosOf(catalog, id)
    expect(validators.answer(list, 200, answer)).toEqual([])
    expect(Object.keys(answer)).toEqual(['comboSpecifications', 'comboCategories', 'Warnings'])
  }
})

let server: TestServer
let pokrovka: string
let malysheva: string
let combos: Json[]
beforeAll(async () => {
  server = await startServer()
  pokrovka = named(server.chain, 'organization', 'Покровке').id
  malysheva = named(server.chain, 'organization', 'Малышева').id
  combos = (await good(server, list, { organizationId: pokrovka })).comboSpecifications
})
afterAll(() => server.close())

const combo = (name: string): Json => combos.find((one) => one.name.startsWith(name))
const sizeOf = (text: string): string => {
  const sizes = server.chain.items.flatMap((item) => (item.book === 'sizeScale' ? item.body.sizes : []))
  return sizes.find(({ name }) => name.includes(text))?.id ?? ''
}

describe('the list', () => {
  test('is a loyalty answer: no correlation id, capital Warnings', async () => {
    const answer = await good(server, list, { organizationId: pokrovka, extraData: true })
    expect(answer).not.toHaveProperty('correlationId')
    expect(answer.Warnings).toEqual([])
    expect(answer.comboCategories.map(({ name }: Json) => name)).toContain('Обеды')
  })

  test('tells how each combo changes prices: money or percent', () => {
    const modification = (name: string): unknown => [
      combo(name).priceModificationType,
      combo(name).priceModification,
    ]
    expect(modification('Бизнес-ланч')).toEqual([0, 590])
    expect(modification('Пицца и лимонад')).toEqual([1, 450])
    expect(modification('Вторая пицца')).toEqual([2, 50])
    expect(modification('Два ролла')).toEqual([3, 30])
    expect(modification('Кофе и десерт')).toEqual([4, 20])
    expect(combo('Летний обед')).toMatchObject({ isActive: false })
  })

  test('names products by size with what they must not carry', () => {
    const [pizzas] = combo('Пицца и лимонад').groups
    expect(pizzas).toMatchObject({ name: 'Пицца', isMainGroup: true, skipStep: false })
    expect(pizzas.products[3]).toEqual({
      productId: productByCode(server.chain, '20003'),
      sizeName: 'Средняя 30 см',
      sizeId: sizeOf('30 см'),
      forbiddenModifiers: ['70201', '70202'].map((code) => productByCode(server.chain, code)),
      priceModificationAmount: 540,
      position: 3,
    })
  })

  test('has only what the organization offers', async () => {
    const there = await good(server, list, { organizationId: malysheva })
    const names = there.comboSpecifications.map(({ name }: Json) => name)
    expect(names).toContain('Бизнес-ланч')
    expect(names.join()).not.toContain('Два ролла')
  })
})

describe('the price', () => {
  type Choice = { group: number; code: string; size?: string; modifiers?: Json[] }
  const items = (name: string, choices: readonly Choice[]): Json[] =>
    choices.map(({ group, code, size, modifiers }) => ({
      type: 'Product',
      productId: productByCode(server.chain, code),
      amount: 1,
      price: 0,
      ...(size ? { productSizeId: sizeOf(size) } : {}),
      ...(modifiers ? { modifiers } : {}),
      comboInformation: {
        comboId: foreignId,
        comboSourceId: combo(name).sourceActionId,
        comboGroupId: combo(name).groups[group].id,
      },
    }))
  const priceOf = (name: string, choices: readonly Choice[]): Promise<Json> =>
    good(server, calculate, { organizationId: pokrovka, items: items(name, choices) })
  const lunch: Choice[] = [
    { group: 0, code: '10203' },
    { group: 1, code: '10101' },
    { group: 2, code: '10401' },
    { group: 3, code: '60201' },
  ]
  const dough = (): Json => ({
    productId: productByCode(server.chain, '70103'),
    productGroupId: named(server.chain, 'productGroup', 'Тесто').id,
    amount: 1,
  })

  test('is fixed for the whole lunch', async () => {
    const answer = await priceOf('Бизнес-ланч', lunch)
    expect(answer).toEqual({ price: 590, incorrectlyFilledGroups: [] })
  })

  test('is zero while groups are filled wrongly, and names them', async () => {
    const [first, second] = combo('Бизнес-ланч').groups
    const answer = await priceOf('Бизнес-ланч', [{ group: 1, code: '20001' }, ...lunch.slice(2)])
    expect(answer).toEqual({ price: 0, incorrectlyFilledGroups: [first.id, second.id] })
  })

  test('discounts the cheapest pizza with its paid modifiers', async () => {
    const own = await priceOf('Вторая пицца', [
      { group: 0, code: '20003', size: '30 см', modifiers: [dough()] },
      { group: 1, code: '20001', size: '30 см', modifiers: [dough()] },
    ])
    // 820 + 120 and half of 650 + 120.
    expect(own).toEqual({ price: 1325, incorrectlyFilledGroups: [] })
  })

  test('of what the till would not sell is zero too', async () => {
    const [, second] = combo('Вторая пицца').groups
    const withoutDough = await priceOf('Вторая пицца', [
      { group: 0, code: '20003', size: '30 см', modifiers: [dough()] },
      { group: 1, code: '20001', size: '30 см' },
    ])
    expect(withoutDough).toEqual({ price: 0, incorrectlyFilledGroups: [second.id] })
  })

  test('refuses items outside of a combo, of two combos, and of none that works', async () => {
    const wrong = (list: Json[], text: string, status = 400): Promise<Answer> =>
      refused(server, calculate, { organizationId: pokrovka, items: list }, { status, text })
    const [first, second] = items('Бизнес-ланч', lunch)
    await wrong([first, { ...second, comboInformation: null }], 'items[1].comboInformation')
    await wrong(
      [first, ...items('Кофе и десерт', [{ group: 0, code: '60101' }])],
      'items[1].comboInformation.comboSourceId',
    )
    await wrong(items('Летний обед', [{ group: 0, code: '10107' }]), 'not found or not active')
    const unknown = { ...first, comboInformation: { ...first.comboInformation, comboSourceId: foreignId } }
    const answer = await wrong([unknown], foreignId)
    // Loyalty errors carry the fields of both published shapes.
    expect(answer.json).toMatchObject({ code: expect.any(String), message: expect.any(String) })
    await wrong([], '')
  })
})

describe.each([list, calculate] as const)('%s', (path) => {
  test('refuses what is malformed, unauthorised and foreign', async () => {
    await refused(server, path, { items: [] }, { status: 400, text: 'organizationId' })
    await refused(server, path, { organizationId: 'x', items: [] }, { status: 400, text: 'organizationId' })
    await refused(server, path, { organizationId: pokrovka, items: [] }, { status: 401, token: null })
    await refused(server, path, { organizationId: foreignId, items: [] }, { status: 403, text: foreignId })
  })
})
