import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTillVersion } from '../../src/app/admin/till-version.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon, paymentTypeId } from './cloud-deliveries-driver.ts'

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())

/** The till is installed anew in another version. */
async function install(posVersion: string): Promise<void> {
  const { app } = server.node
  await setTillVersion(app, { tenantId: server.chain.tenant.id, actor: 'test' }, 'pokrovka', posVersion)
}

test('a till that is too old for a command: IikoFrontTooOldVersion; what it understands it does [cloud-api §0.3.13]', async () => {
  const { id } = await shop.placed(shop.anOrder())
  await install('8.4.5.0')
  const change = (operation: string, body: Json) =>
    shop.post(`deliveries/${operation}`, { organizationId: shop.organizationId, orderId: id, ...body })
  const payments = [{ paymentTypeKind: 'Cash', paymentTypeId: paymentTypeId('cash'), sum: 100 }]
  const refused = await change('add_payments', { payments })
  expect([refused.status, refused.json.error]).toEqual([400, 'IikoFrontTooOldVersion'])
  expect(refused.json.errorDescription).toContain('8.4.6')
  const stop = await shop.post('stop_lists/clear', shop.place)
  expect([stop.status, stop.json.error]).toEqual([400, 'IikoFrontTooOldVersion'])
  expect((await shop.done('change_comment', id, { comment: 'old friend' })).comment).toBe('old friend')
  await install('8.4.6.0')
  expect((await shop.done('add_payments', id, { payments })).payments).toHaveLength(1)
})

test('an order with a field that the till does not know fails, and says which version it needs [Appendix B]', async () => {
  await install('8.8.5')
  const refused = await shop.outcome(shop.anOrder({ deliveryDuration: 40 }))
  expect(refused).toMatchObject({ creationStatus: 'Error', errorInfo: { code: 'IikoFrontTooOldVersion' } })
  expect(JSON.stringify(refused.errorInfo)).toContain('8.8.6')
  expect((await shop.outcome(shop.anOrder({ externalNumber: 'A-1' }))).creationStatus).toBe('Success')
  // The same where the cloud chooses the till.
  const chosen = await shop.outcome(shop.anOrder({ deliveryZone: 'Центр' }, { terminalGroupId: null }))
  expect(chosen.errorInfo.code).toBe('IikoFrontTooOldVersion')

  await install('7.4.5')
  const table = await shop.post('order/create', {
    ...shop.place,
    order: { items: [shop.anItem('10101', 420)] },
  })
  expect(table.json.orderInfo.errorInfo.code).toBe('IikoFrontTooOldVersion')
  await install('9.4.6012.0')
  expect((await shop.outcome(shop.anOrder({ deliveryDuration: 40 }))).creationStatus).toBe('Success')
})

test('a version is numbers, and the group one of the chain', async () => {
  await expect(install('new')).rejects.toThrow('posVersion')
  const { app } = server.node
  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  await expect(setTillVersion(app, scope, 'nowhere', '9.0.5')).rejects.toThrow('nowhere')
})
