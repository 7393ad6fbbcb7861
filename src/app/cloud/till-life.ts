import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'

/** A till says every half a minute that it is there; after this long without a word it is not (cloud-api §11.2). */
const heartbeatGoodMs = 90_000

type Beat = { seenAt: number; isAsleep: boolean }

/**
 * When each till was last heard, and whether it sleeps. A till of this process that can be handed an order is heard at
 * this very moment: its last beat may lie days back when a sandbox's clock has just jumped.
 */
export async function tillBeats(
  app: Pick<App, 'storage' | 'clock' | 'tillAtHand'>,
  tenantId: Uuid,
  organizationIds: readonly Uuid[],
): Promise<(Beat & { terminalGroupId: Uuid })[]> {
  const beats = await app.storage.now.liveness.of(tenantId, organizationIds)
  const now = app.clock.now()
  return beats.map((beat) => (app.tillAtHand(beat.terminalGroupId) ? { ...beat, seenAt: now } : beat))
}

/**
 * Whether somebody answers at the till, asleep or not. A clock that was set back leaves heartbeats of the future; they
 * are as good as new.
 */
export const answersNow = ({ seenAt }: Beat, now: number): boolean => now - seenAt <= heartbeatGoodMs

/** The tills of these restaurants that take orders: they answer and are awake (cloud-api §6.7). */
export async function livingTills(
  app: Pick<App, 'storage' | 'clock' | 'tillAtHand'>,
  tenantId: Uuid,
  organizationIds: readonly Uuid[],
): Promise<ReadonlySet<Uuid>> {
  const beats = await tillBeats(app, tenantId, organizationIds)
  const now = app.clock.now()
  const living = beats.filter((beat) => !beat.isAsleep && answersNow(beat, now))
  return new Set(living.map(({ terminalGroupId }) => terminalGroupId))
}
