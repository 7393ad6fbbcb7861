/** What plugins import: `import { definePlugin } from '@trapeza/plugin'`. */

export type { Amount, Moment, Named, Stub } from './arguments.ts'
export * from './context.ts'
export {
  type Committed,
  type Edit,
  type EditOptions,
  type EditSession,
  retryOnConflict,
  type StubKind,
} from './edit-session.ts'
export type { ChangeEvent, Events, StreamName, SubscribeOptions } from './events.ts'
export type * from './generated/operations.ts'
export {
  type HookArgument,
  type HookHandler,
  type HookKind,
  type HookName,
  hookNames,
  hookRules,
} from './hooks.ts'
export type {
  CallOptions,
  HostInfo,
  Operation,
  OperationName,
  Operations,
  OrderEditor,
  Picture,
} from './host-types.ts'
export type { JobHandler, JobOptions, JobRun, Jobs, JobTimes, Weekday } from './jobs.ts'
export type {
  BankTransactionDetails,
  PayArgs,
  PaymentArgs,
  PaymentSystem,
  Payments,
  PaymentTx,
  PayResult,
  RecoverResult,
} from './payments.ts'
export type { PaymentOutcome, StartedPayment, StartPaymentOptions } from './started-payment.ts'
export type { Choice, Dialog, InputField, InputResult, ViewManager } from './view-manager.ts'
export { Decimal } from './wire/decimal.ts'
export * from './wire/errors.ts'
