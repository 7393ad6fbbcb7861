/** What the operator of a node asks about its whole storage, over all tenants: counts and positions, nothing of anybody. */
import type { Uuid } from '../kernel/ids.ts'
import type { CreationStatus } from './records.ts'

export type WatchedFollower = {
  name: string
  kinds: readonly string[] | null
  terminalGroupId: Uuid | null
  skipsDone?: boolean
}
export type FollowerLag = {
  name: string
  position: bigint
  /** Entries that it has not handled; counted up to {@link lagCountMax}. */
  waiting: number
}
export const lagCountMax = 10_000

export type Monitoring = {
  /** End of the journal, and entries that have no position yet. */
  journal(): Promise<{ position: bigint; unsequenced: number }>
  lags(followers: readonly WatchedFollower[]): Promise<FollowerLag[]>
  webhooks(): Promise<{ waiting: number; oldestQueuedAt: number | null }>
  /** Orders whose picture changed since a moment. */
  ordersChangedSince(at: number): Promise<{ creationStatus: CreationStatus; orders: number }[]>
}
