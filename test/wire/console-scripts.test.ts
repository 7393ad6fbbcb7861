import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf, noon } from './cloud-deliveries-driver.ts'
import { type ConsoleDriver, consoleOf } from './console-driver.ts'

let server: TestServer
let sandbox: ConsoleDriver
let pokrovka: Deliveries
let baumana: Deliveries
beforeAll(async () => {
  server = await startServer()
  sandbox = consoleOf(server)
  pokrovka = deliveriesOf(server, 'pokrovka')
  baumana = deliveriesOf(server, 'baumana')
})
beforeEach(async () => {
  await sandbox.freezeAt(noon)
  for (const till of ['pokrovka', 'baumana']) await sandbox.delete(`/till/${till}/script`)
})
afterAll(() => server.close())

/** An order that waits for its script's first step. */
async function created(at: Deliveries, body: unknown): Promise<string> {
  const answer = await at.create(body)
  expect(answer.status, answer.text).toBe(200)
  return answer.json.orderInfo.id
}

test('one jump of the clock takes a courier order through its whole life, each step at its own time', async () => {
  await sandbox.post('/till/pokrovka/script', { preset: 'happy' })
  const id = await created(pokrovka, pokrovka.anOrder())
  await sandbox.advance('PT13M')
  expect((await pokrovka.byId(id)).order).toMatchObject({
    status: 'OnWay',
    whenSended: '2027-03-12 12:13:00.000',
  })
  await sandbox.advance('PT40M')
  const { order } = await pokrovka.byId(id)
  expect(order).toMatchObject({
    status: 'Closed',
    whenPrinted: '2027-03-12 12:01:00.000',
    whenCookingCompleted: '2027-03-12 12:11:00.000',
    whenSended: '2027-03-12 12:13:00.000',
    whenDelivered: '2027-03-12 12:33:00.000',
    whenClosed: '2027-03-12 12:34:00.000',
    courierInfo: { courier: { name: expect.any(String) } },
  })
  expect(order.payments.map((payment: { sum: number }) => payment.sum)).toEqual([order.sum])
  const view = (await sandbox.get('/till/pokrovka/script')).json
  expect(view.orders.at(-1)).toMatchObject({ orderId: id, state: 'finished', next: null, reason: null })
})

test('a pickup skips what only couriers do; where money is taken first, it is', async () => {
  await sandbox.post('/till/pokrovka/script', { preset: 'happy' })
  await sandbox.post('/till/baumana/script', { preset: 'happy' })
  const pickup = await created(pokrovka, pokrovka.aPickup())
  const address = { type: 'legacy', street: { name: 'Баумана', city: 'Казань' }, house: '44' }
  const paidFirst = await created(
    baumana,
    baumana.anOrder({ deliveryPoint: { address }, items: [baumana.anItem('10101', 380)] }),
  )
  await sandbox.advance('PT1H')
  expect((await pokrovka.byId(pickup)).order).toMatchObject({ status: 'Closed', whenSended: null })
  const info = await baumana.byId(paidFirst)
  expect(info.order?.status, JSON.stringify(info.errorInfo)).toBe('Closed')
})

test('a script refuses orders before the till takes them, in words that reach the integrator', async () => {
  const receiver = await startWebhookReceiver()
  const { organizationId } = pokrovka
  await pokrovka.post('webhooks/update_settings', {
    organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: { deliveryOrderFilter: { errors: true } },
  })
  await sandbox.post('/till/pokrovka/script', {
    refuse: 'нет курьеров',
    match: { phone: '+7 (900) 555-03-02' },
  })
  const refused = await created(pokrovka, pokrovka.aPickup({ phone: '+79005550302' }))
  const taken = await created(pokrovka, pokrovka.aPickup({ phone: '+79005550303' }))
  await sandbox.advance('PT1S')
  expect(await pokrovka.byId(refused)).toMatchObject({
    creationStatus: 'Error',
    errorInfo: { message: expect.stringContaining('нет курьеров') },
  })
  expect((await pokrovka.byId(taken)).creationStatus).toBe('Success')
  expect(await receiver.waitFor(({ eventInfo }) => eventInfo?.id === refused)).toMatchObject({
    eventType: 'DeliveryOrderError',
  })
  await receiver.close()
})

