import type { OrderEvent } from '../../domain/orders/events.ts'
import { derivedId } from '../derived-id.ts'
import type { App, NewEntry, SequencedEntry, Tx } from '../ports.ts'
import { type HandedOver, handedOverKind } from './kinds.ts'

export const handOverKinds: readonly string[] = ['delivery.placed']

/**
 * A follower's step of the call centre's server: an order that it owned belongs to the till that has accepted it, and
 * that is an entry of the journal (corrections 3). A repeat writes the same entry, which is there already.
 */
export async function handOver(app: App, tx: Tx, entries: readonly SequencedEntry[]): Promise<void> {
  const given: NewEntry[] = []
  for (const entry of entries) {
    const { tenantId, organizationId, terminalGroupId, correlationId } = entry
    const event = entry.payload as OrderEvent
    if (event.kind !== 'delivery.placed' || !organizationId || !terminalGroupId || !correlationId) continue
    const command = await tx.commands.find(tenantId, organizationId, correlationId)
    if (command?.kind !== 'delivery.place') continue
    const payload: HandedOver = {
      from: app.storage.node.id,
      to: terminalGroupId,
      number: event.order.number,
    }
    given.push({
      ...{ tenantId, organizationId, terminalGroupId, correlationId },
      entryId: derivedId(`handed over ${entry.entryId}`),
      at: app.clock.now(),
      actor: 'call centre',
      kind: handedOverKind,
      entity: 'delivery',
      entityId: entry.entityId,
      completes: false,
      payload,
    })
  }
  await tx.journal.append(given)
}
