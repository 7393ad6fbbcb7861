/** Open orders of a till's hall that change one another: commands are decided and folded as the till does it. */
import type { Uuid } from '../../../kernel/ids.ts'
import { changeTableOrder } from '../tables/change-table-order.ts'
import type { ChangeTableOrder } from '../tables/commands.ts'
import type { TableOrderEvent } from '../tables/events.ts'
import { evolveTableOrder } from '../tables/evolve-table-order.ts'
import { rearrangeTableOrders } from '../tables/rearrange-table-orders.ts'
import { isRearrangement, type RearrangeTableOrders } from '../tables/serving-commands.ts'
import type { TableOrder } from '../tables/table-order.ts'
import type { TillContext } from '../till-context.ts'

export type RoomCommand = ChangeTableOrder | RearrangeTableOrders

export class ARoom {
  readonly till: TillContext
  readonly #orders: Map<Uuid, TableOrder>
  readonly entries: { orderId: Uuid; event: TableOrderEvent }[] = []

  constructor(till: TillContext, orders: readonly TableOrder[]) {
    this.till = till
    this.#orders = new Map(orders.map((order) => [order.id, order]))
  }

  get orders(): TableOrder[] {
    return [...this.#orders.values()]
  }

  order(id: Uuid): TableOrder {
    const order = this.#orders.get(id)
    if (!order) throw new Error(`no order ${id}`)
    return order
  }

  /** Whole or not at all: a refusal changes nothing. */
  do(command: RoomCommand): TableOrderEvent[] {
    const till = { ...this.till, nextNumber: this.till.nextNumber + this.#orders.size }
    const steps = isRearrangement(command)
      ? rearrangeTableOrders(till, this.orders, command)
      : [
          {
            orderId: command.orderId,
            events: changeTableOrder(till, this.order(command.orderId), command, this.orders),
          },
        ]
    for (const { orderId, events } of steps)
      for (const event of events) {
        this.#orders.set(orderId, evolveTableOrder(this.#orders.get(orderId) ?? null, event, till.now))
        this.entries.push({ orderId, event })
      }
    return steps.flatMap(({ events }) => events)
  }
}
