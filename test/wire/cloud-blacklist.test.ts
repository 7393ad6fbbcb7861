import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { blacklistGuest } from '../../src/app/loyalty/blacklist.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf, noon } from './cloud-deliveries-driver.ts'

// A guest whom the restaurant does not trust: `customer.inBlacklist` of their orders (cloud-api §4.3). No operation of the
// API puts anybody on the list; the front does (front-api ChangeClientBlacklistInfo), here `trapeza guest blacklist`.

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

test('orders of a black-listed guest say so, with the reason, in answers and in webhooks; others do not', async () => {
  const [phone, other] = ['+79005558701', '+79005558702']
  const { id } = await shop.placed(shop.aPickup({ phone }))
  const { id: foreign } = await shop.placed(shop.aPickup({ phone: other }))
  const seen = async (orderId: string) => (await shop.byId(orderId)).order.customer
  expect(await seen(id)).toMatchObject({ inBlacklist: false, blacklistReason: null })

  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  const guestId = await blacklistGuest(server.node.app, scope, phone, 'Не открывает дверь')
  expect(await seen(id)).toMatchObject({
    id: guestId,
    inBlacklist: true,
    blacklistReason: 'Не открывает дверь',
  })
  expect(await seen(foreign)).toMatchObject({ inBlacklist: false, blacklistReason: null })

  const receiver = await startWebhookReceiver()
  await shop.post('webhooks/update_settings', {
    organizationId: shop.organizationId,
    webHooksUri: receiver.url,
    webHooksFilter: { deliveryOrderFilter: { orderStatuses: ['WaitCooking'] } },
  })
  // The next order of the guest, whom the till finds by the phone.
  const { id: next } = await shop.placed(shop.aPickup({ phone }))
  await server.settle()
  const told = receiver.events.find(({ eventInfo }) => eventInfo.id === next)
  expect(told.eventInfo.order.customer).toMatchObject({ inBlacklist: true })
  await receiver.close()

  // The journal says who and whom, not why.
  const entries = await server.node.storage.now.journal.ofEntity(scope.tenantId, guestId)
  const note = entries.find(({ kind }) => kind === 'guest.blacklisted')
  expect(note).toMatchObject({ actor: 'test', payload: {} })

  await blacklistGuest(server.node.app, scope, phone, null)
  expect(await seen(next)).toMatchObject({ inBlacklist: false, blacklistReason: null })
  await expect(blacklistGuest(server.node.app, scope, '+79005558799', 'x')).rejects.toThrow('no guest')
  await expect(blacklistGuest(server.node.app, scope, phone, ' ')).rejects.toThrow('reason')
})
