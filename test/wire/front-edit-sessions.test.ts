/** Edit sessions of `Resto.Front.Api` on a started node (front-api §2.4): orders, money, deliveries, reserves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
})
afterAll(() => server.close())

const id = (): string => crypto.randomUUID()
const orderOf = (orderId: string): Promise<Json> => front.call('getOrderById', { id: orderId })

/** An order with a guest and two dishes, by one session. */
async function anOrder(table = 5): Promise<{ orderId: string; guest: string; soup: string; cake: string }> {
  const [orderId, guest, soup, cake] = [id(), id(), id(), id()]
  await front.edit([
    ['createOrder', { id: orderId, tables: [tableId(`main/${table}`)] }],
    ['addOrderGuest', { id: guest, order: { stub: orderId }, name: 'Анна' }],
    ['addOrderProductItem', { id: soup, order: orderId, guest, product: front.dish('10101'), amount: 2 }],
    ['addOrderProductItem', { id: cake, order: orderId, guest, product: front.dish('50001'), amount: 1 }],
  ])
  return { orderId, guest, soup, cake }
}

const cash = (): string => demoId('paymentType', 'cash')

describe('orders', () => {
  test('a session makes an order with its guest and dishes, and the till tells it as any other', async () => {
    const { orderId, guest, soup, cake } = await anOrder()
    const order = await orderOf(orderId)
    expect(order).toMatchObject({
      id: orderId,
      status: 'New',
      guests: [{ id: guest, name: 'Анна', rank: 1 }],
      items: [
        { id: soup, guestId: guest, amount: 2, status: 'Added' },
        { id: cake, guestId: guest, amount: 1 },
      ],
      tables: [{ id: tableId('main/5'), number: 5 }],
    })
    const board = await server.node.app.storage.now.tableOrders.load(
      front.caller.tenantId,
      front.caller.organizationId,
      [orderId],
    )
    expect(board.get(orderId)?.items).toHaveLength(2)
  })

  test('nothing is done when one action is refused', async () => {
    const [orderId, guest] = [id(), id()]
    const failure = await front.editFails([
      ['createOrder', { id: orderId }],
      ['addOrderGuest', { id: guest, order: orderId, name: null }],
      ['addOrderProductItem', { order: orderId, guest, product: id(), amount: 1 }],
    ])
    expect(failure.exception).toBe('EntityNotFoundException')
    expect(await front.call('tryGetOrderById', { id: orderId })).toBeUndefined()
  })

  test('a session that is sent again is done once', async () => {
    const [orderId, session] = [id(), id()]
    const actions: [string, Record<string, unknown>][] = [
      ['createOrder', { id: orderId }],
      ['addOrderGuest', { id: id(), order: orderId, name: 'Он' }],
    ]
    const first = await front.edit(actions, session)
    const second = await front.edit(actions, session)
    expect(second).toEqual(first)
    expect((await orderOf(orderId)).guests).toHaveLength(1)
    expect((await front.editFails(actions, id())).exception).toBe('DuplicatedIdException')
  })

  test('a stale order is refused, a fresh one is changed', async () => {
    const { orderId } = await anOrder()
    const stale = await orderOf(orderId)
    await front.call('changeEstimatedOrderGuestsCount', { order: orderId, estimatedGuestsCount: 3 })
    const asked = { order: { id: orderId, revision: stale.revision }, estimatedGuestsCount: 4 }
    expect((await front.fails('changeEstimatedOrderGuestsCount', asked)).exception).toBe(
      'EntityModifiedException',
    )
    const { revision } = await orderOf(orderId)
    await front.call('changeEstimatedOrderGuestsCount', { ...asked, order: { id: orderId, revision } })
    expect((await orderOf(orderId)).estimatedGuestsCount).toBe(4)
  })

  test('stubs are of their session and after their creation only', async () => {
    const [orderId, guest] = [id(), id()]
    const early = await front.editFails([
      ['addOrderGuest', { id: guest, order: { stub: orderId }, name: null }],
      ['createOrder', { id: orderId }],
    ])
    expect([early.exception, early.fields.entityId]).toEqual(['EntityStubUsingException', orderId])
    const { orderId: other } = await anOrder()
    expect((await front.fails('addOrderGuest', { order: { stub: other }, name: null })).exception).toBe(
      'EntityStubUsingException',
    )
  })

  test('modifiers, comments, courses and amounts follow their dish', async () => {
    const { orderId, guest, soup } = await anOrder(6)
    const [pizza] = (await front.call('getActiveProducts')).filter(
      (product: Json) => product.template === null && product.scale !== null,
    )
    await front.edit([
      ['changeOrderCookingItemAmount', { order: orderId, cookingItem: soup, amount: 3 }],
      ['changeOrderItemComment', { order: orderId, cookingItem: soup, comment: 'без сметаны' }],
      ['changeOrderCookingItemCourse', { order: orderId, cookingItem: soup, course: 'Second' }],
      ['renameOrderGuest', { order: orderId, guest, newName: 'Анна П.' }],
    ])
    const order = await orderOf(orderId)
    expect(order.items[0]).toMatchObject({ amount: 3, comment: 'без сметаны', course: 'Second' })
    expect(order.guests[0].name).toBe('Анна П.')
    if (pizza) {
      const noSize = { order: orderId, guest, product: pizza.id, amount: 1 }
      expect((await front.fails('addOrderProductItem', noSize)).exception).not.toBe(
        'UnexpectedInternalException',
      )
    }
  })

  test('the kitchen gets the dishes, and what it has goes with a removal type only', async () => {
    const { orderId, soup, cake } = await anOrder()
    await front.call('printOrderItems', { order: orderId, orderItems: [soup] })
    const kitchen = await front.call('tryGetKitchenOrderByOrder', { baseOrder: orderId })
    expect(kitchen.items).toMatchObject([{ id: soup, processingStatus: 'Idle' }])
    const changed = await front.call('changeKitchenOrderItemsProcessingStatus', {
      ...{ kitchenOrderId: orderId, cookingItems: [soup], newStatus: 'Processing1' },
    })
    expect(changed).toBe(true)
    await front.call('serveOrderCookingItem', { order: orderId, cookingItem: soup })
    expect((await orderOf(orderId)).items[0].status).toBe('Served')

    expect((await front.fails('deleteOrderItem', { order: orderId, orderItem: soup })).exception).toBe(
      'ConstraintViolationException',
    )
    await front.call('deleteOrderItem', { order: orderId, orderItem: cake })
    const removalType = demoId('removalType', 'cafe')
    await front.call('deletePrintedOrderItems', {
      ...{ order: orderId, orderItems: [soup], comment: 'Остыло' },
      writeoffOptions: { removalType, writeoffType: 'WriteoffToCafe' },
    })
    const { items } = await orderOf(orderId)
    expect(items.map(({ deleted }: Json) => deleted)).toEqual([true, true])
    await front.call('deleteOrder', { order: orderId })
    expect((await orderOf(orderId)).status).toBe('Deleted')
  })

  test('dishes move between guests and orders', async () => {
    const { orderId, soup, cake } = await anOrder()
    const [second, other, theirs] = [id(), id(), id()]
    await front.edit([
      ['addOrderGuest', { id: second, order: orderId, name: 'Пётр' }],
      ['moveOrderItemToAnotherGuest', { order: orderId, product: soup, destinationGuest: second }],
      ['createOrder', { id: other }],
      ['addOrderGuest', { id: theirs, order: other, name: null }],
      [
        'moveOrderItemToAnotherOrder',
        { sourceOrder: orderId, orderItem: cake, destinationOrder: other, destinationGuest: theirs },
      ],
    ])
    expect((await orderOf(orderId)).items).toMatchObject([{ id: soup, guestId: second }])
    expect((await orderOf(other)).items).toMatchObject([{ id: cake, guestId: theirs }])
  })

  test('external data, bill, payments and closing', async () => {
    const { orderId } = await anOrder()
    await front.call('addOrderExternalData', {
      ...{ order: orderId, key: 'acme', externalDataItem: { value: '42', isPublic: true } },
    })
    expect(await front.call('tryGetOrderExternalDataByKey', { order: orderId, key: 'acme' })).toBe('42')
    expect(await front.call('getOrderAllExternalData', { order: orderId })).toEqual({ acme: '42' })

    await front.call('printBillCheque', { order: orderId })
    expect((await orderOf(orderId)).status).toBe('Bill')
    await front.call('cancelBill', { order: orderId })
    const { resultSum } = await orderOf(orderId)

    const payment = id()
    await front.call('addPaymentItem', { id: payment, order: orderId, paymentType: cash(), paymentSum: 1 })
    expect((await front.fails('payOrder', { order: orderId })).fields.reason).toBe('PaymentSumNotEnough')
    await front.call('changePaymentItemSum', { order: orderId, paymentItem: payment, paymentSum: resultSum })
    const open = await front.call('isAllCafeSessionsOpen')
    if (!open) await front.call('openCafeSession')
    await front.call('payOrder', { order: orderId })
    const closed = await orderOf(orderId)
    expect(closed).toMatchObject({ status: 'Closed', payments: [{ id: payment, status: 'Processed' }] })
    expect((await front.call('getPastOrder', { orderId })).id).toBe(orderId)

    await front.call('stornoPastOrder', { pastOrder: orderId, removalType: demoId('removalType', 'cafe') })
    expect((await orderOf(orderId)).payments[0].status).toBe('Storned')
    const again = await front.fails('stornoPastOrder', {
      ...{ pastOrder: orderId, removalType: demoId('removalType', 'cafe') },
    })
    expect(again.exception).toBe('PaymentActionFailedException')
  })

  test('a lock keeps others away, until it is freed', async () => {
    const { orderId } = await anOrder()
    expect(front.door.locks.take('plugin other', [orderId])).toBeNull()
    const failure = await front.fails('markOrderAsTab', { order: orderId, tabName: 'У окна' })
    expect(failure.toWire()).toMatchObject({
      name: 'EntityAlreadyInUseException',
      code: 'entity-already-in-use',
      fields: { lockedBy: 'plugin other', terminal: 'pokrovka' },
    })
    const atScreen = await server.till('pokrovka').run({ kind: 'tableOrder.printBill', orderId })
    expect(atScreen.refusal?.code).toBe('order.in-use')
    front.door.locks.free('plugin other', [orderId])
    await front.call('markOrderAsTab', { order: orderId, tabName: 'У окна' })
    expect((await orderOf(orderId)).tabName).toBe('У окна')
    await front.call('convertToTableServiceOrder', { order: orderId })
    expect((await orderOf(orderId)).tabName).toBeNull()
  })

  test('an employee does what their rights allow', async () => {
    const { orderId } = await anOrder()
    const { credentials } = await front.call('authenticateByPin', { pin: '4444' })
    const user = await front.call('getUser', { credentials })
    expect(user.name).toBeTruthy()
    const asWaiter = { credentials, order: orderId }
    await front.call('changeEstimatedOrderGuestsCount', { ...asWaiter, estimatedGuestsCount: 2 })
    const failure = await front.fails('deleteOrder', asWaiter)
    expect([failure.exception, failure.fields.codes]).toEqual([
      'PermissionDeniedException',
      ['tables.cancel'],
    ])
    expect((await front.fails('authenticateByPin', { pin: '0000' })).exception).toBe(
      'AuthenticationException',
    )
    expect((await front.fails('deleteOrder', { ...asWaiter, credentials: id() })).exception).toBe(
      'UserSessionInvalidException',
    )
  })

  test('a manifest without the permission may not', async () => {
    const reader = front.as({ permissions: new Set(['orders:read']) })
    const failure = await reader.editFails([['createOrder', { id: id() }]])
    expect([failure.exception, failure.fields.codes]).toEqual(['PermissionDeniedException', ['orders:write']])
    expect((await reader.fails('payOrder', { order: id() })).exception).toBe('PermissionDeniedException')
  })
})

