import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { CloudTableOrder, SequencedEntry, Tx } from '../ports.ts'
import type { CommandFailed } from '../till/till-command.ts'
import type { Happening } from './plan-webhooks.ts'

/** Kinds of a till's entries about orders on tables. */
export const tableOrderKinds: readonly TableOrderEvent['kind'][] = [
  'tableOrder.placed',
  'tableOrder.shown',
  'tableOrder.itemsAdded',
  'tableOrder.itemsPrinted',
  'tableOrder.itemsCooking',
  'tableOrder.billPrinted',
  'tableOrder.billCancelled',
  'tableOrder.customerChanged',
  'tableOrder.externalDataChanged',
  'tableOrder.paymentsAdded',
  'tableOrder.paymentsReplaced',
  'tableOrder.closed',
  'tableOrder.deleted',
]

type Changed = Extract<Happening['what'], { kind: 'tableOrder' }>

/** The cloud's pictures of orders on tables while a batch of entries is followed. */
export class TablePictures {
  readonly #orders = new Map<Uuid, CloudTableOrder>()
  readonly #changed = new Set<Uuid>()

  async load(tx: Tx, tenantId: Uuid, ids: readonly Uuid[]): Promise<void> {
    if (ids.length === 0) return
    for (const [id, order] of await tx.cloudTableOrders.load(tenantId, ids)) this.#orders.set(id, order)
  }

  redraw(entry: SequencedEntry, organizationId: Uuid, terminalGroupId: Uuid): Changed {
    const before = this.#orders.get(entry.entityId) ?? null
    const state = evolveTableOrder(before?.state ?? null, entry.payload as TableOrderEvent, entry.at)
    return this.#keep(before, {
      tenantId: entry.tenantId,
      organizationId,
      id: entry.entityId,
      terminalGroupId,
      loginId: before?.loginId ?? null,
      sourceKey: state.sourceKey,
      externalNumber: state.externalNumber,
      creationStatus: 'Success',
      error: null,
      revision: before?.revision ?? 0n,
      receivedAt: before?.receivedAt ?? null,
      contactId: state.contactId,
      tableIds: state.tableIds,
      state,
    })
  }

  /** A refused placement turns its order to Error (cloud-api §3.4); null when nothing turns. */
  fail(failed: Pick<CommandFailed, 'command' | 'orderId' | 'refusal'>): Changed | null {
    const order = failed.orderId ? this.#orders.get(failed.orderId) : undefined
    if (failed.command !== 'tableOrder.place' || !order || order.creationStatus === 'Success') return null
    return this.#keep(order, { ...order, creationStatus: 'Error', error: failed.refusal })
  }

  /** Nobody waits for this order's till any more; null when it has been decided. */
  expire(failed: Pick<CommandFailed, 'command' | 'orderId' | 'refusal'>): Changed | null {
    const order = failed.orderId ? this.#orders.get(failed.orderId) : undefined
    return order?.creationStatus === 'InProgress' ? this.fail(failed) : null
  }

  #keep(before: CloudTableOrder | null, order: CloudTableOrder): Changed {
    this.#orders.set(order.id, order)
    this.#changed.add(order.id)
    return { kind: 'tableOrder', before, order }
  }

  async save(tx: Tx, now: number): Promise<void> {
    const changed = [...this.#orders.values()].filter(({ id }) => this.#changed.has(id))
    if (changed.length === 0) return
    let revision = await tx.cloudOrders.takeRevisions(changed.length, now)
    for (const order of changed) order.revision = revision++
    await tx.cloudTableOrders.save(changed)
  }
}
