import type { ReportQuery, StoreMoveFilter, Tx } from '../../src/app/ports.ts'
import { groupsIn } from '../../src/app/reports/group-pieces.ts'
import type { OrderFact, SaleFact } from '../../src/domain/reports/facts.ts'
import { noon } from './an-order.ts'
import { type Cases, changes, counts, tells } from './isolation-case.ts'
import { ownerOf } from './two-ledgers.ts'
import type { Own } from './two-tenants.ts'

const at = '2027-03-12 12:00:00'

const orderFactOf = (own: Own): OrderFact => ({
  ...ownerOf(own),
  day: '2027-03-12',
  id: own.orderId,
  kind: 'tableOrder',
  number: own.count,
  isDeleted: false,
  ...{ returnOfId: null, isBackInStock: null },
  terminalGroupId: own.groupId,
  sectionId: null,
  tableNumber: null,
  orderTypeId: own.bookItemId,
  serviceType: 'Common',
  conceptionId: null,
  priceCategoryId: null,
  guestId: own.guestId,
  guestSince: null,
  guests: own.count,
  openedAt: at,
  billAt: null,
  closedAt: at,
  waiterId: null,
  waiterTeamId: null,
  sourceOrderId: null,
  sourceOrderNumber: null,
  cashierId: null,
  payTypes: null,
  discountTypes: null,
  discountTypeIds: null,
  increaseTypes: null,
  increaseTypeIds: null,
  coupon: null,
  couponSeriesId: null,
  comment: own.mark,
  externalNumber: null,
  externalData: null,
  externalDataXml: null,
  sourceKey: null,
  deliveryZone: null,
  cityId: null,
  regionId: null,
  courierId: null,
  operatorId: null,
  marketingSourceId: null,
  cancelCauseId: null,
  cancelComment: null,
  isAsap: null,
  expectedAt: null,
  confirmedAt: null,
  printedAt: null,
  cookedAt: null,
  packedAt: null,
  sentAt: null,
  deliveredAt: null,
  predictedAt: null,
})

const saleFactOf = (own: Own): SaleFact => ({
  line: 0,
  share: 0,
  positionId: own.ownId,
  productId: own.productId,
  mainProductId: null,
  mainPositionId: null,
  sizeId: null,
  categoryId: null,
  cookingPlaceId: null,
  comboId: null,
  comboGroupId: null,
  comboSizeId: null,
  payTypeId: null,
  isBonus: false,
  vouchers: 0,
  deletion: 'NOT_DELETED',
  removalTypeId: null,
  deletionComment: null,
  writeoffUserId: null,
  comment: own.mark,
  discountTypes: null,
  printedAt: null,
  cookingStartedAt: null,
  cookingCompletedAt: null,
  servedAt: null,
  serveNumber: null,
  normMinutes: null,
  amount: 1000n,
  vatHundredths: 0,
  cost: BigInt(own.count),
  discount: 0n,
  increase: 0n,
  result: BigInt(own.count),
  vat: 0n,
  isVatOnTop: false,
})

const shiftFactOf = (own: Own) => ({
  ...ownerOf(own),
  orderId: own.orderId,
  shiftId: own.cashShiftId,
  number: own.count,
})

const queryOf = (own: Own): ReportQuery => ({
  tenantId: own.tenantId,
  restaurants: [{ id: own.organizationId, timeZone: 'Europe/Moscow', dayStartMinutes: 0 }],
  type: 'SALES',
  keys: ['OrderComment', 'SessionNum'],
  sums: ['result', 'orders'],
  filters: [],
  levels: [[0, 1]],
  names: () => new Map(),
})

/** As many minutes on the way as the tenant's number says. */
const deliveryFactOf = (own: Own): OrderFact => ({
  ...orderFactOf(own),
  id: own.ownId,
  kind: 'delivery',
  serviceType: 'DeliveryByCourier',
  deliveryZone: own.mark,
  courierId: own.guestId,
  sentAt: at,
  deliveredAt: `2027-03-12 12:0${own.count}:00`,
})

/** The same order in both, which each tells of in its own words. */
export async function fillReports(tx: Tx, own: Own): Promise<void> {
  await tx.reports.replaceOrder(orderFactOf(own), [saleFactOf(own)])
  await tx.reports.replaceOrder(deliveryFactOf(own), [saleFactOf(own)])
  await tx.reports.noteShift(shiftFactOf(own))
}

const moment = (own: Own) => ({ ...ownerOf(own), at: noon })

const daysOf = (own: Own) => ({
  tenantId: own.tenantId,
  restaurants: queryOf(own).restaurants,
  from: '2000-01-01',
  to: '2099-12-31',
})
const everything: StoreMoveFilter = {
  ...{ stores: null, otherAccounts: null, counteragents: null, products: null, otherProducts: null },
  ...{ types: null, kinds: null, withCorrections: true },
}

export const reportCases: Pick<Cases, 'reports' | 'oldReports'> = {
  reports: {
    group: tells((tx, own) => tx.reports.group(queryOf(own))),
    pieces: tells(async (tx, own) => groupsIn(queryOf(own).sums, await tx.reports.pieces(queryOf(own)))),
    replaceOrder: changes((tx, own) => tx.reports.replaceOrder({ ...orderFactOf(own), guests: 7 }, [])),
    noteShift: changes((tx, own) => tx.reports.noteShift({ ...shiftFactOf(own), number: 7 })),
    stockAt: counts(
      async (tx, own) => (await tx.reports.stockAt(moment(own))).map(({ cost }) => cost),
      (own) => [BigInt(own.count)],
    ),
    accountsAt: counts(
      async (tx, own) =>
        (await tx.reports.accountsAt(moment(own))).filter(({ accountId }) => accountId === own.accountId)
          .length,
      () => 1,
    ),
  },
  oldReports: {
    storeMoves: counts(
      async (tx, own) =>
        (await tx.oldReports.storeMoves({ ...daysOf(own), isByProduct: true, filter: everything })).map(
          ({ cost }) => cost,
        ),
      (own) => [BigInt(own.count)],
    ),
    courierDays: counts(
      async (tx, own) => (await tx.oldReports.courierDays(daysOf(own))).map(({ orders }) => orders),
      () => [1],
    ),
    deliveryCycle: counts(
      async (tx, own) => (await tx.oldReports.deliveryCycle(daysOf(own))).onTheWay.sum,
      (own) => own.count * 60,
    ),
    halfHours: counts(
      async (tx, own) => (await tx.oldReports.halfHours(daysOf(own))).map(({ revenue }) => revenue),
      (own) => [BigInt(own.count)],
    ),
    deliveryZones: tells((tx, own) => tx.oldReports.deliveryZones(daysOf(own))),
    guestDays: tells((tx, own) => tx.oldReports.guestDays(daysOf(own))),
  },
}
