import { setTimeout as sleep } from 'node:timers/promises'
import type { CommandBody } from '../../../src/api/till/commands.ts'
import { isLiving } from '../../../src/domain/orders/cooking.ts'
import type { OrderItem } from '../../../src/domain/orders/order.ts'
import { isOpen, type TableOrder } from '../../../src/domain/orders/tables/table-order.ts'
import { orderTotals } from '../../../src/domain/orders/totals.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import type { Chance } from '../../support/chance.ts'
import { productByCode } from '../../support/orders.ts'
import { aDeedOn } from '../people.ts'
import { dishCodes } from '../small-chain.ts'
import type { Phone } from './phone.ts'
import type { Hall, HallWorld } from './world.ts'

type Body = CommandBody & { orderId: string }

const cash = demoId('paymentType', 'cash')
const removalTypeId = demoId('removalType', 'cafe')
const aMoment = (chance: Chance): Promise<void> => sleep(1 + chance.int(15))

/** A waiter who opens `count` orders and serves those of both waiters meanwhile; what the screen shows may be old. */
export async function runWaiter(
  world: HallWorld,
  chance: Chance,
  hall: Hall,
  phone: Phone,
  { count, passMs }: { count: number; passMs: number },
): Promise<void> {
  for (let opened = 0; opened < count; ) {
    await aMoment(chance)
    await phone.answerRefusals()
    if (chance.often(0.2) || hall.orderIds.length === 0) {
      await open(world, chance, hall, phone)
      world.pass(passMs)
      opened += 1
    } else await serve(world, chance, hall, phone)
  }
}

function aLine({ stage }: HallWorld, chance: Chance, hall: Hall, orderId: string) {
  const positionId = chance.uuid()
  hall.ordered.set(positionId, orderId)
  return {
    ...{ positionId, productId: productByCode(stage.chain, chance.pick(dishCodes)), sizeId: null },
    ...{ amount: chance.pick([1, 2, 3]), comment: null, modifiers: [] },
  }
}

async function open(world: HallWorld, chance: Chance, hall: Hall, phone: Phone): Promise<void> {
  const orderId = chance.uuid()
  const tableIds = hall.tableIds.length > 0 ? [chance.pick(hall.tableIds)] : []
  hall.orderIds.push(orderId)
  world.counts.add('orders at tables')
  await phone.compose({ kind: 'tableOrder.place', orderId, tableIds, guestCount: 1 + chance.int(3) })
  await add(world, chance, hall, phone, orderId)
}

async function add(
  world: HallWorld,
  chance: Chance,
  hall: Hall,
  phone: Phone,
  orderId: string,
): Promise<void> {
  const items = Array.from({ length: 1 + chance.int(2) }, () => aLine(world, chance, hall, orderId))
  await phone.compose({ kind: 'tableOrder.addItems', orderId, items, combos: [] })
}

async function serve(world: HallWorld, chance: Chance, hall: Hall, phone: Phone): Promise<void> {
  // Mostly those that were opened lately; sometimes one that was paid long ago.
  const recent = chance.often(0.9) ? hall.orderIds.slice(-6) : hall.orderIds
  const orderId = chance.pick(recent)
  if (chance.often(0.25)) return add(world, chance, hall, phone, orderId)
  const order = await pictureOf(hall, phone, orderId)
  if (order) await phone.does(aTableDeed(chance, hall, order, chance.pick(recent)))
}

/** As the node of the phone knows it; null: it does not, or it is dead. */
async function pictureOf({ peer }: Hall, { node }: Phone, id: string): Promise<TableOrder | null> {
  const { tenantId, organizationId } = peer
  const found = await node?.storage.now.tableOrders.load(tenantId, organizationId, [id]).catch(() => null)
  return found?.get(id) ?? null
}

