import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  deliveriesOf,
  employeeId,
  type Json,
  noon,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'

let server: TestServer
/** Pays at closing, confirms nothing. */
let shop: Deliveries
/** Pays before sending, confirms everything. */
let kazan: Deliveries

beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
  kazan = deliveriesOf(server, 'baumana')
})
afterAll(() => server.close())

const uuid = () => crypto.randomUUID()
const courier = employeeId('5555')
const cash = (sum: number) => ({ paymentTypeKind: 'Cash', paymentTypeId: paymentTypeId('cash'), sum })
const online = (sum: number) => ({
  paymentTypeKind: 'Card',
  paymentTypeId: paymentTypeId('cardOnline'),
  sum,
  isProcessedExternally: true,
})
const inKazan = (order: Json = {}): Json =>
  kazan.anOrder({
    deliveryPoint: { address: { street: { name: 'Баумана', city: 'Казань' }, house: '7' } },
    items: [kazan.anItem('10101', 380, { amount: 2 })],
    ...order,
  })

describe('notes on an order', () => {
  test('comment: replaced, an empty one clears', async () => {
    const { id } = await shop.placed(shop.anOrder({ comment: 'first' }))
    expect((await shop.done('change_comment', id, { comment: 'second' })).comment).toBe('second')
    expect((await shop.done('change_comment', id, { comment: '' })).comment).toBeNull()
  })

  test('problem: set and taken back', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const late = await shop.done('update_order_problem', id, { hasProblem: true, problem: 'late' })
    expect(late.problem).toEqual({ hasProblem: true, description: 'late' })
    const fine = await shop.done('update_order_problem', id, { hasProblem: false, problem: null })
    expect(fine.problem?.hasProblem ?? false).toBe(false)
  })

  test('external data: changed by key, others stay', async () => {
    const { id } = await shop.placed(shop.anOrder({ externalData: [{ key: 'a', value: '1' }] }))
    const externalData = [{ key: 'b', value: '2', isPublic: true }]
    const both = await shop.done('change_external_data', id, { externalData })
    expect(both.externalData).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ])
    const changed = await shop.done('change_external_data', id, { externalData: [{ key: 'a', value: '9' }] })
    expect(changed.externalData).toContainEqual({ key: 'a', value: '9' })
  })

  test('operator: an employee who may be one', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const order = await shop.done('change_operator', id, { operatorId: employeeId('6666') })
    expect(order.operator).toMatchObject({ id: employeeId('6666'), name: 'Фёдорова Наталья' })
    expect(order.operator.phone).toMatch(/^\+7900/)
    expect((await shop.refused('change_operator', id, { operatorId: uuid() })).code).toBe('UserNotFound')
  })

  test('tracking link: at once and without a body; null clears it', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const before = (await shop.byId(id)).timestamp
    const link = async (trackingLink: string | null) => {
      const body = { organizationId: shop.organizationId, orderId: id, trackingLink }
      const answer = await server.post('/api/1/deliveries/update_tracking_link', body)
      expect([answer.status, answer.text]).toEqual([200, ''])
      return shop.byId(id)
    }
    server.clock.advance(5)
    const linked = await link('https://track.example/1')
    expect(linked.order.trackingLink).toBe('https://track.example/1')
    expect(linked.timestamp).toBeGreaterThan(before)
    expect((await link(null)).order.trackingLink).toBeNull()
    const long = 'x'.repeat(513)
    const tooLong = await shop.post('deliveries/update_tracking_link', {
      ...{ organizationId: shop.organizationId, orderId: id },
      trackingLink: long,
    })
    expect(tooLong.status).toBe(400)
  })

  test('the till’s own change keeps the tracking link', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const body = { organizationId: shop.organizationId, orderId: id, trackingLink: 'https://track.example/2' }
    await server.post('/api/1/deliveries/update_tracking_link', body)
    expect((await shop.done('change_comment', id, { comment: 'x' })).trackingLink).toBe(
      'https://track.example/2',
    )
  })
})

