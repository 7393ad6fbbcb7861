import { noon } from './an-order.ts'
import { type Cases, changes, counts, tells } from './isolation-case.ts'
import { loyal } from './two-loyalties.ts'
import {
  cloudReserveOf,
  cloudTableOrderOf,
  placeOf,
  printJobOf,
  reserveOf,
  tableOrderOf,
  tillWalletOf,
} from './two-tenants.ts'

/** Orders on tables and reserves. */
export const tableCases: Pick<
  Cases,
  'tableOrders' | 'cloudTableOrders' | 'reserves' | 'cloudReserves' | 'tillWallets' | 'printJobs'
> = {
  printJobs: {
    add: changes((tx, own) => tx.printJobs.add(placeOf(own), [{ ...printJobOf(own), id: own.orderId }])),
    find: tells((tx, own) => tx.printJobs.find(own.tenantId, own.groupId, own.ownId)),
    open: tells((tx, own) => tx.printJobs.open(own.tenantId, own.groupId)),
    recent: tells((tx, own) => tx.printJobs.recent(own.tenantId, own.groupId, 0, 100)),
    ofOrder: tells((tx, own) => tx.printJobs.ofOrder(own.tenantId, own.groupId, own.orderId)),
    mark: changes((tx, own) =>
      tx.printJobs.mark(own.tenantId, own.ownId, ['failed'], {
        ...{ state: 'printed', attempts: 9, triedAt: noon, trouble: null },
      }),
    ),
    removeOld: changes(async (tx, own) => {
      await tx.printJobs.mark(own.tenantId, own.ownId, ['failed'], {
        ...{ state: 'printed', attempts: 9, triedAt: noon, trouble: null },
      })
      await tx.printJobs.removeOld(own.tenantId, own.groupId, noon + 1)
    }),
  },
  tillWallets: {
    loadForChange: tells((tx, own) => tx.tillWallets.loadForChange(placeOf(own), [loyal.guestId])),
    save: changes((tx, own) => tx.tillWallets.save(placeOf(own), [{ ...tillWalletOf(own), balance: 7n }])),
  },
  reserves: {
    loadForChange: tells(async (tx, own) => [
      ...(await tx.reserves.loadForChange(placeOf(own), [own.orderId])),
    ]),
    save: changes((tx, own) => tx.reserves.save([{ ...reserveOf(own), version: 2 }])),
    load: tells(async (tx, own) => [
      ...(await tx.reserves.load(own.tenantId, own.organizationId, [own.orderId])),
    ]),
    board: tells((tx, own) => tx.reserves.board(own.tenantId, own.groupId, 0)),
  },
  cloudReserves: {
    search: tells((tx, own) =>
      tx.cloudReserves.search({
        tenantId: own.tenantId,
        organizationIds: [own.organizationId],
        sourceKeys: null,
        ids: [own.orderId],
      }),
    ),
    workload: tells((tx, own) =>
      tx.cloudReserves.workload({
        tenantId: own.tenantId,
        organizationId: own.organizationId,
        tableIds: [own.tableId],
        from: noon,
        to: null,
        limit: 100,
      }),
    ),
    load: tells(async (tx, own) => [...(await tx.cloudReserves.load(own.tenantId, [own.orderId]))]),
    save: changes((tx, own) => tx.cloudReserves.save([{ ...cloudReserveOf(own), revision: 6n }])),
  },
  tableOrders: {
    loadForChange: tells(async (tx, own) => [
      ...(await tx.tableOrders.loadForChange(placeOf(own), {
        orderIds: [own.orderId],
        tableIds: [own.tableId],
        posOrderIds: [own.posOrderId],
      })),
    ]),
    save: changes((tx, own) => tx.tableOrders.save([{ ...tableOrderOf(own), version: 2 }])),
    load: tells(async (tx, own) => [
      ...(await tx.tableOrders.load(own.tenantId, own.organizationId, [own.orderId])),
    ]),
    board: tells((tx, own) => tx.tableOrders.board(own.tenantId, own.groupId, 0)),
    countOpen: counts(
      (tx, own) => tx.tableOrders.countOpen(own.tenantId, own.groupId),
      ({ count }) => count,
    ),
  },
  cloudTableOrders: {
    search: tells((tx, own) =>
      tx.cloudTableOrders.search({
        tenantId: own.tenantId,
        organizationIds: [own.organizationId],
        sourceKeys: null,
        tableIds: [own.tableId],
        createdFrom: new Map([[own.organizationId, noon]]),
        changedSince: 0,
        limit: 100,
      }),
    ),
    load: tells(async (tx, own) => [...(await tx.cloudTableOrders.load(own.tenantId, [own.orderId]))]),
    save: changes((tx, own) => tx.cloudTableOrders.save([{ ...cloudTableOrderOf(own), revision: 6n }])),
  },
}
