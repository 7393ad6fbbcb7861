import type { ChangeDelivery } from '../commands.ts'
import type { OrderEvent } from '../events.ts'
import type { DeliveryOrder } from '../order.ts'
import type { TillContext } from '../till-context.ts'

/** The command of one deed. */
export type Change<K extends ChangeDelivery['kind']> = Extract<ChangeDelivery, { kind: K }>

/** Decides one kind of change: events, none when nothing changes, or a refusal. The status is already permitted. */
export type Deed<K extends ChangeDelivery['kind']> = (
  ctx: TillContext,
  order: DeliveryOrder,
  command: Change<K>,
) => OrderEvent[]
