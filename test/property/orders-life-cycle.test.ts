/**
 * Cashiers, kitchens, couriers and integrators who press anything at any time: no sequence of commands breaks an
 * order. A failure prints the seed; run it again with SEED=….
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeDelivery } from '../../src/domain/orders/change-delivery.ts'
import type { ChangeDelivery, PaymentInput } from '../../src/domain/orders/commands.ts'
import { cookingStatus, followsKitchen } from '../../src/domain/orders/cooking.ts'
import type { OrderEvent } from '../../src/domain/orders/events.ts'
import { evolve, replay } from '../../src/domain/orders/evolve.ts'
import type { DeliveryOrder, DeliveryStatus } from '../../src/domain/orders/order.ts'
import { placeDelivery } from '../../src/domain/orders/place-delivery.ts'
import type { Step } from '../../src/domain/orders/testing/a-delivery.ts'
import {
  aChosenModifier,
  anItem,
  aPayment,
  aPlacement,
  aRandom,
  aTill,
  minutes,
  noon,
} from '../../src/domain/orders/testing/a-till.ts'
import type { TillContext } from '../../src/domain/orders/till-context.ts'
import { orderTotals } from '../../src/domain/orders/totals.ts'
import { aCatalog } from '../../src/domain/reference/testing/a-catalog.ts'
import { anId, ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { thawNumbers, toStoredJson } from '../../src/kernel/canonical.ts'
import { Refusal } from '../../src/kernel/refusals.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`orders-life-cycle: SEED=${seed}`)

/** Drawn independently of the code: where a status may go in one command (cloud-api §4.9). */
const legal: Record<DeliveryStatus, readonly DeliveryStatus[]> = {
  Unconfirmed: ['WaitCooking', 'Cancelled'],
  WaitCooking: [
    'Unconfirmed',
    'CookingStarted',
    'CookingCompleted',
    'Waiting',
    'OnWay',
    'Closed',
    'Cancelled',
  ],
  ReadyForCooking: [],
  CookingStarted: ['WaitCooking', 'CookingCompleted', 'Waiting', 'OnWay', 'Closed', 'Cancelled'],
  CookingCompleted: ['WaitCooking', 'CookingStarted', 'Waiting', 'OnWay', 'Closed', 'Cancelled'],
  Waiting: ['WaitCooking', 'CookingStarted', 'CookingCompleted', 'OnWay', 'Closed', 'Cancelled'],
  OnWay: ['Waiting', 'Delivered', 'Closed', 'Cancelled'],
  Delivered: ['Waiting', 'OnWay', 'Closed', 'Cancelled'],
  Closed: [],
  Cancelled: [],
}

type Move = { deed: number; a: number; b: number }
type World = { till: TillContext; order: DeliveryOrder; entries: { event: OrderEvent; at: number }[] }

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T
const position = (order: DeliveryOrder, number: number) =>
  pick([...order.items.map((item) => item.positionId), ids.order], number)
const dishes = [ids.soup, ids.tea, ids.juice, ids.cheese, ids.offMenu, ids.steak]
const aDish = (a: number, b: number) =>
  anItem(pick(dishes, a), {
    amount: pick([1_000n, 2_000n, 500n], b),
    modifiers: pick(dishes, a) === ids.tea ? [aChosenModifier(ids.sugar, b % 7)] : [],
  })

/** Money of every kind: too little, too much, exact, outside and at the till. */
function money(order: DeliveryOrder, a: number, b: number): PaymentInput {
  const { due } = orderTotals(order)
  const sum = pick([due, due, due / 2n, due + 1n, due + 100_000n, 1n, 0n], b)
  const isProcessedExternally = a % 3 === 0
  return aPayment(pick([ids.cash, ids.card, ids.card, ids.aggregator], a), sum, { isProcessedExternally })
}

const sample = replay(placeDelivery(aTill(), aPlacement()).map((event) => ({ event, at: noon })))

