import type { OrderEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import type { DeliveryOrder } from '../order.ts'
import { decidePaying } from '../paying/decide-paying.ts'
import type { PayingCommand } from '../paying/paying-commands.ts'
import type { TillContext } from '../till-context.ts'
import { closeDelivery } from './close.ts'

/** Guest, discounts and money of a delivery, as people at the till handle them. */
export const payDelivery = (
  ctx: TillContext,
  order: DeliveryOrder,
  command: PayingCommand<'delivery'>,
): OrderEvent[] =>
  decidePaying<DeliveryOrder, OrderEvent>(ctx, order, command, {
    of: 'delivery',
    serviceType: order.serviceType,
    close: (present, lines) => closeDelivery(ctx, present, lines, null),
    fold: (present, event) => evolve(present, event, ctx.now),
    guestChanged: (guestId) => ({ kind: 'delivery.guestChanged', guestId }),
  })
