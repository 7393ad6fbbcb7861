import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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

// Appendix F of the cloud reference: the life of an order.

let server: TestServer
/** Pays at closing, confirms nothing. */
let shop: Deliveries
/** Pays before sending, confirms everything. */
let kazan: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
  kazan = deliveriesOf(server, 'baumana')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const online = (sum: number): Json => ({
  payments: [
    { paymentTypeKind: 'Card', paymentTypeId: paymentTypeId('cardOnline'), sum, isProcessedExternally: true },
  ],
})
const planned = (sum: number): Json => ({
  payments: [{ paymentTypeKind: 'Cash', paymentTypeId: paymentTypeId('cash'), sum }],
})
const inKazan = (order: Json = {}): Json =>
  kazan.anOrder({
    deliveryPoint: { address: { street: { name: 'Баумана', city: 'Казань' }, house: '7' } },
    items: [kazan.anItem('10101', 380, { amount: 2 })],
    ...order,
  })
const toKitchen = (place: Deliveries, orderId: string) =>
  place.atTill({ kind: 'delivery.printToKitchen', orderId })
const update = 'update_order_delivery_status'
const to = (deliveryStatus: string, more: Json = {}): Json => ({ deliveryStatus, ...more })

test('F.22: confirmed only where it is on and inside the interval; taken back before printing', async () => {
  const notHere = await shop.placed(shop.anOrder())
  expect((await shop.refused('confirm', notHere.id)).message).not.toBe('')
  const far = await kazan.placed(inKazan({ completeBefore: '2027-03-13 15:00:00.000' }))
  expect((await kazan.refused('confirm', far.id)).message).toContain('not earlier than 240 minutes')

  const { id, order } = await kazan.placed(inKazan())
  expect(order.status).toBe('Unconfirmed')
  expect((await kazan.done('confirm', id)).status).toBe('WaitCooking')
  expect((await kazan.done('cancel_confirmation', id)).status).toBe('Unconfirmed')
  await kazan.done('confirm', id)
  await toKitchen(kazan, id)
  expect((await kazan.refused('cancel_confirmation', id)).message).toContain('printed dishes')
})

test('F.23: the statuses of both payment settings; the date of delivery is kept', async () => {
  const changed = 'OrderStatusChangedInIikoFront'
  const { id } = await shop.placed(shop.anOrder(planned(840)))
  await toKitchen(shop, id)
  expect((await shop.refused(update, id, to('Delivered'))).code).toBe(changed)
  expect((await shop.done(update, id, to('Waiting'))).status).toBe('Waiting')
  await shop.done('update_order_courier', id, { employeeId: employeeId('5555') })
  expect((await shop.done(update, id, to('OnWay'))).status).toBe('OnWay')
  const deliveryDate = '2027-03-12 12:45:00.000'
  const delivered = await shop.done(update, id, to('Delivered', { deliveryDate }))
  expect(delivered).toMatchObject({ status: 'Delivered', whenDelivered: deliveryDate })

  const prepaid = await kazan.placed(inKazan())
  await kazan.done('confirm', prepaid.id)
  await toKitchen(kazan, prepaid.id)
  expect((await kazan.refused(update, prepaid.id, to('Waiting'))).code).toBe(changed)
  expect((await kazan.refused(update, prepaid.id, to('Delivered'))).code).toBe(changed)
  await kazan.done('update_order_courier', prepaid.id, { employeeId: employeeId('5559') })
  const unpaid = await kazan.refused(update, prepaid.id, to('OnWay'))
  expect(unpaid.message).toBe('Current settings require the delivery to be paid before sending.')
  await kazan.done('add_payments', prepaid.id, online(760))
  expect((await kazan.done(update, prepaid.id, to('OnWay'))).status).toBe('OnWay')
})

test('F.24: a paid pickup closes, an unpaid one does not, a courier order does not before it is sent', async () => {
  const paid = await shop.placed(shop.aPickup(online(840)))
  expect((await shop.done('close', paid.id)).status).toBe('Closed')
  const unpaid = await shop.placed(shop.aPickup())
  expect((await shop.refused('close', unpaid.id)).message).toContain('PaymentSumNotEnough')
  const courier = await shop.placed(shop.anOrder(planned(840)))
  expect((await shop.refused('close', courier.id)).code).toBe('WrongDeliveryStatus')
  expect((await shop.byId(courier.id)).order.status).toBe('WaitCooking')
})

test('F.25: printed dishes are cancelled with a removal type only', async () => {
  const { id } = await shop.placed(shop.anOrder())
  await toKitchen(shop, id)
  const cancelCauseId = demoId('cancelCause', 'guest')
  expect((await shop.refused('cancel', id, { cancelCauseId })).message).toContain('removal type')
  const removalTypeId = demoId('removalType', 'cafe')
  const order = await shop.done('cancel', id, { cancelCauseId, removalTypeId, cancelComment: 'no show' })
  expect(order).toMatchObject({
    status: 'Cancelled',
    cancelInfo: { whenCancelled: expect.any(String), cause: { id: cancelCauseId }, comment: 'no show' },
  })
  expect(order.items[0].deleted.deletionMethod.removalType.id).toBe(removalTypeId)
})

test('F.26: payments are replaced as long as none is processed', async () => {
  const { id } = await shop.placed(shop.anOrder(planned(840)))
  expect((await shop.done('change_payments', id, planned(500))).payments).toMatchObject([{ sum: 500 }])
  await shop.done('add_payments', id, online(340))
  expect((await shop.refused('change_payments', id, planned(840))).message).toContain('processed payments')
  expect((await shop.byId(id)).order.payments).toHaveLength(2)
})
