/**
 * What an acquirer says of one transaction, to be compared with its statement (front-api §3.7, `BankTransactionDetails`). Its
 * values are the acquirer's; only what a plugin has said is here. It names no person and holds no card number.
 */
export type BankDetails = {
  providerTransactionId?: string
  /** Decimal number, as a text. */
  amount?: string
  /** ISO 4217. */
  currencyCode?: string
  /** Epoch milliseconds. */
  initiatedAt?: number
  operationKind?: string
  paymentMethod?: string
  paymentChannel?: string
  paymentInitiationMethod?: string
  paymentSystem?: string
  merchantId?: string
  terminalId?: string
  acquirerId?: string
  authCode?: string
  rrn?: string
  /** Of fiscal registers and banks of one country. */
  extensions?: Readonly<Record<string, string>>
}

/** Members that are texts. */
export const bankDetailTexts = [
  ...(['providerTransactionId', 'operationKind', 'paymentMethod', 'paymentChannel'] as const),
  ...(['paymentInitiationMethod', 'paymentSystem', 'merchantId', 'terminalId'] as const),
  ...(['acquirerId', 'authCode', 'rrn'] as const),
] as const satisfies readonly (keyof BankDetails)[]