/** What a move asks for in the present state. */
const deeds: readonly ((order: DeliveryOrder, a: number, b: number) => Step)[] = [
  () => ({ kind: 'delivery.confirm' }),
  () => ({ kind: 'delivery.cancelConfirmation' }),
  (_, a, b) => ({ kind: 'delivery.addItems', items: [aDish(a, b)], combos: [] }),
  (order, a, b) => ({
    kind: 'delivery.changeItemAmount',
    positionId: position(order, a),
    by: (BigInt(b % 5) - 2n) * 1_000n,
  }),
  (order, a, b) => ({
    kind: 'delivery.deleteItems',
    positionIds: [position(order, a)],
    removalTypeId: pick([null, ids.toCafe, ids.toUser], b),
    comment: null,
    userIdForWriteoff: null,
  }),
  () => ({ kind: 'delivery.printToKitchen' }),
  (order, a, b) => ({
    kind: 'delivery.setCooking',
    positionIds:
      b % 2 === 0
        ? [position(order, a)]
        : order.items.filter((i) => i.status !== 'Added' && !i.deleted).map((i) => i.positionId),
    status: pick(['CookingStarted', 'CookingCompleted', 'Served', 'PrintedNotCooking'], a),
  }),
  (_, a) => ({
    kind: 'delivery.updateStatus',
    status: pick(['Waiting', 'OnWay', 'Delivered'], a),
    deliveryDate: null,
  }),
  (_, a) => ({
    kind: 'delivery.updateStatus',
    status: pick(['OnWay', 'Delivered'], a),
    deliveryDate: noon + a,
  }),
  () => ({ kind: 'delivery.printBill' }),
  () => ({ kind: 'delivery.cancelBill' }),
  (_, a) => ({
    kind: 'delivery.changeDeliveryPoint',
    contactId: anId(a),
    deliveryZone: 'North',
    deliveryDuration: pick([null, 90], a),
  }),
  (_, a) => ({
    kind: 'delivery.changeServiceType',
    serviceType: pick(['DeliveryByClient', 'DeliveryByCourier'], a),
    contactId: null,
    hasDeliveryPoint: a % 3 !== 0,
  }),
  (_, a) => ({ kind: 'delivery.changeCompleteBefore', completeBefore: noon + minutes((a % 200) - 20) }),
  (_, a) => ({ kind: 'delivery.changeComment', comment: pick([null, '', 'ring', 'knock'], a) }),
  (_, a) => ({ kind: 'delivery.changeOperator', operatorId: pick([ids.operator, ids.courier], a) }),
  (_, a, b) => ({
    kind: 'delivery.changeProblem',
    hasProblem: a % 2 === 0,
    description: pick([null, 'late'], b),
  }),
  (_, a) => ({
    kind: 'delivery.changeCourier',
    courierId: pick([ids.courier, ids.secondCourier, ids.operator, null], a),
    isSelectedManually: false,
  }),
  (_, a) => ({
    kind: 'delivery.changeCourier',
    courierId: ids.courier,
    estimatedTime: noon + a,
    isSelectedManually: true,
  }),
  (_, a, b) => ({
    kind: 'delivery.changeExternalData',
    externalData: [{ key: pick(['a', 'b'], a), value: `${b}`, isPublic: false }],
  }),
  (order, a, b) => ({ kind: 'delivery.addPayments', payments: [money(order, a, b)], tips: [] }),
  (order, a, b) => ({ kind: 'delivery.changePayments', payments: [money(order, a, b)], tips: [] }),
  (order, a, b) => ({
    kind: 'delivery.applyDiscounts',
    discounts: [
      {
        source: 'RMS',
        discountTypeId: pick([ids.tenPercent, ids.hundred, ids.surcharge, ids.soupDay, ids.selective], a),
        sum: null,
        positions: a % 5 === 4 ? [position(order, b)] : null,
      },
    ],
    discountCardTrack: null,
  }),
  (order, a, b) => ({
    kind: 'delivery.close',
    deliveryDate: null,
    payments: b % 2 === 0 ? [money(order, a, 0)] : [],
  }),
  (order) => ({
    kind: 'delivery.close',
    deliveryDate: null,
    payments: [aPayment(ids.cash, orderTotals(order).due + 500n)],
  }),
  (_, a) => ({
    kind: 'delivery.cancel',
    cancelCauseId: pick([null, ids.cancelCause], a),
    comment: null,
    movedOrderId: null,
    removalTypeId: pick([null, ids.toCafe], a >> 1),
    removalComment: null,
    userIdForWriteoff: null,
  }),
]
/** The straight way of an order is walked more often than its side paths. */
const onTheWay = ['delivery.printToKitchen', 'delivery.updateStatus', 'delivery.changeCourier']
const weights = deeds.map((deed, index) => ({
  weight: onTheWay.includes(deed(sample, 0, 0).kind) ? 4 : 1,
  arbitrary: fc.constant(index),
}))
/** Ends of an order come seldom, or nobody would see its middle. */
const endings = new Set(['delivery.cancel', 'delivery.close'])

