import { unprintedPositions } from '../orders/changes/print-to-kitchen.ts'
import { settleWith } from '../orders/changes/settle.ts'
import type { Sale, WaitingLines } from '../orders/order.ts'
import { decidePaying } from '../orders/paying/decide-paying.ts'
import type { PayingCommand } from '../orders/paying/paying-commands.ts'
import type { TillContext } from '../orders/till-context.ts'
import type { PayingAtBanquet } from './commands.ts'
import type { ReserveEvent } from './events.ts'
import { evolveReserve } from './evolve-reserve.ts'
import type { BanquetOrder, Reserve } from './reserve.ts'

/** Discounts and money of a banquet, as of any order that is paid at the till (ADR 12, ADR 27). */
export const payBanquet = (
  ctx: TillContext,
  reserve: Reserve,
  order: BanquetOrder,
  command: PayingAtBanquet,
): ReserveEvent[] =>
  decidePaying<BanquetOrder, ReserveEvent>(
    ctx,
    order,
    { ...command, kind: `delivery.${command.kind.slice('reserve.'.length)}` } as PayingCommand<'delivery'>,
    {
      of: 'reserve',
      serviceType: 'Common',
      close: (present, lines) => closeBanquet(ctx, present, lines, present.cheque),
      fold: (present, event) =>
        evolveReserve({ ...reserve, banquet: present }, event, ctx.now).banquet ?? present,
      guestChanged: () => {
        throw new Error('the guest of a banquet is who reserved it')
      },
    },
  )

/** Tickets of what the kitchen has not got. */
export function ticketsOf({ items }: Pick<BanquetOrder, 'items'>): ReserveEvent[] {
  const positionIds = unprintedPositions({ items })
  return positionIds.length > 0 ? [{ kind: 'reserve.itemsPrinted', positionIds }] : []
}

/** Paid to the last kopeck, prepayments counted; then the reserve has done its work (cloud-api §8.5). */
export function closeBanquet(
  ctx: TillContext,
  order: BanquetOrder,
  { payments, tips }: WaitingLines,
  cheque: Sale['cheque'],
): ReserveEvent[] {
  const settled = settleWith(ctx, order, payments, tips)
  return [
    ...ticketsOf(order),
    ...(settled ? [{ kind: 'reserve.paymentsReplaced' as const, ...settled }] : []),
    { kind: 'reserve.paid', cheque },
    { kind: 'reserve.closed', cancelReason: null },
  ]
}