describe('malformed arguments name the argument', () => {
  const cases: [string, Record<string, unknown>, string][] = [
    ['createOrder', { tables: 'five' }, 'tables'],
    ['createOrder', { waiter: 12 }, 'waiter'],
    ['addOrderGuest', { order: 7 }, 'order'],
    [
      'changeEstimatedOrderGuestsCount',
      { order: crypto.randomUUID(), estimatedGuestsCount: 0 },
      'estimatedGuestsCount',
    ],
    ['getPrice', { product: 'pizza' }, 'product'],
    ['setStopListProductRemainingAmount', { product: crypto.randomUUID(), amount: 0 }, 'amount'],
    ['setStopListProductRemainingAmount', { product: crypto.randomUUID(), amount: 'many' }, 'amount'],
    ['checkPermissions', { user: demoId('employee', 'manager'), checkMode: 'Some' }, 'checkMode'],
    ['createReserve', { tables: [], estimatedStartTime: 'soon', client: null }, 'estimatedStartTime'],
    ['submitChanges', { session: crypto.randomUUID(), actions: [{ name: 'dance' }] }, 'actions[0].name'],
    ['submitChanges', { session: 'now', actions: [] }, 'session'],
  ]
  test.each(cases)('%s %j', async (name, args, field) => {
    const failure = await front.fails(name, args)
    const isRefused = ['ArgumentException', 'EntityNotFoundException', 'ConstraintViolationException']
    expect(isRefused).toContain(failure.exception)
    if (failure.exception === 'ArgumentException') expect(failure.fields.field).toBe(field)
  })
})