/** One of the things that are done with an order at a table. */
function aTableDeed(chance: Chance, hall: Hall, order: TableOrder, otherId: string): Body {
  const orderId = order.id
  const living = order.items.filter(isLiving)
  const [item] = living.length > 0 ? [chance.pick(living)] : []
  const pay = paying(order)
  // An evening ends with money.
  if (isOpen(order) && pay && chance.often(0.3)) return pay
  const guest = order.guests.length > 0 ? chance.pick(order.guests) : null
  return chance.pick<Body>([
    { kind: 'tableOrder.printToKitchen', orderId },
    { kind: 'tableOrder.printToKitchen', orderId },
    { kind: 'tableOrder.printBill', orderId },
    { kind: 'tableOrder.cancelBill', orderId },
    { kind: 'tableOrder.addGuest', orderId, guestId: chance.uuid(), name: null },
    { kind: 'tableOrder.changeTables', orderId, tableIds: hall.tableIds.slice(0, 1) },
    ...(item ? ofDishes(chance, hall, orderId, item, otherId) : []),
    ...(guest && item
      ? [
          {
            ...{ kind: 'tableOrder.assignItems', orderId, positionIds: [item.positionId] },
            guestId: chance.pick([guest.id, null]),
          },
          {
            ...{ kind: 'tableOrder.splitByGuests', orderId, shareCommon: chance.often(0.5) },
            guests: [{ guestId: guest.id, newOrderId: chance.uuid() }],
          },
        ]
      : []),
    chance.often(0.1)
      ? { kind: 'tableOrder.cancel', orderId, removalTypeId }
      : { kind: 'tableOrder.merge', orderId, fromOrderIds: [otherId] },
  ])
}

function ofDishes(
  chance: Chance,
  { tableIds }: Hall,
  orderId: string,
  { positionId }: OrderItem,
  otherId: string,
): Body[] {
  const parts = [{ positionId, ...chance.pick([{}, { amount: 0.5 }, { amount: 1 }]) }]
  return [
    { kind: 'tableOrder.changeItemAmount', orderId, positionId, by: chance.pick([1, -1]) },
    { kind: 'tableOrder.changeItemComment', orderId, positionId, comment: `note ${chance.int(1000)}` },
    { kind: 'tableOrder.changeCourse', orderId, positionIds: [positionId], course: chance.int(3) },
    { kind: 'tableOrder.setCooking', orderId, positionIds: [positionId], status: 'CookingStarted' },
    { kind: 'tableOrder.deleteItems', orderId, parts },
    { kind: 'tableOrder.deletePrintedItems', orderId, parts, removalTypeId },
    { kind: 'tableOrder.move', orderId, parts, to: { orderId: otherId } },
    { kind: 'tableOrder.move', orderId, parts, to: { orderId: chance.uuid(), tableIds } },
  ]
}

/** All of it in cash, as the screen counts it. */
function paying(order: TableOrder): Body | null {
  const { due } = orderTotals(order)
  if (due <= 0n) return null
  return { kind: 'tableOrder.pay', orderId: order.id, payments: [{ typeId: cash, sum: Number(due) / 100 }] }
}

/** A cashier who opens and closes shifts, sees to deliveries and to the stop list: `count` deeds. */
export async function runCashier(
  world: HallWorld,
  chance: Chance,
  hall: Hall,
  phone: Phone,
  count: number,
): Promise<void> {
  await phone.does({ kind: 'shift.open', startCash: 1000 })
  for (let done = 0; done < count; done++) {
    await aMoment(chance)
    await sleep(chance.int(20))
    await aCashiersDeed(world, chance, hall, phone)
  }
}

async function aCashiersDeed(world: HallWorld, chance: Chance, hall: Hall, phone: Phone): Promise<void> {
  const productId = productByCode(world.stage.chain, chance.pick(dishCodes))
  if (chance.often(0.1)) {
    await phone.does({ kind: 'shift.close', countedCash: 1000 + chance.int(100) })
    await phone.does({ kind: 'shift.open', startCash: 1000 })
  } else if (chance.often(0.3)) {
    const balance = 1000 + chance.int(1000)
    await phone.does(
      chance.pick([
        { kind: 'stopList.put', productId, balance },
        { kind: 'stopList.remove', productId },
      ]),
    )
  } else {
    const { tenantId, terminalGroupId } = hall.peer
    const { node } = phone
    const board = node?.storage.now.tillOrders.board(tenantId, terminalGroupId, node.clock.now())
    const orders = (await board?.catch(() => [])) ?? []
    const [order] = orders.length > 0 ? [chance.pick(orders)] : []
    const command = order && aDeedOn(order, chance)
    if (command) await phone.insists(command.kind, () => command)
  }
}
