import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, noon } from './cloud-deliveries-driver.ts'
import { type ConsoleDriver, consoleOf } from './console-driver.ts'

let server: TestServer
let sandbox: ConsoleDriver
let pokrovka: Deliveries
beforeAll(async () => {
  server = await startServer()
  sandbox = consoleOf(server)
  pokrovka = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => sandbox.freezeAt(noon))
afterAll(() => server.close())

test('the clock stands, jumps, runs faster and goes back to the wall', async () => {
  const at = async () => (await sandbox.get('/clock')).json
  expect(await at()).toMatchObject({ now: '2027-03-12T09:00:00.000Z', speed: 0, isFrozen: true })
  await sandbox.advance('PT1H30M')
  expect((await at()).now).toBe('2027-03-12T10:30:00.000Z')
  expect(server.clock.now()).toBe(noon + 5_400_000)
  await sandbox.post('/clock', { advance: 1500 })
  expect((await at()).now).toBe('2027-03-12T10:30:01.500Z')
  expect(await sandbox.post('/clock', { freeze: false })).toMatchObject({ speed: 1, isFrozen: false })
  expect(await sandbox.post('/clock', { speed: 60 })).toMatchObject({ speed: 60 })
  const back = await sandbox.post('/clock', { reset: true })
  expect(back).toMatchObject({ speed: 1, isFrozen: false })
  expect(Math.abs(back.offsetMs)).toBeLessThan(60_000)
})

test('a delivery that no till took turns to Error in time, and to Success when the till takes it after all', async () => {
  await sandbox.post('/till/pokrovka/cable', { plugged: false })
  const created = await pokrovka.create(pokrovka.aPickup())
  const id = created.json.orderInfo.id
  expect(created.json.orderInfo.creationStatus).toBe('InProgress')
  await sandbox.advance('PT1M')
  expect((await pokrovka.byId(id)).creationStatus).toBe('InProgress')
  await sandbox.advance('PT1M')
  expect(await pokrovka.byId(id)).toMatchObject({
    creationStatus: 'Error',
    errorInfo: { code: expect.any(String) },
  })

  await sandbox.post('/till/pokrovka/cable', { plugged: true })
  await sandbox.advance('PT1S')
  expect(await pokrovka.byId(id)).toMatchObject({
    creationStatus: 'Success',
    order: { status: 'WaitCooking' },
  })
})

test('a cable that is pulled for a while is plugged by the clock', async () => {
  const pulled = await sandbox.post('/till/pokrovka/cable', { plugged: false, for: 'PT50S' })
  expect(pulled).toMatchObject({ code: 'pokrovka', plugged: false })
  const { json } = await pokrovka.create(pokrovka.aPickup())
  await sandbox.advance('PT49S')
  expect((await pokrovka.byId(json.orderInfo.id)).creationStatus).toBe('InProgress')
  await sandbox.advance('PT1S')
  expect((await pokrovka.byId(json.orderInfo.id)).creationStatus).toBe('Success')
})

test('a slow line brings orders to the till later, in their order', async () => {
  await sandbox.post('/till/pokrovka/cable', { delay: 'PT30S' })
  const first = (await pokrovka.create(pokrovka.aPickup())).json.orderInfo.id
  await sandbox.advance('PT20S')
  const second = (await pokrovka.create(pokrovka.aPickup())).json.orderInfo.id
  const statuses = async () => [
    (await pokrovka.byId(first)).creationStatus,
    (await pokrovka.byId(second)).creationStatus,
  ]
  expect(await statuses()).toEqual(['InProgress', 'InProgress'])
  await sandbox.advance('PT10S')
  expect(await statuses()).toEqual(['Success', 'InProgress'])
  await sandbox.advance('PT20S')
  expect(await statuses()).toEqual(['Success', 'Success'])
  await sandbox.post('/till/pokrovka/cable', { delay: 0 })
})

test.each([
  [{}, 'body'],
  [{ freeze: 'yes' }, 'freeze'],
  [{ to: 'tomorrow' }, 'to'],
  [{ to: '1970-01-01T00:00:00Z' }, 'to'],
  [{ advance: '40 minutes' }, 'advance'],
  [{ advance: -1 }, 'advance'],
  [{ to: '2027-03-12T09:00:00Z', advance: 1 }, 'advance'],
  [{ speed: -1 }, 'speed'],
  [{ freeze: true, speed: 2 }, 'speed'],
  [{ sped: 2 }, 'sped'],
])('%j is refused and changes nothing', async (body, field) => {
  const answer = await sandbox.refused('/clock', body)
  expect(answer.status).toBe(400)
  expect(answer.json).toMatchObject({ code: 'field-invalid', field, message: expect.stringContaining(field) })
  expect((await sandbox.get('/clock')).json).toMatchObject({ now: '2027-03-12T09:00:00.000Z', speed: 0 })
})