/** Runs one move; true when it did something. */
function play(world: World, { deed, a, b }: Move): boolean {
  const { till, order } = world
  const command = { orderId: order.id, ...pick(deeds, deed)(order, a, b) } as ChangeDelivery
  if (endings.has(command.kind) && b % 8 !== 0) return false
  const before = structuredClone(order)
  let events: OrderEvent[]
  try {
    events = changeDelivery(till, order, command)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(order).toEqual(before)
    return false
  }
  for (const event of events) {
    world.order = evolve(world.order, event, till.now)
    world.entries.push({ event, at: till.now })
  }
  expect(order).toEqual(before)
  if (world.order.status !== order.status) expect(legal[order.status]).toContain(world.order.status)
  return events.length > 0
}

function checkInvariants({ order, entries }: World): void {
  const totals = orderTotals(order)
  expect(order.version).toBe(entries.length)
  expect(totals.sum >= 0n && totals.due >= 0n && totals.processedPaymentsSum >= 0n).toBe(true)
  expect(order.payments.every((payment) => payment.sum > 0n)).toBe(true)
  if (order.status !== 'Cancelled') {
    expect(totals.processedPaymentsSum <= totals.sum).toBe(true)
    expect(order.items.some((item) => !item.deleted && !item.isAutomatic)).toBe(true)
  }
  if (order.status === 'Closed') expect([totals.due, totals.plannedPaymentsSum]).toEqual([0n, 0n])
  if (order.status === 'OnWay' || order.status === 'Delivered') {
    expect(order.whenSended).not.toBeNull()
    if (order.serviceType === 'DeliveryByCourier') expect(order.courier).not.toBeNull()
  }
  if (order.status === 'Unconfirmed') expect(order.items.every((item) => item.status === 'Added')).toBe(true)
  if (followsKitchen(order.status)) expect(order.status).toBe(cookingStatus(order.items))
  const positions = order.items.flatMap((item) => [item, ...item.modifiers].map((part) => part.positionId))
  expect(new Set(positions).size).toBe(positions.length)
}

/** What the journal keeps is JSON: the order must come out of it the same. */
function checkReplay({ order, entries }: World): void {
  expect(replay(entries)).toEqual(order)
  const stored = entries.map(
    (entry) => thawNumbers(JSON.parse(toStoredJson(entry))) as World['entries'][number],
  )
  expect(replay(stored)).toEqual(order)
}

