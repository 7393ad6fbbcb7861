import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TerminalGroup } from '../../src/domain/reference/books.ts'
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
  const { tenant, items } = server.chain
  const group = items.find(({ id }) => id === shop.terminalGroupId)
  const { app } = server.node
  await app.storage.now.books.save(tenant.id, [
    {
      book: 'terminalGroup',
      id: shop.terminalGroupId,
      organizationId: shop.organizationId,
      isDeleted: false,
      body: { ...(group?.body as TerminalGroup), posVersion },
    },
  ])
  app.forgetCatalog(tenant.id)
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
