import { changeDelivery } from '../../domain/orders/change-delivery.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import { evolve } from '../../domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { placeDelivery } from '../../domain/orders/place-delivery.ts'
import { changeTableOrder } from '../../domain/orders/tables/change-table-order.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import { placeTableOrder } from '../../domain/orders/tables/place-table-order.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { TillContext } from '../../domain/orders/till-context.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { SoldOrder } from '../../domain/reports/order-fact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { tillRandom } from './draw.ts'
import type { OrderIds, OrderStep, YearCommand } from './order-steps.ts'

/** The till of a year: its books never change, a cash shift is open, nothing is stopped. */
export type YearTill = { catalog: Catalog; tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid }

const contextOf = (till: YearTill, now: number): TillContext => ({
  ...till,
  now,
  random: tillRandom(`${till.terminalGroupId} ${now}`),
  stopList: new Map(),
  nextNumber: 1,
  isCutOff: false,
  hasTerminal: false,
  cashShiftId: till.terminalGroupId,
  drawer: { openedAt: now, cash: 0n },
  hasOpenPersonalShift: () => true,
  mayBypassRestrictions: true,
  trackDigest: (track) => track,
  isPositionTaken: () => false,
  contact: null,
  isKnownGuest: false,
})

/**
 * The order that a till makes of the steps, decided and folded by the rules that every till has. `openedAt` in epoch ms.
 * Throws the refusal when a rule is broken.
 */
export function decideOrder(
  till: YearTill,
  steps: readonly OrderStep[],
  ids: OrderIds,
  openedAt: number,
): SoldOrder {
  let sold: SoldOrder | null = null
  for (const { afterMs, command } of steps) sold = after(till, sold, command(ids), openedAt + afterMs)
  if (!sold) throw new Error('an order without steps')
  return sold
}

function after(till: YearTill, sold: SoldOrder | null, command: YearCommand, now: number): SoldOrder {
  const ctx = contextOf(till, now)
  if (command.kind === 'delivery.place') return delivery(null, placeDelivery(ctx, command, null), now)
  if (command.kind === 'tableOrder.place') return table(null, placeTableOrder(ctx, command), now)
  if (sold?.kind === 'delivery' && command.kind.startsWith('delivery.'))
    return delivery(
      sold.order,
      changeDelivery(ctx, sold.order, command as Parameters<typeof changeDelivery>[2]),
      now,
    )
  if (sold?.kind === 'tableOrder' && command.kind.startsWith('tableOrder.'))
    return table(
      sold.order,
      changeTableOrder(ctx, sold.order, command as Parameters<typeof changeTableOrder>[2]),
      now,
    )
  throw new Error(`${command.kind} of an order that was not placed`)
}

function delivery(before: DeliveryOrder | null, events: readonly OrderEvent[], now: number): SoldOrder {
  const order = events.reduce<DeliveryOrder | null>((state, event) => evolve(state, event, now), before)
  if (!order) throw new Error('nothing was placed')
  return { kind: 'delivery', order }
}

function table(before: TableOrder | null, events: readonly TableOrderEvent[], now: number): SoldOrder {
  const order = events.reduce<TableOrder | null>(
    (state, event) => evolveTableOrder(state, event, now),
    before,
  )
  if (!order) throw new Error('nothing was placed')
  return { kind: 'tableOrder', order }
}
