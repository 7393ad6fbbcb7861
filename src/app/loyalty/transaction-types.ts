import type { LedgerKind } from '../../domain/loyalty/ledger.ts'

/** How reports of every family call the lines of a ledger (cloud-api §9.8, biz-card-api §12.8). */
export const transactionTypes = {
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

export type TransactionTypeName = (typeof transactionTypes)[LedgerKind]
