/** The hooks of front-api §2.13.1: the till stops, asks every plugin that tapped, one after another, and goes on. */
import type { OrderEditor, Picture } from './host-types.ts'
import type { ViewManager } from './view-manager.ts'

export type HookKind =
  /** May be vetoed by throwing OperationCanceledError. */
  | 'veto'
  /** Returns an answer. */
  | 'answer'
  /** Only looks. */
  | 'observe'

export type HookRule = {
  kind: HookKind
  /** Milliseconds for one plugin, without the time that its dialogs are open. */
  budgetMs: number
  /** What the till does when the plugin fails or is late: goes on, or refuses. */
  policy: 'failOpen' | 'failClosed'
}

const veto = (policy: HookRule['policy'] = 'failOpen', budgetMs = 10_000): HookRule => ({
  kind: 'veto',
  budgetMs,
  policy,
})
const answer: HookRule = { kind: 'answer', budgetMs: 10_000, policy: 'failOpen' }
const observe: HookRule = { kind: 'observe', budgetMs: 10_000, policy: 'failOpen' }

/** All 31, with their names in camelCase. Where money moves, a plugin that does not answer stops it (§10.4). */
export const hookRules = {
  beforeAddOrderItems: veto(),
  beforeCustomDataClear: answer,
  beforeDeleteNonPrintedItems: veto(),
  beforeDeleteOrder: veto(),
  beforeDeletePrintedItems: veto(),
  beforeDoCheque: veto('failClosed'),
  beforeOrderBill: veto(),
  beforeOrganizationDetailsEdited: veto(),
  beforePaymentAdded: veto('failClosed'),
  beforeProceedOrderPayment: veto('failClosed'),
  beforeServiceCheque: veto(),
  billChequePosResolving: answer,
  billChequePrinting: answer,
  cafeSessionClosing: observe,
  cafeSessionOpening: observe,
  cashChequePrinting: answer,
  childOrderCreated: observe,
  confirmEInvoiceNumberProcessed: answer,
  currentCultureChanged: observe,
  documentInvoicePrinting: answer,
  getEInvoiceNumber: answer,
  navigatingToPaymentScreen: veto(),
  orderEditBarcodeScanned: answer,
  orderEditCardSlided: answer,
  orderSplittedByCashRegisters: observe,
  orderStorned: observe,
  partialOrderItemsRemovalTypeSelected: veto(),
  paymentScreenUpdated: observe,
  removalTypeSelected: veto(),
  reserveRestored: observe,
  serviceChequePrinted: observe,
} as const satisfies Record<string, HookRule>

export type HookName = keyof typeof hookRules
export const hookNames = Object.keys(hookRules) as HookName[]
export const isHookName = (name: unknown): name is HookName =>
  typeof name === 'string' && Object.hasOwn(hookRules, name)

/** What most hooks give: the order as it is before the deed, and who does it. */
export type HookArgument = {
  order?: Picture
  user?: { id: string; name: string } | null
  /** Dialogs on the screen of whoever waits; absent where nobody does. */
  vm?: ViewManager
  /** Operations in the name of the call, good until it returns. */
  os?: OrderEditor
} & Readonly<Record<string, unknown>>

export type HookHandler = (argument: HookArgument, signal: AbortSignal) => unknown

export type TapOptions = {
  /** Lower ones come first; then by the name of the plugin (§10.4). 100 by default. */
  priority?: number
}
