import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FollowStep } from '../../src/app/ports.ts'
import { trace } from '../../src/cli/trace.ts'
import type { Language } from '../../src/kernel/refusals.ts'
import { logFilesFollower } from '../../src/logs/log-files.ts'
import { testDatabase } from '../support/database.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, employeeId, noon, paymentTypeId } from './cloud-deliveries-driver.ts'

let server: TestServer
let deliveries: Deliveries

beforeAll(async () => {
  // The files of the log tell of the seed, too.
  server = await startServer({ engine: await testDatabase() })
  server.clock.jumpTo(noon)
  deliveries = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())

const jms = 'Server/logs/JMS.log'
const integration = 'Server/Tomcat9/logs/rms-integration.log'
const updater = 'Server/Tomcat9/logs/rms-integration-updater.log'
const transport = 'CashServer/Logs/plugin-Resto.Front.Api.iikoTransport.log'

const textOf = (file: string, dataDir = server.dataDir): string => readFileSync(join(dataDir, file), 'utf8')

/** `grep -r WHAT DATA`, its lines by file. */
function grep(what: string, dataDir = server.dataDir): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.includes('.log')) continue
    const path = join(entry.parentPath, entry.name)
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.includes(what))
    if (lines.length > 0) found[path.slice(dataDir.length + 1)] = lines
  }
  return found
}

async function created(order: object = {}): Promise<{ id: string; correlationId: string }> {
  const answer = await deliveries.create(deliveries.anOrder(order))
  expect(answer.status, answer.text).toBe(200)
  return { id: answer.json.orderInfo.id, correlationId: answer.json.correlationId }
}

async function traced(what: string, language: Language = 'en'): Promise<string> {
  const lines: string[] = []
  await trace(server.node.app, what, language, (line) => lines.push(line))
  return lines.join('\n')
}

/** Cooks, sends, delivers and takes the money at the till; gives the order as the cloud shows it then. */
async function toTheReceipt(id: string) {
  const { order } = await deliveries.byId(id)
  const positionIds = order.items.map((item: { positionId: string }) => item.positionId)
  await deliveries.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  await deliveries.atTill({
    kind: 'delivery.setCooking',
    orderId: id,
    positionIds,
    status: 'CookingCompleted',
  })
  await deliveries.atTill({
    kind: 'delivery.changeCourier',
    orderId: id,
    courierId: employeeId('5555'),
    isSelectedManually: true,
  })
  await deliveries.atTill({
    kind: 'delivery.updateStatus',
    orderId: id,
    status: 'OnWay',
    deliveryDate: null,
  })
  await deliveries.atTill({
    kind: 'delivery.updateStatus',
    orderId: id,
    status: 'Delivered',
    deliveryDate: null,
  })
  const payment = { typeId: paymentTypeId('cash'), kind: null, sum: BigInt(order.sum * 100) }
  const external = { isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false }
  await deliveries.atTill({
    kind: 'delivery.close',
    orderId: id,
    deliveryDate: null,
    payments: [{ ...payment, ...external, additionalData: null }],
  })
  return (await deliveries.byId(id)).order
}

test('one grep of a correlation id tells the journey from the call to the closed receipt', async () => {
  const { id, correlationId } = await created()
  await server.settle()
  const { number } = await toTheReceipt(id)
  const found = grep(correlationId)
  expect(Object.keys(found).sort()).toEqual([transport, jms, integration].sort())
  const told = (file: string, words: string): string | undefined =>
    found[file]?.find((line) => line.includes(words))

  expect(told(jms, 'Message Orders/CreateOrder received and queued')).toContain('order - (')
  expect(told(jms, 'Answer Orders/SetOrderInfo received')).toContain(`order ${number} (${id})`)
  expect(told(integration, 'assigned to terminal group pokrovka')).toMatch(
    /^\[2027-03-12 12:\d\d:\d\d,\d{3}\] {2}INFO \[ 1\] - Orders\/CreateOrder accepted: create a delivery/,
  )
  expect(told(integration, 'Handed over to the till: the till took the delivery')).toBeDefined()
  for (const words of [
    'create order: finish order convert, save order',
    'items are sent to the kitchen',
    'status of the delivery: OnWay',
    'the delivery is closed, the receipt is printed',
  ]) {
    expect(told(transport, words), words).toContain(`order ${number} (${id}), CorrelationId: `)
  }
  const closed = told(transport, 'the delivery is closed')
  expect(closed).toContain(`created by CorrelationId: ${correlationId}`)
})

test('a refusal stands in every log with its reason', async () => {
  const { id, correlationId } = await created({ items: [deliveries.anItem('10413', 100)] })
  await server.settle()
  const found = grep(correlationId)
  for (const file of [jms, integration, transport]) {
    const failure = found[file]?.find((line) => line.includes('ERROR'))
    expect(failure, file).toContain('item.product-inactive')
    expect(failure, file).toContain('is inactive')
    expect(failure, file).toContain(id)
  }
  expect(found[transport]?.[0]).toContain(`Can not create delivery order ${id} / -: `)
  expect(found[transport]?.[0]).toContain('answer Orders/SetOrderError')
  expect(await traced(correlationId)).toMatch(
    /till {5}the till refused: create a delivery — Product .*inactive/,
  )
  expect(await traced(id, 'ru')).toMatch(/касса {4}касса отказала: создать доставку — Блюдо .* выключено/)
})

