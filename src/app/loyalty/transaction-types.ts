import type { LedgerKind, LedgerLine } from '../../domain/loyalty/ledger.ts'

const transactionTypes = {
  orderClosed: 'CloseOrder',
  chargeOff: 'PayFromWallet',
  hold: 'PayFromWallet',
  orderPaid: 'PayFromWallet',
  offlineCharge: 'PayFromWallet',
  holdCancelled: 'CancelPayFromWallet',
  orderPaymentCancelled: 'CancelPayFromWallet',
  orderAccrued: 'RefillWalletFromOrder',
  orderAccrualCancelled: 'CancelRefillWalletFromOrder',
  registrationBonus: 'AutomaticRefillWallet',
  categoryRemoved: 'RemoveGuestCategory',
  categorySet: 'SetGuestCategory',
  couponActivated: 'CouponActivation',
  topUp: 'RefillWalletFromApi',
} as const satisfies Record<LedgerKind, string>

export type TransactionTypeName = (typeof transactionTypes)[LedgerKind] | 'RefillWallet'

/** How reports of every family call a line of a ledger: what the office tops up has a name of its own (cloud-api §9.8, biz-card-api §12.8). */
export const transactionTypeOf = ({
  kind,
  officeUser,
}: Pick<LedgerLine, 'kind' | 'officeUser'>): TransactionTypeName =>
  kind === 'topUp' && officeUser ? 'RefillWallet' : transactionTypes[kind]
