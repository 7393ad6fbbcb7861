import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import type { Json } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'

let server: TestServer
let till: Awaited<ReturnType<typeof waiterOf>>

beforeAll(async () => {
  server = await startServer()
  till = await waiterOf(server)
})
afterAll(() => server.close())

const productOf = (code: string): Json =>
  server.chain.items.find(({ id }) => id === productByCode(server.chain, code))
const groupOf = (code: string, isSplittable: boolean): Json =>
  productOf(code).body.groupModifiers.find((group: Json) => group.splittable === isSplittable)
const one = (group: Json, at: number) => ({
  ...{ productId: group.children[at].productId, groupId: group.id, amount: 1 },
})
/** Two fillings on one dough. */
function aPizza(...fillings: number[]): Json {
  const { body } = productOf('20011')
  const common = body.groupModifiers.filter(({ splittable, minAmount }: Json) => !splittable && minAmount > 0)
  const size = server.chain.items
    .filter(({ id }) => id === body.sizeScaleId)
    .flatMap((scale: Json) => scale.body.sizes)
    .find(({ id }: Json) => !body.disabledSizeIds.includes(id))
  const productId = productByCode(server.chain, '20011')
  return {
    ...{ productId, sizeId: size.id, amount: 1, modifiers: common.map((group: Json) => one(group, 0)) },
    halves: fillings.map((at) => ({ productId, modifiers: [one(groupOf('20011', true), at)] })),
  }
}
const place = (orderId: string, item: Json) => ({
  ...{ kind: 'tableOrder.place', orderId, guestCount: 1, items: [item] },
  tableIds: [demoId('table', 'main/3')],
})

test('a pizza of two halves is one dish of the order, with what lies on each half', async () => {
  const orderId = crypto.randomUUID()
  await till.does(place(orderId, aPizza(0, 1)))
  const order = (await till.board()).tableOrders.find(({ id }: Json) => id === orderId)
  expect(order.items).toHaveLength(1)
  const names = order.items[0].modifiers.map(({ name }: Json) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(2)
  expect(order.sum).toBeGreaterThan(0)
})

test('a half without its filling, and three halves, are refused', async () => {
  const bare = aPizza(0, 1)
  bare.halves[1].modifiers = []
  expect(await till.cannot(place(crypto.randomUUID(), bare))).toBe('modifier.group-amount')
  expect(await till.cannot(place(crypto.randomUUID(), aPizza(0, 1, 2)))).toBe('request.field-invalid')
})

test('screens know what halves choose apart', async () => {
  const token = (await server.post('/till/pokrovka/api/login', { pin: '1111' }, null)).json.token
  const { products } = (await server.get('/till/pokrovka/api/menu', token)).json
  const pizza = products.find(({ code }: Json) => code === '20011')
  expect(pizza).toMatchObject({ isCompound: true, schemaId: demoId('modifierSchema', 'halves') })
  expect(pizza.groups.filter(({ isSplittable }: Json) => isSplittable).map(({ id }: Json) => id)).toEqual([
    groupOf('20011', true).id,
  ])
})

test('a combo takes a dish of halves, at the price of the combo', async () => {
  const { combos } = await till.menu()
  const product = productByCode(server.chain, '20011')
  const combo = combos.find(({ groups }: Json) =>
    groups.some(({ products }: Json) => products.some(({ productId }: Json) => productId === product)),
  )
  expect(combo).toBeTruthy()
  const items = combo.groups.map(({ id, products }: Json) => {
    const halves = products.find(({ productId }: Json) => productId === product)
    const [other] = products
    return halves
      ? { ...aPizza(0, 1), sizeId: halves.sizeId, groupId: id }
      : { productId: other.productId, sizeId: other.sizeId, amount: 1, modifiers: [], groupId: id }
  })
  const orderId = crypto.randomUUID()
  await till.does({ kind: 'tableOrder.place', orderId, guestCount: 1, tableIds: [demoId('table', 'main/4')] })
  const asked = { id: crypto.randomUUID(), sourceId: combo.id, name: combo.name, amount: 1, items }
  await till.does({ kind: 'tableOrder.addItems', orderId, items: [], combos: [asked] })
  const order = (await till.board()).tableOrders.find(({ id }: Json) => id === orderId)
  expect(order.items).toHaveLength(combo.groups.length)
  // 450 for each, and what lies on the halves on top.
  const extras = order.items.flatMap(({ modifiers }: Json) => modifiers)
  const paid = extras.reduce((sum: number, { amount, price }: Json) => sum + amount * price, 0)
  expect(order.sum).toBe(900 + paid)
})
