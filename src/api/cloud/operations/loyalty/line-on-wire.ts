import type { OrderOfLine } from '../../../../app/loyalty/orders-of-lines.ts'
import type { LedgerKind, LedgerLine } from '../../../../domain/loyalty/ledger.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { TransactionType, TransportTransactionsReportItem } from '../../generated/types.ts'
import { momentOnWire } from './loyalty-call.ts'

/** Numbers and names of the report (cloud-api §9.8); those of 15 and more by the order of the vendor's list. */
const types: Record<LedgerKind, readonly [TransactionType, string]> = {
  orderClosed: [5, 'CloseOrder'],
  chargeOff: [8, 'PayFromWallet'],
  hold: [8, 'PayFromWallet'],
  orderPaid: [8, 'PayFromWallet'],
  offlineCharge: [8, 'PayFromWallet'],
  holdCancelled: [9, 'CancelPayFromWallet'],
  orderPaymentCancelled: [9, 'CancelPayFromWallet'],
  orderAccrued: [10, 'RefillWalletFromOrder'],
  orderAccrualCancelled: [11, 'CancelRefillWalletFromOrder'],
  registrationBonus: [12, 'AutomaticRefillWallet'],
  categoryRemoved: [15, 'RemoveGuestCategory'],
  categorySet: [16, 'SetGuestCategory'],
  couponActivated: [18, 'CouponActivation'],
  topUp: [20, 'RefillWalletFromApi'],
}

/** A line of the ledger as the report tells it; the guest it is about stands in the request, not in the line. */
export function lineOnWire(
  line: LedgerLine,
  scale: number,
  orders: ReadonlyMap<Uuid, OrderOfLine>,
): TransportTransactionsReportItem {
  const order = line.orderId === null ? undefined : orders.get(line.orderId)
  const [type, typeName] = types[line.kind]
  const money = (sum: bigint | null) => (sum === null ? null : moneyToJson(sum, scale))
  return {
    id: line.id,
    type,
    typeName,
    sum: moneyToJson(line.sum, scale),
    balanceBefore: money(line.balanceBefore),
    balanceAfter: money(line.balanceAfter),
    walletId: line.walletId,
    programId: line.programId,
    marketingCampaignId: line.campaignId,
    organizationId: line.organizationId,
    comment: line.comment,
    apiClientLogin: line.apiClient,
    orderNumber: line.orderNumber,
    orderSum: money(line.orderSum),
    posOrderId: line.orderId,
    coupon: { number: line.couponNumber, series: line.couponSeries },
    whenCreated: momentOnWire(line.at) ?? '',
    whenCreatedOrder: momentOnWire(order?.whenCreated),
    revision: Number(line.revision),
    isIgnored: false,
    isDelivery: order?.isDelivery ?? null,
    terminalGroupId: order?.terminalGroupId ?? null,
    blockReason: null,
    certificate: { number: null, series: null, statusName: null, typeName: null },
    counteragent: null,
    counteragentType: null,
    counteragentTypeName: null,
    emitentName: null,
    loyaltyUser: null,
    nominal: null,
    posBalanceBefore: null,
  }
}
