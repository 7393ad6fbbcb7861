import type { App } from '../../app/ports.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { RateLimits } from './rate-limits.ts'

/** What the family needs besides the core; `main` wires it. */
export type CloudServices = {
  licences: {
    /** Refuses with `access.licence-expired` or `access.licence-seats`. Asked on every call, so it must be cheap. */
    check(tenantId: Uuid, module: string): Promise<void>
  }
  webhookTargets: {
    /** Refuses with `webhook.url-forbidden` an address that we shall not call. */
    check(uri: string): Promise<void>
  }
  limits: RateLimits
}

/** The module that every call of the family needs (cloud-api §4.1; package Cloud). */
export const cloudModule = 'iikoAPI Cloud'

const freshMs = 30_000

/** Licences straight from the storage: a module without a row is ample, one with a row is good until it expires. */
export function licencesOfStorage(app: Pick<App, 'storage'> & { clock: Clock }): CloudServices['licences'] {
  const kept = new Map<string, { expiresAt: Promise<number | null>; readAt: number }>()
  const read = async (tenantId: Uuid, module: string): Promise<number | null> => {
    const all = await app.storage.now.licences.of(tenantId)
    return all.find((licence) => licence.module === module)?.expiresAt ?? null
  }
  return {
    async check(tenantId, module) {
      const now = app.clock.now()
      const name = `${tenantId}/${module}`
      let entry = kept.get(name)
      if (!entry || now < entry.readAt || now - entry.readAt > freshMs) {
        entry = { expiresAt: read(tenantId, module), readAt: now }
        kept.set(name, entry)
        entry.expiresAt.catch(() => kept.delete(name))
      }
      const expiresAt = await entry.expiresAt
      if (expiresAt !== null && expiresAt <= now) throw refuse('access.licence-expired', { module })
    },
  }
}
