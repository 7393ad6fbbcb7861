import type { TestServer, TestTill } from '../../support/start-server.ts'
import { type OrderWords, placeOrder } from './deliveries.ts'

const medium = { code: '70503', group: '705' }
const cheese = { code: '30002', amount: 2, modifiers: [medium, { code: '70601', group: '706' }] }

const orders = {
  late: {
    name: 'Ольга',
    phone: '+79005550141',
    address: { street: 'Маросейка', house: '8', flat: '12' },
    promisedIn: 55,
    lines: [{ code: '10101', amount: 2 }, cheese],
  },
  road: {
    name: 'Михаил',
    phone: '+79005550142',
    address: { street: 'Солянка', house: '7', flat: '3', entrance: '1', floor: '2' },
    promisedIn: 75,
    paidOnline: 1000,
    lines: [{ code: '40001' }, { code: '40002' }],
  },
  delivered: {
    name: 'Ксения',
    phone: '+79005550143',
    address: { street: 'Хохловский переулок', house: '7' },
    promisedIn: 60,
    cash: 5000,
    lines: [{ code: '10101' }, { code: '50001', amount: 2 }],
  },
  ready: {
    name: 'Иван',
    phone: '+79005550144',
    promisedIn: 62,
    lines: [
      { code: '30001', modifiers: [medium, { code: '70602', group: '706', amount: 2 }] },
      { code: '60403', amount: 2 },
    ],
  },
  cooking: {
    name: 'Наталья',
    phone: '+79005550145',
    address: { street: 'Воронцово Поле', house: '8', flat: '45' },
    promisedIn: 70,
    comment: 'Позвонить за 10 минут, домофон не работает',
    lines: [
      {
        code: '20002',
        size: '30',
        modifiers: [
          { code: '70102', group: '701' },
          { code: '70301', group: '703', amount: 2 },
          { code: '70304', group: '703' },
        ],
        comment: 'Порезать на 8 частей',
      },
      { code: '10201', amount: 2 },
      { code: '60408', amount: 3 },
    ],
  },
  printed: {
    name: 'Артур',
    phone: '+79005550146',
    address: { street: 'Покровка', house: '31', flat: '7' },
    promisedIn: 85,
    externalNumber: 'YE-48213',
    lines: [{ code: '40013', modifiers: [{ code: '72008', amount: 3 }] }, { code: '60405' }],
  },
  fresh: {
    name: 'Елизавета',
    phone: '+79005550147',
    address: { street: 'Чистопрудный бульвар', house: '12к1', flat: '88', entrance: '4', floor: '9' },
    promisedIn: 95,
    comment: 'Без лука, пожалуйста',
    cash: 3000,
    lines: [
      { code: '20001', size: '25', modifiers: [{ code: '70101', group: '701' }] },
      { code: '30003', modifiers: [medium] },
      { code: '50002' },
    ],
  },
  pickup: {
    name: 'Денис',
    phone: '+79005550148',
    promisedIn: 30,
    lines: [{ code: '10101' }, { code: '50003' }],
  },
} satisfies Record<string, OrderWords>
type Name = keyof typeof orders
/** Ids of the orders. */
export type RushHour = Readonly<Record<Name, string>>

/** An evening at Pokrovka: one order in each place of the board, some of them late. */
export async function rushHour(server: TestServer): Promise<RushHour> {
  const till = server.till('pokrovka')
  const place = async (name: Name): Promise<string> => {
    const id = await placeOrder(server, 'pokrovka', orders[name])
    server.clock.advance(60_000)
    return id
  }
  const late = await place('late')
  const road = await place('road')
  const delivered = await place('delivered')
  const ready = await place('ready')
  const early = [late, road, delivered, ready]
  for (const id of early) await print(till, id)
  server.clock.advance(25 * 60_000)
  const cooking = await place('cooking')
  await print(till, cooking)
  for (const id of early) await cook(server, till, id)
  const [first, second] = couriers(server)
  await go(till, road, first)
  await go(till, delivered, second)
  server.clock.advance(14 * 60_000)
  await start(server, till, cooking)
  await run(till, {
    kind: 'delivery.updateStatus',
    orderId: delivered,
    status: 'Delivered',
    deliveryDate: null,
  })
  const printed = await place('printed')
  await print(till, printed)
  server.clock.advance(9 * 60_000)
  const fresh = await place('fresh')
  const pickup = await place('pickup')
  await server.settle()
  return { late, road, delivered, ready, cooking, printed, fresh, pickup }
}

type Command = Parameters<TestTill['run']>[0]

async function run(till: TestTill, command: Command): Promise<void> {
  const { refusal } = await till.run(command)
  if (refusal) throw new Error(`${command.kind}: ${JSON.stringify(refusal)}`)
}

const print = (till: TestTill, orderId: string): Promise<void> =>
  run(till, { kind: 'delivery.printToKitchen', orderId })

async function cook(server: TestServer, till: TestTill, orderId: string): Promise<void> {
  const positionIds = await positionsOf(server, till, orderId)
  await run(till, { kind: 'delivery.setCooking', orderId, positionIds, status: 'CookingCompleted' })
}

async function start(server: TestServer, till: TestTill, orderId: string): Promise<void> {
  const [first = ''] = await positionsOf(server, till, orderId)
  await run(till, { kind: 'delivery.setCooking', orderId, positionIds: [first], status: 'CookingStarted' })
}

async function positionsOf({ node }: TestServer, till: TestTill, orderId: string): Promise<string[]> {
  const { tillOrders } = node.app.storage.now
  const order = (await tillOrders.load(till.tenantId, till.organizationId, [orderId])).get(orderId)
  return (order?.items ?? []).flatMap((item) => (item.cookingPlaceId ? [item.positionId] : []))
}

async function go(till: TestTill, orderId: string, courierId: string | undefined): Promise<void> {
  await run(till, {
    kind: 'delivery.changeCourier',
    orderId,
    courierId: courierId ?? null,
    isSelectedManually: true,
  })
  await run(till, { kind: 'delivery.updateStatus', orderId, status: 'OnWay', deliveryDate: null })
}

const couriers = (server: TestServer): string[] =>
  server.chain.pins.filter(({ pin }) => pin.startsWith('555')).map(({ employeeId }) => employeeId)