const setting = fc.record({
  isConfirmationEnabled: fc.boolean(),
  deliveryOrderPaymentSettings: fc.constantFrom('WhenOrderOnTheWay', 'WhenOrderClosed', 'WhenOrderClosed'),
} as const)
const start = fc.record({
  organization: setting,
  serviceType: fc.constantFrom('DeliveryByCourier', 'DeliveryByCourier', 'DeliveryByClient'),
  isCharged: fc.boolean(),
  isShiftOpen: fc.constantFrom(true, true, true, false),
  chance: fc.nat(0xffff),
} as const)
const move = fc.record({ deed: fc.oneof(...weights), a: fc.nat(999), b: fc.nat(999) })
const moves = fc.array(move, { minLength: 20, maxLength: 80, size: 'max' })

function open({
  organization,
  serviceType,
  isCharged,
  isShiftOpen,
  chance,
}: typeof start extends fc.Arbitrary<infer S> ? S : never): World {
  const used = new Set<string>()
  const till = aTill({
    catalog: aCatalog({ organization }),
    random: aRandom(chance),
    cashShiftId: isShiftOpen ? ids.cashShift : null,
    isPositionTaken: (positionId) => used.has(positionId),
  })
  const deliveryServiceProductId = isCharged ? ids.charge : null
  const events = placeDelivery(
    till,
    aPlacement({ serviceType, deliveryServiceProductId, items: [aDish(0, 0), aDish(1, 1)] }),
  )
  const entries = events.map((event) => ({ event, at: till.now }))
  return { till, order: replay(entries), entries }
}

/** Plays a list of moves, checking after each; tells what was met on the way. */
function live(world: World, list: readonly Move[]): string[] {
  const met: string[] = []
  for (const next of list) {
    const wasOver = world.order.status === 'Closed' || world.order.status === 'Cancelled'
    const last = world.order
    world.till = { ...world.till, now: world.till.now + 1_000 }
    const moved = play(world, next)
    if (wasOver) expect([moved, world.order]).toEqual([false, last])
    if (moved) checkInvariants(world)
    met.push(world.order.status)
  }
  checkReplay(world)
  return [...met, ...world.entries.map((entry) => entry.event.kind)]
}

test('no sequence of commands breaks an order', () => {
  fc.assert(
    fc.property(start, moves, (beginning, list) => {
      live(open(beginning), list)
    }),
    { seed, numRuns: 400 },
  )
})

/** With a seed of its own: whether the moves reach everything is a fact about this file, not about chance. */
test('the moves reach every status and every event', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(start, moves, (beginning, list) => {
      for (const word of live(open(beginning), list)) met.add(word)
    }),
    { seed: 20_260_313, numRuns: 300 },
  )
  const neverMet = [...Object.keys(legal), ...eventKinds].filter((word) => !met.has(word))
  expect(neverMet).toEqual(['ReadyForCooking'])
})

const eventKinds: readonly OrderEvent['kind'][] = [
  'delivery.placed',
  'delivery.confirmed',
  'delivery.confirmationCancelled',
  'delivery.itemsAdded',
  'delivery.itemAmountChanged',
  'delivery.itemsDeleted',
  'delivery.itemsPrinted',
  'delivery.itemsCooking',
  'delivery.statusChanged',
  'delivery.billPrinted',
  'delivery.billCancelled',
  'delivery.contactChanged',
  'delivery.serviceTypeChanged',
  'delivery.completeBeforeChanged',
  'delivery.commentChanged',
  'delivery.operatorChanged',
  'delivery.problemChanged',
  'delivery.courierChanged',
  'delivery.externalDataChanged',
  'delivery.paymentsAdded',
  'delivery.paymentsReplaced',
  'delivery.discountsChanged',
  'delivery.closed',
  'delivery.cancelled',
]

test('the same commands at the same till make the same order', () => {
  fc.assert(
    fc.property(start, moves, (beginning, list) => {
      const [one, other] = [open(beginning), open(beginning)]
      for (const next of list) {
        play(one, next)
        play(other, next)
      }
      expect(one.order).toEqual(other.order)
    }),
    { seed, numRuns: 50 },
  )
})
