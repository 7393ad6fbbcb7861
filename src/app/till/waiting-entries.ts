import { tillKinds } from '../cloud/follow-tills.ts'
import type { App } from '../ports.ts'
import type { Till } from './till-command.ts'

/**
 * How many entries of a till its cloud has not taken yet. `cloudHas` is the position that a cloud elsewhere has
 * confirmed; null when the cloud follows the journal in this very storage.
 */
export async function countWaitingEntries(app: App, till: Till, cloudHas: bigint | null): Promise<number> {
  const { links } = app.storage.now
  const { tenantId, terminalGroupId } = till
  if (cloudHas !== null) {
    return links.countAfter({ tenantId, terminalGroupId, origin: 'here', kinds: null }, cloudHas)
  }
  const taken = await links.followerPosition(`cloud follows ${terminalGroupId}`)
  if (taken === null) return 0
  return links.countAfter(
    { tenantId, terminalGroupId, origin: 'any', kinds: tillKinds, notDone: true },
    taken,
  )
}
