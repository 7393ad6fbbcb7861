import type { TillCommand } from '../../../src/app/till/till-command.ts'
import type {
  ItemInput,
  PaymentInput,
  PlaceDelivery,
  SaleInput,
} from '../../../src/domain/orders/commands.ts'
import type { Sale } from '../../../src/domain/orders/order.ts'
import type { PlaceTableOrder } from '../../../src/domain/orders/tables/commands.ts'
import { orderTotals } from '../../../src/domain/orders/totals.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { serveGuests } from './serve-guests.ts'
import { count, dayMs, firstMoment, type House, type World } from './world.ts'

/** Dishes that a restaurant sells as they are: with sizes, without choices that must be made. */
function dishesOf({ catalog }: World, { id }: House): { productId: string; sizeId: string | null }[] {
  return catalog.all('product').flatMap(({ id: productId, isDeleted, body }) => {
    const mustChoose = body.groupModifiers.some(({ minAmount, required }) => required || minAmount > 0)
    if (isDeleted || body.type !== 'Dish' || !body.isActive || mustChoose) return []
    const scale = catalog.living('sizeScale', body.sizeScaleId)
    const sizes = scale
      ? scale.body.sizes.map((size) => size.id).filter((one) => !body.disabledSizeIds.includes(one))
      : [null]
    return sizes
      .filter((sizeId) => catalog.price(id, productId, sizeId)?.isIncludedInMenu)
      .map((sizeId) => ({ productId, sizeId }))
  })
}

const menus = new WeakMap<House, ReturnType<typeof dishesOf>>()
function menuOf(world: World, house: House): ReturnType<typeof dishesOf> {
  const known = menus.get(house) ?? dishesOf(world, house)
  menus.set(house, known)
  return known
}

function anItem(world: World, house: House): ItemInput {
  const { chance, catalog } = world
  const dish = chance.pick(menuOf(world, house))
  const [group] = catalog.find('product', dish.productId)?.body.groupModifiers ?? []
  const child = group && chance.often(0.4) ? group.children[0] : undefined
  return {
    kind: 'Product',
    ...dish,
    positionId: chance.uuid(),
    amount: chance.pick([1000n, 1000n, 2000n, 3000n]),
    price: null,
    comment: null,
    combo: null,
    modifiers:
      child && group
        ? [
            {
              positionId: chance.uuid(),
              productId: child.productId,
              groupId: group.id,
              amount: 1000n,
              price: null,
            },
          ]
        : [],
  }
}

const discounts = ['ten', 'fixed', 'happyDrinks', 'nightSurcharge'] as const

function aSale(world: World, house: House): SaleInput {
  const { chance } = world
  const key = chance.often(0.5) ? chance.pick(discounts) : null
  return {
    orderId: chance.uuid(),
    guestId: null,
    ...{ hasCustomer: false, externalNumber: null, sourceKey: null, menuId: null, priceCategoryId: null },
    orderTypeId: null,
    items: Array.from({ length: 1 + chance.int(4) }, () => anItem(world, house)),
    combos: [],
    payments: [],
    tips: [],
    discountCardTrack: null,
    discounts:
      key === null
        ? []
        : [{ source: 'RMS', discountTypeId: demoId('discountType', key), sum: null, positions: null }],
    loyalty: null,
    cheque: null,
    externalData: [],
    whenReceivedByApi: null,
    isExternal: false,
  }
}

/** What a person at the till does; false: the till would not, and says why. */
async function atTill(world: World, house: House, command: TillCommand): Promise<boolean> {
  const { refusal } = await world.server.till(house.tillCode).run(command)
  if (refusal) count(world, `refused ${command.kind} ${refusal.code}`)
  return refusal === null
}

async function orderOf({ server, chain }: World, { id: houseId }: House, id: string): Promise<Sale> {
  const { tableOrders, tillOrders } = server.node.storage.now
  const table = await tableOrders.load(chain.tenant.id, houseId, [id])
  const order = table.get(id) ?? (await tillOrders.load(chain.tenant.id, houseId, [id])).get(id)
  if (!order) throw new Error(`no order ${id}`)
  return order
}

const ways = ['cash', 'card', 'cardOnline'] as const

/** The whole sum by one payment type or by two, at odd kopecks; now and then the house pays. */
async function paymentsOf(world: World, house: House, orderId: string): Promise<PaymentInput[]> {
  const { chance } = world
  const { due } = orderTotals(await orderOf(world, house, orderId))
  const pay = (key: string, sum: bigint): PaymentInput => ({
    typeId: demoId('paymentType', key),
    kind: null,
    sum,
    ...{ isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false, additionalData: null },
  })
  if (due === 0n) return []
  if (chance.often(0.05)) return [pay('writeoff', due)]
  if (chance.often(0.35) && due > 3n) {
    count(world, 'orders that were split')
    const first = (due * BigInt(1 + chance.int(98))) / 100n || 1n
    const [one, other] = chance.pick([
      ['cash', 'card'],
      ['card', 'cash'],
      ['cash', 'cardOnline'],
    ] as const)
    return [pay(one, first), pay(other, due - first)]
  }
  return [pay(chance.pick(ways), due)]
}

