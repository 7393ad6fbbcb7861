import { stopListKey } from '../../domain/stop-list/stop-list.ts'
import type { StopList } from '../../domain/stop-list/stop-list-changes.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'

/** Stop lists as the cloud last heard of them, by terminal group; a group without one is out of nothing. */
export type KnownStopLists = ReadonlyMap<Uuid, StopList>

export async function knownStopLists(
  app: App,
  tenantId: Uuid,
  organizationIds: readonly Uuid[],
): Promise<KnownStopLists> {
  const lists = await app.storage.now.stopLists.inCloud(tenantId, organizationIds)
  return new Map(
    lists.map(({ terminalGroupId, items }) => [
      terminalGroupId,
      new Map(items.map((item) => [stopListKey(item.productId, item.sizeId), item])),
    ]),
  )
}