describe('deliveries', () => {
  const address = (): Json => ({
    streetId: server.chain.items.find((item) => item.book === 'street')?.id,
    house: '5',
  })

  async function aDelivery(): Promise<string> {
    const delivery = id()
    const [type] = (await front.call('getOrderTypes')).filter(
      ({ orderServiceType }: Json) => orderServiceType === 'DeliveryByCourier',
    )
    await front.edit([
      [
        'createDeliveryOrder',
        {
          ...{ id: delivery, phone: '+79031234567', clientName: 'Пётр', type: type.id, address: address() },
          comment: 'домофон не работает',
        },
      ],
      ['addOrderProductItem', { order: delivery, product: front.dish('10101'), amount: 2 }],
    ])
    return delivery
  }
  const deliveryOf = (delivery: string): Promise<Json> => front.call('getDeliveryOrderById', { id: delivery })

  test('a delivery is made with its dishes, changed and cancelled', async () => {
    const delivery = await aDelivery()
    expect(await deliveryOf(delivery)).toMatchObject({
      deliveryStatus: 'Confirmed',
      phone: '+79031234567',
      clientName: 'Пётр',
      comment: 'домофон не работает',
      address: { house: '5' },
      items: [{ amount: 2 }],
    })
    await front.call('changeDeliveryComment', { order: delivery, comment: 'звонить' })
    await front.call('changeDeliveryProblemStatus', { order: delivery, hasProblem: true })
    await front.call('changeDeliveryProblemComment', { order: delivery, comment: 'нет дома' })
    await front.call('changeDeliveryAddress', { order: delivery, address: { ...address(), house: '7' } })
    expect(await deliveryOf(delivery)).toMatchObject({
      ...{ comment: 'звонить', hasProblem: true, problemComment: 'нет дома', address: { house: '7' } },
    })
    const [cause] = await front.call('getDeliveryCancelCauses')
    await front.call('cancelNewDelivery', { delivery, cancelCause: cause.id, cancelComment: 'передумал' })
    expect(await deliveryOf(delivery)).toMatchObject({
      deliveryStatus: 'Cancelled',
      cancelComment: 'передумал',
    })
    const again = await front.fails('cancelNewDelivery', {
      delivery,
      cancelCause: cause.id,
      cancelComment: '',
    })
    expect(again.exception).toBe('CannotCancelNotNewDeliveryException')
  })

  test('an order is no delivery, and an unknown one is none', async () => {
    const { orderId } = await anOrder()
    expect((await front.fails('sendDelivery', { delivery: orderId })).exception).toBe(
      'EntityNotFoundException',
    )
    expect((await front.fails('sendDelivery', { delivery: id() })).exception).toBe('EntityNotFoundException')
    const delivery = await aDelivery()
    expect((await front.fails('sendDelivery', { delivery })).exception).toBe('ConstraintViolationException')
  })
})

