import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

// Appendix F of the cloud reference: a till out of reach, and which till takes an order.

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

test('F.18: no till: an error after the timeout and a minute; a late save flips it, and webhooks tell both', async () => {
  const receiver = await startWebhookReceiver()
  await shop.post('webhooks/update_settings', {
    organizationId: shop.organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: {
      deliveryOrderFilter: { orderStatuses: ['WaitCooking'], itemStatuses: [], errors: true },
    },
  })
  const till = server.till('pokrovka')
  server.clock.setSpeed(0)
  await till.unplug()
  const { json } = await shop.create(
    shop.anOrder({}, { createOrderSettings: { transportToFrontTimeout: 30 } }),
  )
  const { id } = json.orderInfo
  server.clock.advance(89_000)
  await server.settle()
  expect((await shop.byId(id)).creationStatus).toBe('InProgress')
  server.clock.advance(2_000)
  const error = await receiver.waitFor(({ eventInfo }) => eventInfo.id === id)
  expect(error).toMatchObject({
    eventType: 'DeliveryOrderError',
    eventInfo: {
      creationStatus: 'Error',
      errorInfo: {
        code: 'Common',
        message: 'Creation timeout expired, order automatically transited to error creation status',
      },
    },
  })
  expect((await shop.byId(id)).creationStatus).toBe('Error')
  server.clock.setSpeed(1)
  till.plug()
  await receiver.waitFor(({ eventInfo }) => eventInfo.id === id && eventInfo.creationStatus === 'Success')
  expect((await shop.byId(id)).creationStatus).toBe('Success')
  await receiver.close()
})

const at = (till: string): string => server.till(till).terminalGroupId

test('F.20: two outlets by priority; out of zone; below the minimum; night; the stop list pushes to the second', async () => {
  const assigned = (time: string, items: Json[], street = 'Покровка', house = '17'): Promise<Json> =>
    shop.outcome(
      shop.anOrder(
        {
          items,
          completeBefore: `2027-03-12 ${time}:00.000`,
          deliveryPoint: { address: { street: { name: street, city: 'Москва' }, house } },
        },
        { terminalGroupId: null },
      ),
    )
  const soup = (amount: number) => [shop.anItem('10101', 420, { amount })]
  const by = async (...args: Parameters<typeof assigned>): Promise<string> =>
    (await assigned(...args)).order.terminalGroupId
  const nobody = async (...args: Parameters<typeof assigned>): Promise<string> =>
    (await assigned(...args)).errorInfo.code

  expect(await by('21:00', soup(5)), 'both work, the first has priority').toBe(at('pokrovka'))
  expect(await nobody('18:00', soup(20), 'Тверская', '4')).toBe('TerminalGroupIdNotDetermined')
  expect(await nobody('18:00', soup(1))).toBe('TerminalGroupIdNotDetermined')
  const night = await assigned('23:30', soup(5))
  expect(night.order).toMatchObject({
    terminalGroupId: at('taganka'),
    deliveryDuration: 75,
    deliveryZone: 'Центр',
  })
  expect(night.order.items.at(-1).product.name).toBe('Доставка ночная')
  const sashimi = [shop.anItem('40012', 520, { amount: 4 })]
  expect(await by('21:00', sashimi)).toBe(at('taganka'))
})

test('F.21: allowed gives each reject code with its data', async () => {
  const ask = async (more: Json): Promise<Json[]> => {
    const { json } = await shop.post('delivery_restrictions/allowed', {
      organizationIds: [shop.organizationId],
      isCourierDelivery: true,
      deliveryAddress: { city: 'Москва', streetName: 'Покровка', house: '17' },
      deliveryDate: '2027-03-12 12:00:00.000',
      deliverySum: 2000,
      ...more,
    })
    return json.rejectedItems
  }
  const rejected = (items: Json[], till: string, zone: string): Json =>
    items.find((one) => one.terminalGroupId === at(till) && one.zone === zone)
  const night = await ask({ deliveryDate: '2027-03-12 02:30:00.000' })
  expect(rejected(night, 'pokrovka', 'Центр')).toMatchObject({
    rejectCode: 'DeliveryTimeIsUnacceptable',
    rejectItemData: { dateFrom: '09:00:00', dateTo: '23:00:00' },
  })
  expect(rejected(await ask({ deliverySum: 799 }), 'pokrovka', 'Центр')).toMatchObject({
    rejectCode: 'SumIsLessThenMinimum',
    rejectItemData: { minSum: 800 },
  })
  const saturday = await ask({
    deliveryDate: '2027-03-13 12:00:00.000',
    deliveryAddress: { city: 'Москва', streetName: 'Спартаковская', house: '11' },
  })
  expect(rejected(saturday, 'taganka', 'Басманный')).toMatchObject({
    rejectCode: 'DayOfWeekIsUnacceptable',
    rejectItemData: { allowedWeekDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
  })
  const outside = await ask({ deliveryAddress: { city: 'Москва', streetName: 'Тверская', house: '15' } })
  expect(rejected(outside, 'pokrovka', 'Центр')).toMatchObject({
    rejectCode: 'OutOfTerminalZone',
    rejectItemData: null,
  })
  const sashimi = [{ id: shop.anItem('40012', 1).productId, product: 'Сашими', amount: 1 }]
  const stopped = rejected(await ask({ orderItems: sashimi }), 'pokrovka', 'Центр')
  expect(stopped.rejectCode).toBe('Undefined')
  expect(stopped.rejectHint).toContain('Сашими')
})