describe('where and when', () => {
  test('a new time; one that is past is refused', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const order = await shop.done('change_complete_before', id, {
      newCompleteBefore: '2027-03-12 19:30:00.000',
    })
    expect(order).toMatchObject({ completeBefore: '2027-03-12 19:30:00.000', isAsap: false })
    const past = await shop.refused('change_complete_before', id, {
      newCompleteBefore: '2027-03-11 10:00:00',
    })
    expect(past.code).toBe('TooSmallDeliveryDate')
    const wrong = await shop.post('deliveries/change_complete_before', {
      organizationId: shop.organizationId,
      orderId: id,
      newCompleteBefore: 'soon',
    })
    expect(wrong.json.errorDescription).toContain('newCompleteBefore')
  })

  test('a new point as a whole, with the zone it is in; the person stays', async () => {
    const { id } = await shop.placed(shop.anOrder({ deliveryZone: 'Центр' }))
    const order = await shop.done('change_delivery_point', id, {
      newDeliveryPoint: {
        comment: 'second yard',
        address: { street: { name: 'Старая Басманная', city: 'Москва' }, house: '15', flat: '3' },
      },
    })
    expect(order).toMatchObject({
      phone: '+79005550301',
      customer: { name: 'Anna' },
      deliveryZone: 'Басманный',
      deliveryDuration: 60,
      deliveryPoint: {
        comment: 'second yard',
        address: { street: { name: 'Старая Басманная' }, house: '15', flat: '3', entrance: null },
      },
    })
    const refusal = await kazanLine1()
    expect(refusal.code).toBe('Line1Disabled')
  })

  async function kazanLine1(): Promise<Json> {
    const { id } = await kazan.placed(inKazan())
    return kazan.refused('change_delivery_point', id, {
      newDeliveryPoint: { address: { type: 'city', line1: 'Казань, Баумана, 7' } },
    })
  }

  test('from courier to pickup and back', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const fetched = await shop.done('change_service_type', id, { newServiceType: 'DeliveryByClient' })
    expect(fetched.orderType).toMatchObject({ orderServiceType: 'DeliveryByClient', name: 'Самовывоз' })
    const brought = await shop.done('change_service_type', id, {
      newServiceType: 'DeliveryByCourier',
      deliveryPoint: { address: { street: { name: 'Маросейка', city: 'Москва' }, house: '3' } },
    })
    expect(brought).toMatchObject({
      orderType: { orderServiceType: 'DeliveryByCourier' },
      deliveryPoint: { address: { street: { name: 'Маросейка' }, house: '3' } },
    })
    const nowhere = await shop.post('deliveries/change_service_type', {
      organizationId: shop.organizationId,
      orderId: id,
      newServiceType: 'DeliveryByCourier',
    })
    expect(nowhere.status).toBe(400)
    expect(nowhere.json.errorDescription).toContain('deliveryPoint')
  })
})

describe('who drives', () => {
  test('the old way and the new one; neither field takes the driver away', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const old = await shop.done('update_order_courier', id, { employeeId: courier })
    expect(old.courierInfo).toMatchObject({
      courier: { id: courier, name: 'Волков Сергей' },
      isCourierSelectedManually: true,
    })
    const timed = await shop.done('change_driver_info', id, { estimatedTime: '2027-03-12 13:00:00.000' })
    expect(timed).toMatchObject({
      estimatedTime: '2027-03-12 13:00:00.000',
      courierInfo: { courier: { id: courier } },
    })
    const other = await shop.done('change_driver_info', id, { driverId: employeeId('5556') })
    expect(other).toMatchObject({
      estimatedTime: '2027-03-12 13:00:00.000',
      courierInfo: { courier: { id: employeeId('5556') } },
    })
    const gone = await shop.done('change_driver_info', id, { driverId: null, estimatedTime: null })
    expect(gone).toMatchObject({ courierInfo: null, estimatedTime: '2027-03-12 13:00:00.000' })
  })

  test('nobody who is no courier, and nobody for a pickup', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const cook = await shop.refused('update_order_courier', id, { employeeId: employeeId('3333') })
    expect(cook.code).toBe('CourierIdDoesNotExist')
    const pickup = await shop.placed(shop.aPickup())
    const refusal = await shop.refused('change_driver_info', pickup.id, { driverId: courier })
    expect(refusal.code).toBe('CanNotAssignCourierToOrder')
  })
})

