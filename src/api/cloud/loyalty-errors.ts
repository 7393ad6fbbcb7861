import type { RefusalCode } from '../../kernel/refusals.ts'
import type { CloudPath } from './generated/operations.ts'
import type { ErrorCode } from './generated/types.ts'

/** `code` and `errorCode` of the live loyalty body (cloud-api §2.1). */
export type LoyaltyCodes = readonly [code: string, errorCode: string]

/** What was recorded of the real service (cloud-api §9.2); names in the same manner where nothing was. */
export const loyaltyCodes: Partial<Record<RefusalCode, LoyaltyCodes>> = {
  'guest.not-found': ['Transport_WrongCustomerId', 'Customer_CustomerNotFound'],
  'guest.phone-unknown': ['Transport_WrongCustomerNumber', 'Validation_IncorrectPhone'],
  'guest.phone-invalid': ['Transport_WrongCustomerNumber', 'Validation_IncorrectPhone'],
  'guest.card-number-unknown': ['Transport_WrongCardNumber', 'Card_CanNotFindByNumber'],
  'guest.card-track-unknown': ['Transport_WrongCarTrack', 'Card_CanNotFindByTrack'],
  'guest.email-unknown': ['Transport_WrongCustomerEmail', 'Customer_CustomerNotFound'],
  'guest.key-required': ['Transport_WrongCustomerId', 'Validation_CustomerKeyRequired'],
  'guest.phone-taken': ['Transport_WrongCustomerNumber', 'Customer_PhoneAlreadyUsed'],
  'guest.refers-itself': ['Transport_WrongReferrer', 'Validation_IncorrectReferrer'],
  'guest.referrer-unknown': ['Transport_WrongReferrer', 'Customer_CustomerNotFound'],
  'card.incomplete': ['Transport_WrongCardNumber', 'Validation_IncorrectCard'],
  'card.taken': ['Transport_WrongCarTrack', 'Card_AlreadyBound'],
  'card.not-found': ['Transport_WrongCarTrack', 'Card_CanNotFindByTrack'],
  'card.last-of-anonymous': ['Transport_WrongCarTrack', 'Card_LastOfAnonymousGuest'],
  'guest-category.unknown': ['Transport_WrongCategoryId', 'Category_CategoryNotFound'],
  'loyalty-program.unknown': ['Transport_WrongProgramId', 'Program_ProgramNotFound'],
  'loyalty-program.no-wallet': ['Transport_WrongProgramId', 'Program_WalletNotFound'],
  'wallet.unknown': ['Transport_WrongWalletId', 'Wallet_WalletNotFound'],
  'wallet.not-empty': ['Transport_WrongWalletId', 'Wallet_NotEmpty'],
  'wallet.sum-not-positive': ['Transport_WrongSum', 'Validation_IncorrectSum'],
  'wallet.balance-too-small': ['Transport_NotEnoughMoney', 'Wallet_NotEnoughBalance'],
  'wallet.offline-limit': ['Transport_NotEnoughMoney', 'Wallet_NotEnoughBalance'],
  'wallet.offline-too-long': ['Transport_NotEnoughMoney', 'Wallet_NotEnoughBalance'],
  'hold.not-found': ['Transport_WrongTransactionId', 'Transaction_TransactionNotFound'],
  'hold.not-free': ['Transport_WrongTransactionId', 'Transaction_AlreadyProcessed'],
  'hold.duplicate-id': ['Transport_WrongTransactionId', 'Transaction_AlreadyExists'],
  'hold.not-allowed': ['Transport_WrongWalletId', 'Wallet_HoldingNotAllowed'],
  'coupon-series.unknown': ['Transport_WrongCouponSeries', 'Coupon_SeriesNotFound'],
  'loyalty.product-unknown': ['Transport_WrongProduct', 'Product_ProductNotFound'],
}

/** A body off the schema that the real service has a name of its own for (cloud-api §9.9). */
export const invalidBodyCodes: Partial<Record<CloudPath, LoyaltyCodes>> = {
  '/api/1/loyalty/iiko/get_counters': ['Transport_WrongCounters', 'Validation_CounterValidationError'],
}

type Row = { status: number; code: ErrorCode; error: string }
const row = (error: string, code: ErrorCode = 'Common'): Row => ({ status: 400, code, error })

/** All that loyalty refuses is 400, what is not found too (cloud-api §9.2). */
export const loyaltyRows = {
  'guest.not-found': row('CUSTOMER_NOT_FOUND'),
  'guest.phone-unknown': row('CUSTOMER_NOT_FOUND'),
  'guest.phone-invalid': row('INCORRECT_PHONE', 'InvalidPhone'),
  'guest.card-number-unknown': row('CUSTOMER_NOT_FOUND'),
  'guest.card-track-unknown': row('CUSTOMER_NOT_FOUND'),
  'guest.email-unknown': row('CUSTOMER_NOT_FOUND'),
  'guest.no-line': row('CLOUD_UNREACHABLE'),
  'guest.key-required': row('INVALID_BODY_JSON_FORMAT'),
  'guest.phone-taken': row('PHONE_ALREADY_USED'),
  'guest.refers-itself': row('INCORRECT_REFERRER'),
  'guest.referrer-unknown': row('INCORRECT_REFERRER'),
  'card.incomplete': row('INVALID_BODY_JSON_FORMAT'),
  'card.taken': row('CARD_ALREADY_BOUND'),
  'card.not-found': row('CARD_NOT_FOUND'),
  'card.last-of-anonymous': row('LAST_CARD_OF_ANONYMOUS_CUSTOMER'),
  'guest-category.unknown': row('CATEGORY_NOT_FOUND'),
  'loyalty-program.unknown': row('PROGRAM_NOT_FOUND'),
  'loyalty-program.no-wallet': row('PROGRAM_WITHOUT_WALLET'),
  'loyalty-program.type-fixed': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-program.second-certificate': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-program.period-backwards': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-program.organization-unknown': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-campaign.unknown': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-campaign.kind-unknown': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-campaign.settings-unreadable': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-campaign.setting-wrong': row('INVALID_BODY_JSON_FORMAT'),
  'loyalty-campaign.thing-unknown': row('INVALID_BODY_JSON_FORMAT'),
  'wallet.unknown': row('WALLET_NOT_FOUND'),
  'wallet.not-empty': row('WALLET_NOT_EMPTY'),
  'wallet.sum-not-positive': row('INVALID_BODY_JSON_FORMAT'),
  'wallet.balance-too-small': row('NOT_ENOUGH_BALANCE'),
  'wallet.offline-limit': row('NOT_ENOUGH_BALANCE'),
  'wallet.offline-too-long': row('NOT_ENOUGH_BALANCE'),
  'hold.not-found': row('TRANSACTION_NOT_FOUND'),
  'hold.not-free': row('TRANSACTION_ALREADY_PROCESSED'),
  'hold.duplicate-id': row('TRANSACTION_ALREADY_EXISTS'),
  'hold.not-allowed': row('HOLDING_NOT_ALLOWED'),
  'loyalty.product-unknown': row('PRODUCT_NOT_FOUND', 'ProductNotFound'),
  'coupon-series.unknown': row('COUPON_SERIES_NOT_FOUND'),
} as const