/** What takes its time: each step gives the minutes until the next one, and others do something meanwhile. */
export type Deed = AsyncGenerator<number, void>

const some = ({ chance }: World, minutes: number): number => 1 + chance.int(minutes)

/** A table is served and pays, or leaves; a dish may go back before. */
export async function* serveTable(world: World, house: House): Deed {
  const { chance } = world
  const order: PlaceTableOrder = {
    ...aSale(world, house),
    kind: 'tableOrder.place',
    contactId: null,
    tableIds: house.tables.length > 0 ? [chance.pick(house.tables)] : [],
    guestCount: 1 + chance.int(5),
    tabName: null,
    waiterId: null,
    servicePrint: chance.often(0.7),
  }
  const { orderId } = order
  if (!(await atTill(world, house, order))) return
  count(world, 'tables')
  yield some(world, 30)
  await serveGuests(world, house, orderId)
  if (chance.often(0.1)) {
    const removalTypeId = demoId('removalType', chance.pick(['cafe', 'return']))
    const left = { kind: 'tableOrder.cancel', orderId, removalTypeId, removalComment: null } as const
    await atTill(world, house, { ...left, userIdForWriteoff: null })
    return
  }
  if (chance.often(0.5)) await atTill(world, house, { kind: 'tableOrder.printBill', orderId })
  yield some(world, 10)
  const payments = await paymentsOf(world, house, orderId)
  await atTill(world, house, { kind: 'tableOrder.close', orderId, payments, cheque: null })
}

const zones = ['Центр', 'Север', null] as const

/** A delivery by a courier or a pickup, from the call to the money; some are called off. */
export async function* deliver(world: World, house: House): Deed {
  const { chance, chain } = world
  const guest = chance.pick(chain.guests)
  const isByCourier = house.couriers.length > 0 && chance.often(0.7)
  const order: PlaceDelivery = {
    ...aSale(world, house),
    kind: 'delivery.place',
    guestId: guest.id,
    hasCustomer: true,
    // Whoever ordered was forgotten since: what reports need of guests is their id.
    contactId: chance.uuid(),
    hasDeliveryPoint: isByCourier,
    serviceType: isByCourier ? 'DeliveryByCourier' : 'DeliveryByClient',
    completeBefore: null,
    comment: null,
    guests: { count: 1 + chance.int(3), splitBetweenPersons: false },
    marketingSourceId: null,
    operatorId: null,
    deliveryDuration: 60,
    deliveryZone: isByCourier ? chance.pick(zones) : null,
    deliveryServiceProductId: null,
  }
  const { orderId } = order
  if (!(await atTill(world, house, order))) return
  count(world, 'deliveries')
  await atTill(world, house, { kind: 'delivery.printToKitchen', orderId })
  yield some(world, 20)
  if (chance.often(0.12)) {
    const reasons = { cancelCauseId: null, comment: null, movedOrderId: null, removalComment: null }
    const removalTypeId = demoId('removalType', chance.pick(['cafe', 'return']))
    const off = { kind: 'delivery.cancel', orderId, ...reasons, removalTypeId } as const
    await atTill(world, house, { ...off, userIdForWriteoff: null })
    return
  }
  const [first, second] = order.items
  if (second && chance.often(0.3)) {
    const removalTypeId = demoId('removalType', chance.pick(['cafe', 'return']))
    const positionIds = [first?.positionId ?? '']
    const gone = { kind: 'delivery.deleteItems', orderId, positionIds, removalTypeId } as const
    if (await atTill(world, house, { ...gone, comment: null, userIdForWriteoff: null }))
      count(world, 'dishes that were taken back')
  }
  await atTill(world, house, { kind: 'delivery.printBill', orderId })
  if (isByCourier) {
    const courierId = chance.pick(house.couriers)
    await atTill(world, house, {
      kind: 'delivery.changeCourier',
      orderId,
      courierId,
      isSelectedManually: true,
    })
    yield some(world, 15)
    await atTill(world, house, {
      kind: 'delivery.updateStatus',
      orderId,
      status: 'OnWay',
      deliveryDate: null,
    })
    yield some(world, 45)
    await atTill(world, house, {
      kind: 'delivery.updateStatus',
      orderId,
      status: 'Delivered',
      deliveryDate: null,
    })
  }
  const payments = await paymentsOf(world, house, orderId)
  await atTill(world, house, { kind: 'delivery.close', orderId, deliveryDate: null, payments })
}