describe('dishes and money', () => {
  test('more dishes; a repeat with positions is refused, without it adds again', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const items = [shop.anItem('10102', 390, { positionId: uuid() })]
    expect((await shop.done('add_items', id, { items })).sum).toBe(840 + 390)
    expect((await shop.refused('add_items', id, { items })).code).toBe('NonUnqiueOrderItemPosition')
    const keyless = [shop.anItem('10102', 390)]
    await shop.done('add_items', id, { items: keyless })
    const order = await shop.done('add_items', id, { items: keyless })
    expect(order.sum).toBe(840 + 3 * 390)
    expect(order.items).toHaveLength(4)
    const none = await shop.post('deliveries/add_items', {
      organizationId: shop.organizationId,
      orderId: id,
      items: [],
    })
    expect(none.json).toMatchObject({
      error: 'OrderItemsNotExists',
      errorDescription: expect.stringContaining('items'),
    })
  })

  test('payments replaced, added, and not replaced once some are taken [F26]', async () => {
    const { id } = await shop.placed(shop.anOrder({ payments: [cash(840)] }))
    const replaced = await shop.done('change_payments', id, {
      payments: [cash(400)],
      tips: [{ ...cash(50), tipsTypeId: demoId('tipsType', 'courier') }],
    })
    expect(replaced.payments).toMatchObject([{ sum: 400 }])
    expect(replaced.tips).toMatchObject([{ sum: 50 }])
    const old = await shop.done('update_order_payments', id, {
      paymentItems: [{ sum: 500, paymentTypeId: paymentTypeId('cash'), isProcessedExternally: false }],
    })
    expect(old).toMatchObject({ payments: [{ sum: 500, isPreliminary: true }], tips: [] })
    const added = await shop.done('add_payments', id, { payments: [online(340)] })
    expect(added).toMatchObject({ payments: [{ sum: 500 }, { sum: 340 }], processedPaymentsSum: 340 })
    const refusal = await shop.refused('change_payments', id, { payments: [] })
    expect(refusal.message).toContain('processed payments')
    const wrong = await shop.post('deliveries/add_payments', {
      organizationId: shop.organizationId,
      orderId: id,
      payments: [cash(0)],
    })
    expect(wrong.json).toMatchObject({ error: 'PaymentSumShouldBePositive' })
    expect(wrong.json.errorDescription).toContain('payments[0].sum')
  })
})

