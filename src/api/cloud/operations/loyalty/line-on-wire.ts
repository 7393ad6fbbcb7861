import type { OrderOfLine } from '../../../../app/loyalty/orders-of-lines.ts'
import { type TransactionTypeName, transactionTypeOf } from '../../../../app/loyalty/transaction-types.ts'
import type { LedgerLine } from '../../../../domain/loyalty/ledger.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { TransactionType, TransportTransactionsReportItem } from '../../generated/types.ts'
import { momentOnWire } from './loyalty-call.ts'

/** Numbers of the types (cloud-api §9.8); those of 15 and more by the order of the vendor's list. */
const numbers: Record<TransactionTypeName, TransactionType> = {
  CloseOrder: 5,
  RefillWallet: 6,
  PayFromWallet: 8,
  CancelPayFromWallet: 9,
  RefillWalletFromOrder: 10,
  CancelRefillWalletFromOrder: 11,
  AutomaticRefillWallet: 12,
  RemoveGuestCategory: 15,
  SetGuestCategory: 16,
  CouponActivation: 18,
  RefillWalletFromApi: 20,
}

/** A line of the ledger as the report tells it; the guest it is about stands in the request, not in the line. */
export function lineOnWire(
  line: LedgerLine,
  scale: number,
  orders: ReadonlyMap<Uuid, OrderOfLine>,
): TransportTransactionsReportItem {
  const order = line.orderId === null ? undefined : orders.get(line.orderId)
  const typeName = transactionTypeOf(line)
  const money = (sum: bigint | null) => (sum === null ? null : moneyToJson(sum, scale))
  return {
    id: line.id,
    type: numbers[typeName],
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
    loyaltyUser: line.officeUser ?? null,
    nominal: null,
    posBalanceBefore: null,
  }
}
