import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

// Ids that clients make are unique in the whole system (cloud-api §3.7).

let server: TestServer
let shop: Deliveries
let other: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
  other = deliveriesOf(server, 'taganka')
})
afterAll(() => server.close())

const uuid = (): string => crypto.randomUUID()
const one = (positionId: string, more: Json = {}): Json => ({
  items: [shop.anItem('10101', 420, { positionId, ...more })],
})

describe('positions', () => {
  test('another till does not take one that was used', async () => {
    const positionId = uuid()
    await shop.placed(shop.aPickup(one(positionId)))
    const info = await other.outcome(other.aPickup(one(positionId)))
    expect(info.errorInfo.code).toBe('NonUnqiueOrderItemPosition')
  })

  test('of an order that was refused are free again', async () => {
    const positionId = uuid()
    const refused = await shop.outcome(shop.aPickup(one(positionId, { productSizeId: demoId('size', '30') })))
    expect(refused.creationStatus).toBe('Error')
    await shop.placed(shop.aPickup(one(positionId)))
  })

  test('of two orders that reach the till at once only the first keeps its position', async () => {
    const positionId = uuid()
    const till = server.till('pokrovka')
    await till.unplug()
    const first = await shop.create(shop.aPickup(one(positionId)))
    const second = await shop.create(shop.aPickup(one(positionId)))
    till.plug()
    await server.settle()
    expect((await shop.byId(first.json.orderInfo.id)).creationStatus).toBe('Success')
    const { creationStatus, errorInfo } = await shop.byId(second.json.orderInfo.id)
    expect([creationStatus, errorInfo.code]).toEqual(['Error', 'NonUnqiueOrderItemPosition'])
  })
})

test('a combo’s id is used once; dearer dishes are paid on top of its price', async () => {
  const sourceId = demoId('comboAction', 'lunch')
  const lunch = (comboId: string, price: number, soup = '10108') => ({
    combos: [{ id: comboId, name: 'Бизнес-ланч', amount: 1, price, sourceId }],
    items: Object.entries({ Салат: '10204', Суп: soup, Горячее: '10403', Напиток: '60102' }).map(
      ([group, code]) =>
        shop.anItem(code, 0, {
          comboInformation: {
            comboId,
            comboSourceId: sourceId,
            comboGroupId: demoId('comboGroup', `lunch/${group}`),
          },
        }),
    ),
  })
  const comboId = uuid()
  const { order } = await shop.placed(shop.aPickup(lunch(comboId, 590 + 100 + 120)))
  expect(order.sum).toBe(810)
  const again = await shop.outcome(shop.aPickup(lunch(comboId, 590 + 120, '10101')))
  expect(again.errorInfo.code).toBe('ComboDuplicated')
  const cheap = await shop.outcome(shop.aPickup(lunch(uuid(), 590)))
  expect(cheap.errorInfo.code).toBe('RequestProductPriceIsNotEqualToFrontPrice')
})