test('a timeout and the late success both stand there, in their order', async () => {
  const till = server.till('pokrovka')
  await till.unplug()
  const { id, correlationId } = await created()
  await server.settle()
  expect(grep(correlationId)[transport], 'the till has not heard of it').toBeUndefined()
  expect(await traced(id)).toContain(`the till has not answered the call yet ${correlationId}`)
  server.clock.advance(69_000)
  await expect.poll(async () => (await deliveries.byId(id)).creationStatus, { timeout: 20_000 }).toBe('Error')
  till.plug()
  await server.settle()
  expect((await deliveries.byId(id)).creationStatus).toBe('Success')
  await server.settle()

  const told = grep(correlationId)[integration] ?? []
  expect(told.map((line) => / - (\w+\/?\w*)/.exec(line)?.[1])).toEqual([
    'Orders/CreateOrder',
    'the',
    'Handed',
  ])
  expect(told[1]).toMatch(/ WARN .*the till did not answer in time: create a delivery\. till\.timeout: /)
  const journey = (await traced(id)).split('\n').map((line) => line.slice(25).split(' [')[0])
  expect(journey.slice(1)).toEqual([
    'cloud    accepted: create a delivery ',
    expect.stringContaining('cloud    the till did not answer in time: create a delivery — '),
    'till     the till took the delivery: WaitCooking, DeliveryByCourier, items 1 ',
  ])
})

test('dictionaries, menus and stop lists stand in the updater’s log', async () => {
  expect(textOf(updater)).toMatch(/Exported: reference books, revision: 1: .*\d+ product/)
  await deliveries.atTill({ kind: 'stopList.clear' })
  expect(textOf(updater)).toMatch(/Exported: stop list, lines: 0; CorrelationId: .*, terminal group pokrovka/)
})

test('trace finds an order by its number and tells what webhooks brought', async () => {
  const { organizationId } = deliveries
  await server.post('/api/1/webhooks/update_settings', {
    organizationId,
    webHooksUri: 'http://127.0.0.1:9/nobody',
    authToken: 'hook secret',
    webHooksFilter: {
      deliveryOrderFilter: { orderStatuses: ['WaitCooking'], itemStatuses: [], errors: true },
    },
  })
  const { id } = await created()
  await server.settle()
  const { number } = (await deliveries.byId(id)).order
  const told = await traced(String(number), 'ru')
  expect(told).toContain(`Заказ ${number} (${id}), терминальная группа pokrovka, Europe/Moscow`)
  expect(told).toMatch(/вебхук {3}DeliveryOrderUpdate WaitCooking: ждёт отправки, попыток \d/)
  expect(await traced(id.toUpperCase())).toContain(`Order ${number} (${id})`)
  await expect(traced('999999')).rejects.toThrow('nothing is known of 999999')
})

test('nothing personal and no secret stands in any file of the data directory', () => {
  const credentials = join(server.dataDir, 'credentials.json')
  const texts = readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== credentials)
    .map((path) => readFileSync(path, 'utf8'))
  expect(texts.length).toBeGreaterThanOrEqual(4)
  const text = texts.join('\n')
  const secrets = ['79005550301', '9005550301', 'Anna', 'Покровка', 'hook secret']
  for (const secret of [...secrets, server.credentials.cloud.apiLogin]) expect(text).not.toContain(secret)
})

/** The same journal written into another folder, by a follower of its own. */
async function elsewhere(
  work: (folder: string, follow: (spoil?: () => void) => Promise<number>) => Promise<void>,
  limits = { bytesMax: 10_000_000, filesMax: 10 },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trapeza-logs-'))
  const name = `log files of ${folder}`
  const follow = (spoil?: () => void): Promise<number> => {
    const spec = logFilesFollower(server.node.app, {
      dataDir: folder,
      limits,
      isServer: true,
      playsGroup: () => true,
    })
    const step: FollowStep = {
      ...spec,
      name,
      limit: 20,
      async handle(tx, entries) {
        await spec.handle(tx, entries)
        spoil?.()
      },
    }
    return server.node.storage.follow(step)
  }
  try {
    await work(folder, follow)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('a process that dies after writing and before its cursor moved repeats no line', async () => {
  await elsewhere(async (folder, follow) => {
    await follow()
    const died = follow(() => {
      appendFileSync(join(folder, integration), '[2027-03-12 12:00:00,000]  INFO [ 1] - half of a li')
      throw new Error('died')
    })
    await expect(died).rejects.toThrow('died')
    while ((await follow()) > 0);
    for (const file of [jms, integration, updater, transport]) {
      expect(textOf(file, folder), file).toBe(textOf(file))
    }
  })
})

test('files rotate and keep no more than was asked', async () => {
  const limits = { bytesMax: 2000, filesMax: 3 }
  await elsewhere(async (folder, follow) => {
    while ((await follow()) > 0);
    const names = readdirSync(join(folder, 'CashServer/Logs')).sort()
    const name = transport.split('/').at(-1)
    expect(names).toEqual([name, `${name}.1`, `${name}.2`])
    const kept =
      [2, 1].map((age) => textOf(`${transport}.${age}`, folder)).join('') + textOf(transport, folder)
    expect(textOf(transport).endsWith(kept)).toBe(true)
    for (const age of [1, 2]) expect(textOf(`${transport}.${age}`, folder).length).toBeLessThanOrEqual(2000)
  }, limits)
})