/** A guest of the programme pays in part with bonuses, as a site orders it. */
export async function payWithBonuses(world: World, house: House): Promise<void> {
  const { chance, chain, server, catalog } = world
  const member = chance.pick(chain.loyalty.members)
  const phone = chain.guests.find(({ id }) => id === member.guestId)?.phone ?? ''
  const productId = demoId('product', '10101')
  const price = Number(catalog.price(house.id, productId, null)?.price ?? 0n) / 100
  const bonuses = 10 + chance.int(20)
  const body = {
    organizationId: house.id,
    terminalGroupId: house.terminalGroupId,
    order: {
      id: chance.uuid(),
      tableIds: house.tables.slice(0, 1),
      phone,
      customer: { type: 'regular', name: 'Анна' },
      items: [{ type: 'Product', productId, amount: 2, price }],
      payments: [
        {
          paymentTypeKind: 'LoyaltyCard',
          paymentTypeId: demoId('paymentType', 'bonuses'),
          sum: bonuses,
          paymentAdditionalData: { type: 'LoyaltyCard', credential: phone, searchScope: 'Phone' },
        },
        { paymentTypeKind: 'Cash', paymentTypeId: demoId('paymentType', 'cash'), sum: 2 * price - bonuses },
      ],
    },
  }
  const token = await server.token(chain.apiKeys[0]?.apiLogin)
  const answer = await server.post('/api/1/order/create', body, token)
  if (answer.status !== 200) throw new Error(`order/create: ${answer.status} ${answer.text}`)
  await server.settle()
  const isClosed = await atTill(world, house, {
    kind: 'tableOrder.close',
    orderId: body.order.id,
    payments: [],
    cheque: null,
  })
  if (isClosed) count(world, 'orders with bonuses')
}

/** Somebody comes back with a receipt: all of it or a dish or two, in its shift or days later, and not always once. */
export async function* bringBack(world: World, house: House): Deed {
  yield* []
  const { chance } = world
  const order = await aClosedOrder(world, house)
  if (!order) return
  const lines = chance.often(0.4) ? null : await someLines(world, order)
  const reason = chance.pick(['cafe', 'return'])
  const give = {
    ...{ orderId: order.id, returnId: chance.uuid(), lines, refunds: null },
    ...{ removalTypeId: demoId('removalType', reason), comment: null, userIdForWriteoff: null },
    ...{ employeeId: demoId('employee', '1111'), confirmedById: null, isRepeatAllowed: chance.often(0.5) },
  }
  const isTable = 'tableIds' in order
  const done = await atTill(
    world,
    house,
    isTable ? { kind: 'tableOrder.return', ...give } : { kind: 'delivery.return', ...give },
  )
  if (!done) return
  count(world, lines === null ? 'returns of an order' : 'returns of dishes')
  const { shifts } = world.server.node.storage.now
  const shift = await shifts.openCashShift(world.chain.tenant.id, house.terminalGroupId)
  if (shift && (order.whenClosed ?? 0) < shift.openedAt) count(world, 'returns after their shift')
  const after = await orderOf(world, house, order.id)
  const isBack = after.returns?.at(-1)?.isBackInStock
  count(world, isBack ? 'returns to the store' : 'returns that were written off')
}

/** Somebody brings goods and no receipt. */
export async function* bringGoods(world: World, house: House): Deed {
  yield* []
  const { chance } = world
  const isDone = await atTill(world, house, {
    ...{ kind: 'tableOrder.returnGoods', orderId: chance.uuid(), returnId: chance.uuid() },
    items: Array.from({ length: 1 + chance.int(2) }, () => anItem(world, house)),
    ...{ paymentTypeId: demoId('paymentType', chance.pick(['cash', 'card'])), orderTypeId: null },
    removalTypeId: demoId('removalType', chance.pick(['cafe', 'return'])),
    ...{
      comment: null,
      userIdForWriteoff: null,
      employeeId: demoId('employee', '1111'),
      confirmedById: null,
    },
  })
  if (isDone) count(world, 'returns of goods without a receipt')
}

async function aClosedOrder(world: World, { terminalGroupId }: House): Promise<Sale | null> {
  const { server, chain, chance } = world
  const { tableOrders, tillOrders } = server.node.storage.now
  const since = firstMoment - dayMs
  const orders: (Sale & { status: string })[] = [
    ...(await tableOrders.board(chain.tenant.id, terminalGroupId, since)),
    ...(await tillOrders.board(chain.tenant.id, terminalGroupId, since)),
  ]
  const closed = orders.filter(({ status }) => status === 'Closed')
  return closed.length === 0 ? null : chance.pick(closed)
}

/** A part of one position or of several; now and then more than is left, which the till refuses. */
async function someLines({ chance }: World, order: Sale): Promise<{ positionId: string; amount: bigint }[]> {
  const living = order.items.filter(({ deleted }) => deleted === null)
  const chosen = living.filter(() => chance.often(0.5))
  return (chosen.length > 0 ? chosen : living.slice(0, 1)).map(({ positionId, amount }) => ({
    positionId,
    amount: chance.pick([amount, amount, 1000n, 333n]),
  }))
}

/** The evening of one shift and the morning of the next. */
export async function changeShift(world: World, house: House): Promise<void> {
  const employeeId = demoId('employee', '1111')
  if (await atTill(world, house, { kind: 'shift.close', employeeId })) count(world, 'shifts')
  await atTill(world, house, { kind: 'shift.open', shiftId: world.chance.uuid(), employeeId })
}
