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
  /**
   * Dishes are about to be added: `addingItems` with product, size and amount; or modifiers to a dish of the order:
   * `addingModifiers` with the dish, the product and what its amount becomes.
   */
  beforeAddOrderItems: veto(),
  /** Old shared data is about to be removed; the answer names the keys to keep. */
  beforeCustomDataClear: answer,
  /** Dishes that the kitchen has not got are about to be deleted: `deletingItems`. */
  beforeDeleteNonPrintedItems: veto(),
  /** An order is about to be deleted. */
  beforeDeleteOrder: veto(),
  /** Dishes that the kitchen has are about to be deleted: `deletingItems`, `deletionMethod`. */
  beforeDeletePrintedItems: veto(),
  /** The money was taken, the cheque comes next: payment, closing and return. `paymentItems`. */
  beforeDoCheque: veto('failClosed'),
  /** The bill of a guest is about to be printed, also again: look at `order.status`. */
  beforeOrderBill: veto(),
  /** An e-invoice is about to be attached. */
  beforeOrganizationDetailsEdited: veto(),
  /** A payment is about to be added: `paymentItem`. */
  beforePaymentAdded: veto('failClosed'),
  /** Somebody pressed pay, or a plugin pays. */
  beforeProceedOrderPayment: veto('failClosed'),
  /** Dishes are about to go to the kitchen. */
  beforeServiceCheque: veto(),
  /** Which point of sale prints the bill. */
  billChequePosResolving: answer,
  /** What is printed on the bill besides. */
  billChequePrinting: answer,
  /** A cash session is about to be closed. */
  cafeSessionClosing: observe,
  /** A cash session is about to be opened. */
  cafeSessionOpening: observe,
  /** What is printed on the cheque besides: on a printer's receipt and, as lines of text, on the fiscal register's cheque. */
  cashChequePrinting: answer,
  /** A part of an order became an order of its own: `childOrderId`. */
  childOrderCreated: observe,
  /** Whether the number of an e-invoice was used. */
  confirmEInvoiceNumberProcessed: answer,
  /** Somebody chose another language for a screen: `culture`, `uiCulture`, `screenId`; other screens keep theirs. */
  currentCultureChanged: observe,
  /** What is printed on the invoice of a document besides. */
  documentInvoicePrinting: answer,
  /** The number for an e-invoice. */
  getEInvoiceNumber: answer,
  /** A screen is about to show the payment of an order. */
  navigatingToPaymentScreen: veto(),
  /** A code was scanned over an order and nothing of the till knew it: `barcode`; true: it is handled. */
  orderEditBarcodeScanned: answer,
  /** A card was slid over an order and nothing of the till knew it: `card`; true: it is handled. */
  orderEditCardSlided: answer,
  /** An order was split between cash registers. */
  orderSplittedByCashRegisters: observe,
  /** A closed order was returned: `returnId`; `newOrderId` is null, since a return makes no clone here. */
  orderStorned: observe,
  /** A removal type was chosen for some dishes: `returnOrderItemIdsWithAmounts`, `removalTypeId`. */
  partialOrderItemsRemovalTypeSelected: veto(),
  /** Payments or sums changed on the payment screen. */
  paymentScreenUpdated: observe,
  /** A removal type was chosen for a whole return: `removalTypeId`. */
  removalTypeSelected: veto(),
  /** A closed reserve was opened again: `reserve`, and `previousOrderId` of the order that its guests had got, or null. */
  reserveRestored: observe,
  /** Dishes went to the kitchen. */
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
