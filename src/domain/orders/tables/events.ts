/** What can happen to an order on a table: the payloads of its journal entries. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { SaleEvent } from '../events.ts'
import type { AppliedDiscount, ItemDeletion, Sale } from '../order.ts'
import type { PayingEvent } from '../paying/paying-commands.ts'
import type { ServingEvent } from './serving-events.ts'
import type { TableOrder } from './table-order.ts'

export type TableOrderEvent =
  | SaleEvent<'tableOrder'>
  | ServingEvent
  | PayingEvent<'tableOrder'>
  | { kind: 'tableOrder.discountsChanged'; discounts: AppliedDiscount[] }
  /** The till took the order. */
  | { kind: 'tableOrder.placed'; order: Omit<TableOrder, 'version'> }
  /** From now on the cloud shows it. */
  | { kind: 'tableOrder.shown' }
  | { kind: 'tableOrder.customerChanged'; contactId: Uuid | null; guestId: Uuid | null }
  | { kind: 'tableOrder.closed'; cheque: Sale['cheque'] }
  | { kind: 'tableOrder.deleted'; deletion: ItemDeletion | null }
