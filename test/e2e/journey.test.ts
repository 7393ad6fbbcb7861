import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { screenshot } from './support/browser.ts'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()
let receiver: WebhookReceiver

beforeAll(async () => {
  receiver = await startWebhookReceiver()
})
afterAll(() => receiver.close())

const statuses = [
  'Unconfirmed',
  'WaitCooking',
  'CookingStarted',
  'CookingCompleted',
  'Waiting',
  'OnWay',
  'Delivered',
  'Closed',
]

async function listenToOrdersOf(till: string): Promise<void> {
  const answer = await evening.server.post('/api/1/webhooks/update_settings', {
    organizationId: evening.server.till(till).organizationId,
    webHooksUri: receiver.url,
    authToken: 'hook secret',
    webHooksFilter: { deliveryOrderFilter: { orderStatuses: statuses, itemStatuses: [], errors: true } },
  })
  expect(answer.status, answer.text).toBe(200)
}

/** Waits until the integrator's program has heard of an order in this state. */
const heard = (id: string, status: string) =>
  receiver.waitFor(({ eventInfo }) => eventInfo?.id === id && eventInfo.order?.status === status, 30_000)

test('a delivery made over the API is accepted, cooked, sent, delivered and paid for by people at screens', async () => {
  await listenToOrdersOf('pokrovka')
  const till = await evening.atTheTill('2222')
  const kitchen = await evening.inTheKitchen('3333')

  const id = await placeOrder(evening.server, 'pokrovka', {
    name: 'Елизавета',
    phone: '+79005550147',
    address: { street: 'Чистопрудный бульвар', house: '12к1', flat: '88', entrance: '4', floor: '9' },
    comment: 'Без лука, пожалуйста',
    promisedIn: 75,
    lines: [
      { code: '20001', size: '25', modifiers: [{ code: '70101', group: '701' }] },
      { code: '10101', amount: 2 },
    ],
  })
  const { number, sum } = await orderOf(evening.server, 'pokrovka', id)
  await heard(id, 'WaitCooking')

  // It appears on the board without a reload, and the cashier sends it to the kitchen.
  await till.docket(number, 'Новые').waitFor()
  await till.open(number)
  await screenshot(till.page, 'journey-1-new')
  await till.do('print-to-kitchen')
  await till.waitForToast('Отправлено на кухню')

  await kitchen.ticket(number).waitFor()
  await screenshot(kitchen.page, 'journey-2-kitchen')
  await kitchen.bump(number, 'Начать')
  await till.waitForStatus('Готовится')
  await heard(id, 'CookingStarted')
  await kitchen.bump(number, 'Готово')
  await kitchen.waitForNoTicket(number)
  await till.waitForStatus('Приготовлен')
  await heard(id, 'CookingCompleted')

  await till.assignCourier('Волков')
  await till.waitForToast('Курьер: Волков')
  await till.do('send-out')
  await till.waitForStatus('В пути')
  await heard(id, 'OnWay')
  await till.do('mark-delivered')
  await till.waitForStatus('Доставлен')
  await heard(id, 'Delivered')

  await till.do('take-payment')
  await till.do('exact')
  await screenshot(till.page, 'journey-3-payment')
  await till.do('close')
  await till.waitForToast('Заказ закрыт')
  await heard(id, 'Closed')

  const closed = await orderOf(evening.server, 'pokrovka', id)
  expect(closed).toMatchObject({ status: 'Closed', processedPaymentsSum: sum })
  expect(closed.courierInfo.courier.name).toContain('Волков')
  const told = receiver.events.filter(({ eventInfo }) => eventInfo.id === id)
  const order = [...new Set(told.map(({ eventInfo }) => eventInfo.order.status as string))]
  expect(order).toEqual(statuses.filter((status) => order.includes(status)))
  expect(order).toEqual(expect.arrayContaining(['CookingStarted', 'OnWay', 'Closed']))
  for (const { headers } of receiver.calls) expect(headers.authorization).toBe('hook secret')
})
