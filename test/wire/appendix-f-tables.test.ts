import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { noon } from './cloud-deliveries-driver.ts'
import { cardOnline, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

// Appendix F of the cloud reference: the hall.

let server: TestServer
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

test('F.35: an order on a table is billed, paid and closed; another is deleted; one of the till is shown', async () => {
  const { id } = await hall.placed(hall.anOrder())
  expect((await hall.done('print_bill', id)).status).toBe('Bill')
  await hall.done('add_payments', id, { payments: [cardOnline(840)] })
  expect((await hall.done('close', id)).status).toBe('Closed')
  const other = await hall.placed(hall.anOrder())
  expect((await hall.done('cancel', other.id)).status).toBe('Deleted')
  const opened = await hall.openedAtTill([tableId('main/4')])
  expect(await hall.byId(opened)).toBeUndefined()
  const { terminalGroupId } = hall
  expect(await hall.send('init_by_table', { terminalGroupId, tableIds: [tableId('main/4')] })).toEqual({
    state: 'Success',
  })
  expect((await hall.byId(opened)).order.status).toBe('New')
})
