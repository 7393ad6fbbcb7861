import { expect, test, vi } from 'vitest'
import { cloudOrdersRepository } from '../../src/storage/repositories/cloud-orders.ts'
import { databaseOfFile, nextId, testVault } from './file-database.ts'

const database = databaseOfFile()

test('a search by everything at once is one statement with a name of its own that PostgreSQL does not cut', async () => {
  const complaints = vi.spyOn(console, 'error')
  const orders = cloudOrdersRepository(database.sql, testVault())
  const organizationId = nextId()
  const found = await orders.search({
    tenantId: nextId(),
    organizationIds: [organizationId],
    sourceKeys: ['site'],
    terminalGroupIds: [nextId()],
    dateFrom: new Map([[organizationId, 0]]),
    dateTo: new Map([[organizationId, Date.UTC(2030, 0, 1)]]),
    statuses: ['WaitCooking'],
    courierIds: [nextId()],
    phone: '+79005550101',
    serviceType: 'DeliveryByClient',
    orderIds: [nextId()],
    posOrderIds: [nextId()],
    revisionAfter: 1n,
    changedSince: 1,
    limit: 10,
  })
  expect(found).toEqual([])
  expect(complaints).not.toHaveBeenCalled()
})