describe('the course of an order [F22–F25]', () => {
  test('confirmed and taken back where orders are confirmed', async () => {
    const info = await kazan.placed(inKazan())
    expect(info.order.status).toBe('Unconfirmed')
    const confirmed = await kazan.done('confirm', info.id)
    expect(confirmed).toMatchObject({ status: 'WaitCooking', whenConfirmed: expect.any(String) })
    expect((await kazan.done('cancel_confirmation', info.id)).status).toBe('Unconfirmed')
    await kazan.done('confirm', info.id)
    await kazan.atTill({ kind: 'delivery.printToKitchen', orderId: info.id })
    const printed = await kazan.refused('cancel_confirmation', info.id)
    expect(printed.message).not.toBe('')
  })

  test('not confirmed long before its time, nor where nobody confirms', async () => {
    const advance = await kazan.placed(inKazan({ completeBefore: '2027-03-13 15:00:00.000' }))
    expect((await kazan.refused('confirm', advance.id)).message).toContain('not earlier than')
    const { id } = await shop.placed(shop.anOrder())
    expect((await shop.change('confirm', id)).state).toBe('Error')
  })

  test('paid at closing: waits, drives, is delivered at a given time, closes', async () => {
    const { id } = await shop.placed(shop.anOrder({ payments: [cash(840)] }))
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
    const skipped = await shop.refused('update_order_delivery_status', id, { deliveryStatus: 'Delivered' })
    expect(skipped).toMatchObject({
      code: 'OrderStatusChangedInIikoFront',
      message: 'Can not update order, order status was changed at the restaurant checkout',
    })
    const billed = await shop.done('print_delivery_bill', id)
    expect(billed).toMatchObject({ status: 'Waiting', whenBillPrinted: expect.any(String) })
    const early = await shop.change('close', id)
    expect(early.state).toBe('Error')
    await shop.done('update_order_courier', id, { employeeId: courier })
    const sent = await shop.done('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
    expect(sent).toMatchObject({ status: 'OnWay', whenSended: expect.any(String) })
    const delivered = await shop.done('update_order_delivery_status', id, {
      deliveryStatus: 'Delivered',
      deliveryDate: '2027-03-12 12:45:00.000',
    })
    expect(delivered).toMatchObject({ status: 'Delivered', whenDelivered: '2027-03-12 12:45:00.000' })
    const closed = await shop.done('close', id)
    expect(closed).toMatchObject({
      status: 'Closed',
      whenClosed: expect.any(String),
      processedPaymentsSum: 840,
      payments: [{ isPreliminary: false }],
    })
    for (const [operation, body] of [
      ['change_comment', { comment: 'late' }],
      ['cancel', {}],
      ['add_items', { items: [shop.anItem('10102', 390)] }],
    ] as const) {
      expect((await shop.change(operation, id, body)).state, operation).toBe('Error')
    }
    const link = await shop.post('deliveries/update_tracking_link', {
      organizationId: shop.organizationId,
      orderId: id,
      trackingLink: 'https://track.example/3',
    })
    expect(link.json.error).toBe('WrongDeliveryStatus')
  })

  test('paid before sending: Waiting is not for a command, and nobody drives unpaid', async () => {
    const { id } = await kazan.placed(inKazan())
    await kazan.done('confirm', id)
    await kazan.atTill({ kind: 'delivery.printToKitchen', orderId: id })
    const waiting = await kazan.refused('update_order_delivery_status', id, { deliveryStatus: 'Waiting' })
    expect(waiting.code).toBe('OrderStatusChangedInIikoFront')
    await kazan.done('update_order_courier', id, { employeeId: employeeId('5559') })
    const unpaid = await kazan.refused('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
    expect(unpaid.message).toBe('Current settings require the delivery to be paid before sending.')
    await kazan.done('add_payments', id, { payments: [online(760)] })
    const sent = await kazan.done('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
    expect(sent.status).toBe('OnWay')
  })

  test('a pickup closes when it is paid, and not before', async () => {
    const { id } = await shop.placed(shop.aPickup())
    expect((await shop.refused('close', id)).message).toContain('PaymentSumNotEnough')
    await shop.done('add_payments', id, { payments: [online(840)] })
    const closed = await shop.done('close', id, { deliveryDate: '2027-03-12 12:10:00.000' })
    expect(closed).toMatchObject({ status: 'Closed', whenDelivered: '2027-03-12 12:10:00.000' })
  })

  test('cancelled with a cause; printed dishes need a removal type', async () => {
    const fresh = await shop.placed(shop.anOrder())
    const cancelCauseId = demoId('cancelCause', 'guest')
    const cancelled = await shop.done('cancel', fresh.id, {
      cancelCauseId,
      cancelComment: 'changed his mind',
    })
    expect(cancelled).toMatchObject({
      status: 'Cancelled',
      cancelInfo: {
        whenCancelled: expect.any(String),
        cause: { id: cancelCauseId, name: 'Отказ гостя' },
        comment: 'changed his mind',
      },
    })

    const { id } = await shop.placed(shop.anOrder())
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
    expect((await shop.refused('cancel', id, { cancelCauseId })).message).toContain('removal type')
    const removalTypes = server.chain.items.filter((item) => item.book === 'removalType')
    const removal = removalTypes.find(({ body }: Json) => body.canWriteoffToCafe && !body.reasonRequired)
    const removed = await shop.done('cancel', id, { cancelCauseId, removalTypeId: removal?.id })
    expect(removed.status).toBe('Cancelled')
    expect(removed.items[0].deleted.deletionMethod.removalType.id).toBe(removal?.id)
    expect((await shop.refused('cancel', fresh.id, { cancelCauseId: uuid() })).code).not.toBe('')
  })

  test('moved: cancelled for another order, which it names', async () => {
    const target = await deliveriesOf(server, 'taganka').placed(
      deliveriesOf(server, 'taganka').anOrder({ phone: '+79005550302' }),
    )
    const { id } = await shop.placed(shop.anOrder())
    const order = await shop.done('cancel', id, {
      movedOrderId: target.id,
      cancelCauseId: demoId('cancelCause', 'mistake'),
    })
    expect(order).toMatchObject({
      movedToDeliveryId: target.id,
      movedToTerminalGroupId: server.till('taganka').terminalGroupId,
      movedToOrganizationId: shop.organizationId,
    })
    const { order: replacement, timestamp } = await shop.byId(target.id)
    expect(replacement).toMatchObject({
      movedFromDeliveryId: id,
      movedFromTerminalGroupId: shop.terminalGroupId,
      movedFromOrganizationId: shop.organizationId,
    })
    expect(timestamp).toBeGreaterThanOrEqual(target.timestamp)
  })

  test('changes of one order are done in the order in which they were accepted', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const body = (comment: string) => ({ organizationId: shop.organizationId, orderId: id, comment })
    for (let turn = 1; turn <= 20; turn++) {
      await server.post('/api/1/deliveries/change_comment', body(`turn ${turn}`))
    }
    await server.settle()
    expect((await shop.byId(id)).order.comment).toBe('turn 20')
  })

  test('a till that is away does not do an old change any more', async () => {
    const { id } = await shop.placed(shop.anOrder({ comment: 'before' }))
    const till = server.till('pokrovka')
    await till.unplug()
    const answer = await shop.post('deliveries/change_comment', {
      organizationId: shop.organizationId,
      orderId: id,
      comment: 'after',
    })
    const { correlationId } = answer.json
    expect(await shop.commandStatus(correlationId)).toEqual({ state: 'InProgress' })
    server.clock.advance(61_000)
    await expect
      .poll(async () => (await shop.commandStatus(correlationId)).state, { timeout: 5000 })
      .toBe('Error')
    till.plug()
    await server.settle()
    expect((await shop.byId(id)).order.comment).toBe('before')
    expect((await shop.commandStatus(correlationId)).state).toBe('Error')
  })
})

describe('whose orders can be changed', () => {
  const bodies: Record<string, Json> = {
    change_external_data: { externalData: [] },
    update_order_problem: { hasProblem: false, problem: null },
    update_order_payments: { paymentItems: [] },
    update_order_delivery_status: { deliveryStatus: 'Waiting' },
    update_order_courier: { employeeId: courier },
    add_items: { items: [{ type: 'Product', productId: courier, amount: 1, price: 1 }] },
    close: {},
    cancel: {},
    change_complete_before: { newCompleteBefore: '2027-03-12 19:30:00.000' },
    change_delivery_point: { newDeliveryPoint: {} },
    change_service_type: { newServiceType: 'DeliveryByClient' },
    change_payments: { payments: [] },
    change_comment: { comment: '' },
    print_delivery_bill: {},
    confirm: {},
    cancel_confirmation: {},
    change_operator: { operatorId: courier },
    add_payments: { payments: [] },
    change_driver_info: {},
    update_tracking_link: {},
  }
  const names = Object.keys(bodies)

  test.each(names)('%s: an order that nobody knows is refused at once', async (name) => {
    const body = { organizationId: shop.organizationId, orderId: uuid(), ...bodies[name] }
    const answer = await shop.post(`deliveries/${name}`, body)
    expect(answer.status, answer.text).toBe(400)
    expect(answer.json.error).toBe('OrderNotFound')
  })

  test.each(names)('%s: an order of another restaurant is not known in this one', async (name) => {
    const { id } = await theirs()
    const body = { organizationId: shop.organizationId, orderId: id, ...bodies[name] }
    expect((await shop.post(`deliveries/${name}`, body)).json.error).toBe('OrderNotFound')
  })

  test.each(names)('%s: a login with a source key does not know the orders of others', async (name) => {
    const token = await server.token(server.chain.apiKeys[1]?.apiLogin)
    const { id } = await ours()
    const body = { organizationId: shop.organizationId, orderId: id, ...bodies[name] }
    expect((await shop.post(`deliveries/${name}`, body, token)).json.error).toBe('OrderNotFound')
  })

  let shared: Promise<[Json, Json]> | undefined
  const both = () => (shared ??= Promise.all([shop.placed(shop.anOrder()), kazan.placed(inKazan())]))
  const ours = async () => (await both())[0]
  const theirs = async () => (await both())[1]
})
