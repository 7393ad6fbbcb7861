import { refuse } from '../../../kernel/refusals.ts'
import { unprintedPositions } from '../changes/print-to-kitchen.ts'
import { settleWith } from '../changes/settle.ts'
import { isLiving } from '../cooking.ts'
import type { Sale, WaitingLines } from '../order.ts'
import { decidePaying } from '../paying/decide-paying.ts'
import type { PayingCommand } from '../paying/paying-commands.ts'
import type { TillContext } from '../till-context.ts'
import type { ChangeTableOrder } from './commands.ts'
import type { TableOrderEvent } from './events.ts'
import { evolveTableOrder } from './evolve-table-order.ts'
import type { TableOrder } from './table-order.ts'

type PayingAtTable = Extract<ChangeTableOrder, PayingCommand<'tableOrder'>>

const deeds: { readonly [K in PayingAtTable['kind']]: true } = {
  'tableOrder.changeDiscounts': true,
  'tableOrder.changePriceCategory': true,
  'tableOrder.changeLoyalty': true,
  'tableOrder.setGuest': true,
  'tableOrder.pay': true,
  'tableOrder.prepay': true,
  'tableOrder.endBankPayment': true,
  'tableOrder.returnPayment': true,
  'tableOrder.resolveBankPayment': true,
}

/** Is it about guest, discounts or money? */
export const isPaying = <C extends { kind: string }>(
  command: C,
): command is Extract<C, { kind: PayingAtTable['kind'] }> => command.kind in deeds

/** Guest, discounts and money of an order on a table, as people at the till handle them. */
export const payTableOrder = (
  ctx: TillContext,
  order: TableOrder,
  command: PayingCommand<'tableOrder'>,
): TableOrderEvent[] =>
  decidePaying<TableOrder, TableOrderEvent>(
    ctx,
    order,
    { ...command, kind: `delivery.${command.kind.slice('tableOrder.'.length)}` } as PayingCommand<'delivery'>,
    {
      of: 'tableOrder',
      serviceType: 'Common',
      close: (present, lines) => closeTableOrder(ctx, present, lines, present.cheque),
      fold: (present, event) => evolveTableOrder(present, event, ctx.now),
      guestChanged: (guestId, contactId) => ({ kind: 'tableOrder.customerChanged', contactId, guestId }),
    },
  )

/** Closes what has dishes and is paid to the last kopeck; what the kitchen has not got is printed (cloud-api §8.4). */
export function closeTableOrder(
  ctx: TillContext,
  order: TableOrder,
  { payments, tips }: WaitingLines,
  cheque: Sale['cheque'],
): TableOrderEvent[] {
  if (!order.items.some(isLiving)) throw refuse('order.no-items')
  const settled = settleWith(ctx, order, payments, tips)
  const positionIds = unprintedPositions(order)
  return [
    ...(positionIds.length > 0 ? [{ kind: 'tableOrder.itemsPrinted' as const, positionIds }] : []),
    ...(settled ? [{ kind: 'tableOrder.paymentsReplaced' as const, ...settled }] : []),
    { kind: 'tableOrder.closed', cheque },
  ]
}
