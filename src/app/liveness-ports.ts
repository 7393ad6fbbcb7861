/** Ports of who can be heard: tills that are silent, and those that sleep. */

import type { Uuid } from '../kernel/ids.ts'
import type { KeptByTenant } from './kept-by-tenant.ts'

export type Liveness = {
  beat(tenantId: Uuid, organizationId: Uuid, terminalGroupId: Uuid, at: number): Promise<void>
  of(
    tenantId: Uuid,
    organizationIds: readonly Uuid[],
  ): Promise<{ terminalGroupId: Uuid; seenAt: number; isAsleep: boolean }[]>
  setAsleep(tenantId: Uuid, organizationId: Uuid, terminalGroupId: Uuid, isAsleep: boolean): Promise<void>
  /** Groups of a tenant that sleep. */
  asleep(tenantId: Uuid): Promise<Uuid[]>
  /** Groups that are awake and were last heard before a moment. */
  silentSince(tenantId: Uuid, seenBefore: number): Promise<{ organizationId: Uuid; terminalGroupId: Uuid }[]>
}

/** Which tills sleep, kept in memory. */
export type Sleepers = KeptByTenant<ReadonlySet<Uuid>>
