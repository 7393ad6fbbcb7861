import { noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import { type Cases, changes, counts, global, tells } from './isolation-case.ts'
import { imageOf } from './two-albums.ts'
import {
  attendanceOf,
  ediOrderOf,
  knownCashShiftOf,
  knownSaleOf,
  loggedEventOf,
  loginOf,
} from './two-tenants.ts'

/** Logins to the back office, and what it knows of the staff. */
export const backOfficeCases: Pick<
  Cases,
  'backOfficeLogins' | 'staffRecords' | 'menuImages' | 'knownCashShifts' | 'eventLog' | 'ediOrders'
> = {
  backOfficeLogins: {
    byLogin: global('a login leads to its tenant', (tx, own) => tx.backOfficeLogins.byLogin(own.mark)),
    list: tells((tx, own) => tx.backOfficeLogins.list(own.tenantId)),
    save: changes((tx, own) => tx.backOfficeLogins.save({ ...loginOf(own), passwordHash: 'other' }, noon)),
    remove: changes((tx, own) => tx.backOfficeLogins.remove(own.tenantId, own.adminId)),
  },
  staffRecords: {
    find: tells((tx, own) => tx.staffRecords.find(own.tenantId, 'attendance', own.employeeId)),
    list: tells((tx, own) =>
      tx.staffRecords.list(own.tenantId, 'attendance', { ownerId: own.employeeId, from: noon, to: noon + 1 }),
    ),
    save: changes((tx, own) => {
      const record = attendanceOf(own)
      return tx.staffRecords.save(own.tenantId, [{ ...record, body: { ...record.body, comment: 'other' } }])
    }),
  },
  menuImages: {
    find: tells(async (tx, own) =>
      (await tx.menuImages.find(own.tenantId, own.employeeId))?.bytes.toString(),
    ),
    known: tells(async (tx, own) => [
      ...(await tx.menuImages.known(own.tenantId, [own.employeeId, own.ownId])),
    ]),
    save: changes((tx, own) =>
      tx.menuImages.save(own.tenantId, { ...imageOf(own), bytes: Buffer.from('another') }, noon),
    ),
    remove: changes((tx, own) => tx.menuImages.remove(own.tenantId, [own.employeeId])),
  },
  knownCashShifts: {
    save: changes((tx, own) => tx.knownCashShifts.save({ ...knownCashShiftOf(own), revision: 9n })),
    find: tells((tx, own) => tx.knownCashShifts.find(own.tenantId, own.cashShiftId)),
    list: tells((tx, own) => tx.knownCashShifts.list(own.tenantId, { from: noon, to: noon + 1 })),
    open: tells((tx, own) => tx.knownCashShifts.open(own.tenantId, own.organizationId)),
    takings: counts(
      (tx, own) => tx.knownCashShifts.takings(own.tenantId, own.organizationId, noon),
      // One order of each: with the other's it would be two.
      ({ groupId }) => [{ terminalGroupId: groupId, orders: 1, revenue: 1n }],
    ),
    addSale: changes((tx, own) => tx.knownCashShifts.addSale({ ...knownSaleOf(own), orderId: nextId() })),
    sales: tells((tx, own) => tx.knownCashShifts.sales(own.tenantId, [own.cashShiftId])),
  },
  eventLog: {
    append: changes((tx, own) => tx.eventLog.append(own.tenantId, [{ ...loggedEventOf(own), id: nextId() }])),
    lastRevision: counts(
      (tx, own) => tx.eventLog.lastRevision(own.tenantId),
      ({ count }) => BigInt(count),
    ),
    find: tells((tx, own) =>
      tx.eventLog.find({
        tenantId: own.tenantId,
        organizationId: own.organizationId,
        from: noon,
        to: noon + 1,
        fromRevision: 1n,
        toRevision: 1000n,
        types: ['orderPaid'],
        orderNumbers: [7],
      }),
    ),
  },
  ediOrders: {
    insert: changes((tx, own) => tx.ediOrders.insert({ ...ediOrderOf(own), id: nextId(), number: nextId() })),
    findForChange: tells((tx, own) => tx.ediOrders.findForChange(own.tenantId, ediOrderOf(own))),
    save: changes((tx, own) => tx.ediOrders.save({ ...ediOrderOf(own), modifiedAt: noon + 1 })),
    list: tells((tx, own) =>
      tx.ediOrders.list(own.tenantId, { from: ediOrderOf(own).date, to: ediOrderOf(own).date }),
    ),
  },
}