describe('reserves', () => {
  test('a table is kept for a client of the session, moved and given up', async () => {
    const [reserve, client] = [id(), id()]
    const estimatedStartTime = server.clock.now() + 26 * 3_600_000
    await front.edit([
      ['createClient', { id: client, name: 'Ольга', phones: [{ phoneValue: '+79037654321', isMain: true }] }],
      [
        'createReserve',
        {
          id: reserve,
          client: { stub: client },
          tables: [tableId('main/7')],
          estimatedStartTime,
          activityType: 'ДР',
        },
      ],
      ['changeReserveGuestsCount', { reserve: { stub: reserve }, guestsCount: 6 }],
    ])
    const kept = await front.call('getReserveById', { id: reserve })
    expect(kept).toMatchObject({ clientName: 'Ольга', guestsCount: 6, duration: 7_200_000, status: 'New' })
    await front.call('changeReserveEstimatedStartTime', {
      ...{ reserve, estimatedStartTime: estimatedStartTime + 3_600_000 },
    })
    await front.edit([
      ['changeReserveComment', { reserve, comment: 'у окна' }],
      ['changeReserveDuration', { reserve, duration: 5_400_000 }],
      ['changeReserveReminder', { reserve, shouldRemind: true }],
    ])
    expect(await front.call('getReserveById', { id: reserve })).toMatchObject({
      ...{ comment: 'у окна', duration: 5_400_000, guestsCount: 6 },
    })
    await front.call('cancelReserve', { reserve, reason: 'ClientRefused' })
    expect(await front.call('getReserveById', { id: reserve })).toMatchObject({
      cancelReason: 'ClientRefused',
    })
    expect((await front.fails('changeReserveComment', { reserve, comment: 'x' })).exception).toBe(
      'ConstraintViolationException',
    )
  })
})
