import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

// What the way costs is told by the restrictions, whoever chose the till (cloud-api §5.5).

let server: TestServer
let taganka: Deliveries
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  taganka = deliveriesOf(server, 'taganka')
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())

const to = (name: string, house: string): Json => ({
  deliveryPoint: { address: { street: { name, city: 'Москва' }, house } },
})
const automatic = ({ items }: Json): Json[] => items.slice(1)

describe('a till that the client names', () => {
  test('adds the charge of the zone and keeps its minutes', async () => {
    const { order } = await taganka.placed(taganka.anOrder(to('Таганская', '15')))
    expect(order).toMatchObject({ deliveryZone: 'Таганка', deliveryDuration: 50 })
    expect(automatic(order)).toMatchObject([
      { product: { name: expect.stringContaining('Доставка') }, amount: 1 },
    ])
    expect(order.sum).toBe(840 + order.items[1].resultSum)
  })

  test('adds none where the zone has none, out of every zone, and for who fetches it himself', async () => {
    const near = await shop.placed(shop.anOrder(to('Покровка', '17')))
    expect([near.order.deliveryZone, automatic(near.order)]).toEqual(['Центр', []])
    const far = await shop.placed(shop.anOrder(to('Тверская', '4')))
    expect([far.order.deliveryZone, automatic(far.order)]).toEqual([null, []])
    const fetched = await taganka.placed(taganka.aPickup())
    expect([fetched.order.deliveryZone, automatic(fetched.order)]).toEqual([null, []])
  })

  test('takes the word of the client for zone and minutes', async () => {
    const own = { deliveryZone: 'Moon', deliveryDuration: 7 }
    const { order } = await shop.placed(shop.anOrder({ ...to('Покровка', '17'), ...own }))
    expect(order).toMatchObject(own)
  })
})

describe('an address in one line [cloud-api §4.4]', () => {
  const line1 = 'Москва, ул. Покровка, д. 17'

  test('finds its zone, and so its till', async () => {
    const deliveryPoint = { address: { type: 'city', line1 } }
    const { order } = await shop.placed(shop.anOrder({ deliveryPoint }, { terminalGroupId: null }))
    expect(order).toMatchObject({ terminalGroupId: shop.terminalGroupId, deliveryZone: 'Центр' })
  })

  test('is understood by those who ask first', async () => {
    const { json } = await shop.post('delivery_restrictions/allowed', {
      organizationIds: [shop.organizationId],
      isCourierDelivery: true,
      deliverySum: 840,
      deliveryDate: '2027-03-12 13:00:00.000',
      deliveryAddress: { line1 },
    })
    expect(json.allowedItems).toMatchObject([{ terminalGroupId: shop.terminalGroupId, zone: 'Центр' }])
  })
})
