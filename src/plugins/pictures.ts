import type { Picture } from '../../sdk/plugin/src/host-types.ts'
import type { Sale } from '../domain/orders/order.ts'
import type { Uuid } from '../kernel/ids.ts'

/** What hooks and events show of one thing of a till. */
export type Shown = {
  /** Null: a reserve without an order. */
  sale: Sale | null
  /** As the entity that it is first of all (front-api §8). */
  picture: Picture
  /** As an order; null: a reserve without one. */
  order: Picture | null
  /** Of a reserve that was restored: the order that its guests had got before. */
  previousOrderId: Uuid | null
}

/** Orders, deliveries and reserves of a till by id; unknown ids are absent. Nobody's phone or address is in them. */
export type Pictures = (
  till: { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid },
  ids: readonly Uuid[],
) => Promise<Map<Uuid, Shown>>