test('the first script that matches plays an order; others are left to people', async () => {
  const steps = (name: string, kind: string, match: object) =>
    sandbox.post('/till/pokrovka/script', {
      name,
      match,
      steps: [{ do: 'cook' }, { do: kind, after: 'PT1M' }],
    })
  await steps('site', 'cooked', { externalNumber: 'S-1' })
  await steps('calls', 'cancel', { comment: 'по телефону' })
  const site = await created(pokrovka, pokrovka.aPickup({ externalNumber: 'S-1', comment: 'по телефону' }))
  const call = await created(pokrovka, pokrovka.aPickup({ comment: 'Заказ по телефону' }))
  const other = await created(pokrovka, pokrovka.aPickup())
  await sandbox.advance('PT5M')
  const statusOf = async (id: string) => (await pokrovka.byId(id)).order.status
  expect([await statusOf(site), await statusOf(call), await statusOf(other)]).toEqual([
    'CookingCompleted',
    'Cancelled',
    'WaitCooking',
  ])
})

test('what the till refuses to a person it refuses to a script, and the script says so', async () => {
  await sandbox.post('/till/pokrovka/script', { steps: [{ do: 'deliver' }, { do: 'close' }] })
  const id = await created(pokrovka, pokrovka.anOrder())
  await sandbox.advance('PT1S')
  const ru = (await sandbox.get('/till/pokrovka/script', 'ru')).json
  expect(ru.orders.at(-1)).toMatchObject({
    orderId: id,
    state: 'stopped',
    reason: expect.stringMatching(/[а-я]{3}/),
  })
  expect((await pokrovka.byId(id)).order.status).toBe('WaitCooking')
})

test('a removed script lets its orders go; what a person closed is left alone', async () => {
  await sandbox.post('/till/pokrovka/script', { name: 'a', steps: [{ do: 'cook', after: 'PT10M' }] })
  const id = await created(pokrovka, pokrovka.aPickup())
  await sandbox.advance('PT1M')
  expect((await sandbox.delete('/till/pokrovka/script?name=b')).status).toBe(404)
  expect((await sandbox.delete('/till/pokrovka/script?name=a')).json).toMatchObject({ scripts: [] })
  await sandbox.advance('PT1H')
  expect((await pokrovka.byId(id)).order.status).toBe('WaitCooking')

  await sandbox.post('/till/pokrovka/script', { steps: [{ do: 'cook', after: 'PT10M' }] })
  const own = await created(pokrovka, pokrovka.aPickup())
  await sandbox.advance('PT1M')
  await pokrovka.change('cancel', own, {})
  await sandbox.advance('PT1H')
  expect((await sandbox.get('/till/pokrovka/script')).json.orders.at(-1)).toMatchObject({ state: 'finished' })
})

test('GET shows a script as it can be sent again', async () => {
  const script = {
    name: 'mine',
    match: { serviceType: 'DeliveryByClient' },
    steps: [
      { do: 'cook', after: 60_000 },
      { do: 'cancel', after: 0, comment: 'сгорело' },
    ],
  }
  await sandbox.post('/till/pokrovka/script', script)
  const [shown] = (await sandbox.get('/till/pokrovka/script')).json.scripts
  expect(shown).toEqual(script)
  expect((await sandbox.get(`/till/${pokrovka.terminalGroupId}/script`)).json.scripts).toEqual([script])
})

test.each([
  [{}, 'steps'],
  [{ preset: 'fast' }, 'preset'],
  [{ steps: [] }, 'steps'],
  [{ steps: [{ after: 1 }] }, 'steps[0].do'],
  [{ steps: [{ do: 'cook' }, { do: 'fly' }] }, 'steps[1].do'],
  [{ steps: [{ do: 'cook', after: 'soon' }] }, 'steps[0].after'],
  [{ steps: [{ do: 'cook', wait: 1 }] }, 'steps[0].wait'],
  [{ preset: 'happy', steps: [{ do: 'cook' }] }, 'steps'],
  [{ refuse: 'no', steps: [{ do: 'cook' }] }, 'steps'],
  [{ preset: 'happy', match: { serviceType: 'Delivery' } }, 'match.serviceType'],
  [{ preset: 'happy', match: { orderIds: ['x'] } }, 'match.orderIds'],
  ['{"preset": ', null],
  ['[]', 'body'],
])('%j is refused', async (body, field) => {
  const answer = await sandbox.refused('/till/pokrovka/script', body)
  expect(answer.status).toBe(400)
  expect(answer.json.field).toBe(field)
  expect((await sandbox.get('/till/pokrovka/script')).json.scripts).toEqual([])
})

test('an unknown till is 404 in the caller’s language', async () => {
  expect((await sandbox.refused('/till/nowhere/script', { preset: 'happy' })).json.message).toContain(
    'nowhere',
  )
  const ru = await sandbox.refused('/till/nowhere/cable', { plugged: true }, 'ru')
  expect([ru.status, ru.json.message]).toEqual([404, expect.stringContaining('кассу nowhere')])
})
